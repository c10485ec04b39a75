"""Addresses in forwarding headers, and the networks of trusted proxies."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_CACHED = 4096
_MAPPED_BITS = 96
_LAST_PORT = 65_535
_NODE = re.compile(
    r"(?:\[(?=[^:]*:)(?P<ipv6>[0-9A-Fa-f:.]{2,45})\]|(?P<ipv4>[0-9.]{7,15})|(?P<hidden>unknown|_[\w.-]{1,200}))"
    r"(?::(?:(?P<port>\d{1,5})|_[\w.-]{1,200}))?",
    re.ASCII | re.IGNORECASE,
)
_BARE_IPV6 = re.compile(r"(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]{2,45}")


@dataclass(frozen=True)
class Hidden:
    """A proxy does not name the address: it is `unknown`, obfuscated (`_x`), or absent."""


class TrustedNetworks:
    """The addresses and networks of trusted proxies. An IPv4-mapped one is the IPv4 one."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Raises ValueError for a text that is neither an address nor a network."""
        self._networks = tuple(unmapped_network(ip_network(text)) for text in texts)

    def __contains__(self, address: Address) -> bool:
        return any(address in network for network in self._networks)


def unmapped_network(network: Network) -> Network:
    """Return the IPv4 network of an IPv4-mapped one (RFC 4291 §2.5.5.2); any other as it is."""
    if isinstance(network, IPv6Network) and network.prefixlen >= _MAPPED_BITS:
        start = network.network_address.ipv4_mapped
        if start is not None:
            return IPv4Network((int(start), network.prefixlen - _MAPPED_BITS))
    return network


def peer_address(text: str) -> Address | None:
    """Return the address of a connection's peer, without its zone; None if it is no address."""
    return _parse(text.partition("%")[0])


def node(text: str) -> Address | Hidden | None:
    """Return what a node identifier of RFC 7239 §6 names; None if it is malformed.

    An IPv6 address is in brackets, and a port may follow. A zone is malformed: it means nothing on another machine.
    """
    match = _NODE.fullmatch(text)
    if match is None or int(match["port"] or 0) > _LAST_PORT:
        return None
    return Hidden() if match["hidden"] else _parse(match["ipv6"] or match["ipv4"])


def node_of_x_forwarded_for(text: str) -> Address | Hidden | None:
    """Return what a value of X-Forwarded-For names. IPv6 addresses may be without brackets there."""
    return _parse(text) if _BARE_IPV6.fullmatch(text) else node(text)


@lru_cache(_CACHED)
def _parse(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address
