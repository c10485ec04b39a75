"""The origin of a forwarded request: the client's address, and the scheme and host that it used.

The elements of the headers are read from the right: the peer of the connection is trusted, so what it wrote is true,
and so is what the next trusted proxy wrote, up to the first address that is not a trusted proxy's. That is the
client's, and nothing left of it counts. If all addresses are of trusted proxies, the leftmost is the client's. A
malformed element ends the walk at the last good one, and an element that hides its address ends it there. At most
MOST_HOPS elements are read.

The scheme and the host are those of the element where the walk ended. X-Forwarded-Proto and -Host have no elements:
their only value counts, or the one as far from the right as that element. With too few values, none counts. (Values
are counted from the right as werkzeug's ProxyFix does; the walk is nginx's `real_ip_recursive`.)

A scheme other than http and https is ignored, and so is a host that is no name or address with an optional port.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from interfaces.http.forwarding.elements import (
    elements_from_right,
    parameters,
    values_from_right,
)
from interfaces.http.forwarding.hosts import host_of, scheme_of
from interfaces.http.forwarding.nodes import (
    Address,
    Hidden,
    TrustedNetworks,
    node,
    node_of_x_forwarded_for,
)

FORWARDED: Final = b"forwarded"
X_FORWARDED_FOR: Final = b"x-forwarded-for"
X_FORWARDED_PROTO: Final = b"x-forwarded-proto"
X_FORWARDED_HOST: Final = b"x-forwarded-host"
X_FORWARDED: Final = (X_FORWARDED_FOR, X_FORWARDED_PROTO, X_FORWARDED_HOST)
HEADERS: Final = frozenset((FORWARDED, *X_FORWARDED))
MOST_HOPS: Final = 16

Lines = Mapping[bytes, Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What counts of the forwarding headers of a request. None: the connection's own value counts."""

    address: Address | None = None
    scheme: str | None = None
    host: str | None = None


@dataclass(frozen=True)
class _Hop:
    """What one proxy wrote about the request that it received."""

    sender: Address | Hidden
    proto: str = ""
    host: str = ""


def origin(lines: Lines, trusted: TrustedNetworks) -> Origin:
    """Return the origin of a request whose peer is trusted. `lines` are the values of each header in HEADERS.

    Forwarded and X-Forwarded-* are read apart. Where a request has both, a value counts only if both agree on it: the
    proxies write one of them, and the client may have sent the other, which they pass on.
    """
    has_forwarded = FORWARDED in lines
    has_x_forwarded = any(name in lines for name in X_FORWARDED)
    if has_forwarded and has_x_forwarded:
        return _agreed(_from_forwarded(lines, trusted), _from_x_forwarded(lines, trusted))
    if has_forwarded:
        return _from_forwarded(lines, trusted)
    return _from_x_forwarded(lines, trusted) if has_x_forwarded else Origin()


def _agreed(one: Origin, other: Origin) -> Origin:
    return Origin(
        address=one.address if one.address == other.address else None,
        scheme=one.scheme if one.scheme == other.scheme else None,
        host=one.host if one.host == other.host else None,
    )


def _from_forwarded(lines: Lines, trusted: TrustedNetworks) -> Origin:
    elements = elements_from_right(lines[FORWARDED])
    hops = _walk(map(_hop_of_element, elements), trusted)
    if not hops:
        return Origin()
    return Origin(
        address=_address(hops), scheme=scheme_of(hops[-1].proto), host=host_of(hops[-1].host)
    )


def _from_x_forwarded(lines: Lines, trusted: TrustedNetworks) -> Origin:
    values = values_from_right(lines.get(X_FORWARDED_FOR, ()))
    hops = _walk(map(_hop_of_value, values), trusted)
    place = max(len(hops), 1)
    return Origin(
        address=_address(hops),
        scheme=scheme_of(_value_at(place, lines.get(X_FORWARDED_PROTO, ()))),
        host=host_of(_value_at(place, lines.get(X_FORWARDED_HOST, ()))),
    )


def _walk(hops: Iterable[_Hop | None], trusted: TrustedNetworks) -> list[_Hop]:
    """Return the hops that count, the nearest first. None among `hops` is a malformed one."""
    counted: list[_Hop] = []
    for hop in islice(hops, MOST_HOPS):
        if hop is None:
            break
        counted.append(hop)
        if isinstance(hop.sender, Hidden) or hop.sender not in trusted:
            break
    return counted


def _hop_of_element(element: str) -> _Hop | None:
    found = parameters(element)
    if found is None:
        return None
    sender = node(found["for"]) if "for" in found else Hidden()
    return None if sender is None else _Hop(sender, found.get("proto", ""), found.get("host", ""))


def _hop_of_value(value: str) -> _Hop | None:
    sender = node_of_x_forwarded_for(value)
    return None if sender is None else _Hop(sender)


def _address(hops: Sequence[_Hop]) -> Address | None:
    """Return the last address that a hop names."""
    named = (hop.sender for hop in reversed(hops) if not isinstance(hop.sender, Hidden))
    return next(named, None)


def _value_at(place: int, lines: Sequence[str]) -> str:
    """Return the only value, or the one at a place counted from the right; empty if there are fewer values."""
    values: Iterator[str] = values_from_right(lines)
    first = list(islice(values, max(place, 2)))
    if len(first) == 1:
        return first[0]
    return first[place - 1] if len(first) >= place else ""
