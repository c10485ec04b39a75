"""An untrusted client cannot choose the address that is recorded, whatever it sends."""

from hypothesis import given
from hypothesis import strategies as st

from interfaces.http.forwarding.elements import MOST_CHARACTERS
from interfaces.http.forwarding.origins import FORWARDED, MOST_HOPS, X_FORWARDED
from tests.interfaces.http.forwarding.forwarded_requests import (
    CLIENT,
    FORGED,
    INNER,
    PROXY,
    Lines,
    Seen,
    address,
    seen,
)

X_NAMES = [name.decode() for name in X_FORWARDED]
NAMES = ["forwarded", *X_NAMES]
PARTS = [
    *(FORGED, CLIENT, PROXY, INNER, "unknown", "_x", "[::1]", "2001:db8::66", "https", "http"),
    *("for=", "proto=", "host=", "by=", "forged.example", ",", ";", '"', "\\", " ", "\t", "=", ":"),
    *(f"for={FORGED}", f"for={INNER}", f'for="{PROXY}:1"', "[", "]", "é", "\x00"),
]
TEXTS = st.lists(st.sampled_from(PARTS) | st.text(alphabet=st.characters(max_codepoint=255))).map(
    "".join
)


def lines_of(names: list[str]) -> st.SearchStrategy[Lines]:
    """Header lines that a client may send."""
    return st.lists(st.tuples(st.sampled_from(names), TEXTS), max_size=6)


def appended(lines: Lines, name: str, value: str, *, as_line: bool) -> Lines:
    """The lines as a proxy passes them on: its value after the last of the same name, or in a line below."""
    last = max((at for at, (each, _) in enumerate(lines) if each == name), default=None)
    if as_line or last is None:
        return [*lines, (name, value)]
    return [*lines[:last], (name, f"{lines[last][1]}, {value}"), *lines[last + 1 :]]


@given(lines_of(NAMES), st.sampled_from(["203.0.113.9", "11.0.0.7", "2001:db8::9"]))
def test_an_untrusted_connection_has_its_own_address(lines: Lines, peer: str) -> None:
    """Whatever it sends, nothing changes."""
    assert seen(lines, peer=peer) == Seen(peer, "http://inside.example/", "")


@given(lines_of(NAMES), st.booleans(), st.booleans())
def test_a_client_of_proxies_that_append_elements_has_the_address_that_they_saw(
    sent: Lines, as_line: bool, is_chain: bool
) -> None:
    """Scheme and host are those of the outermost proxy, behind one proxy and behind two."""
    outer = f'for="{CLIENT}:80";proto=https;host=shop.example'
    lines = appended(sent, "forwarded", outer, as_line=as_line)
    if is_chain:
        lines = appended(lines, "forwarded", f"for={INNER};proto=http", as_line=not as_line)
    found = seen(lines, names=frozenset({FORWARDED}))
    assert found == Seen(CLIENT, "https://shop.example/", PROXY)


@given(lines_of(NAMES), st.booleans(), st.booleans())
def test_a_client_of_proxies_that_append_x_forwarded_has_the_address_that_they_saw(
    sent: Lines, as_line: bool, is_chain: bool
) -> None:
    """The address is appended, and the outermost proxy replaces scheme and host."""
    kept = [line for line in sent if line[0] not in ("x-forwarded-proto", "x-forwarded-host")]
    lines = appended(kept, "x-forwarded-for", CLIENT, as_line=as_line)
    lines = [*lines, ("x-forwarded-proto", "https"), ("x-forwarded-host", "shop.example")]
    if is_chain:
        lines = appended(lines, "x-forwarded-for", INNER, as_line=not as_line)
    found = seen(lines, names=frozenset(X_FORWARDED))
    assert found == Seen(CLIENT, "https://shop.example/", PROXY)


@given(lines_of(NAMES), st.booleans())
def test_without_the_names_of_headers_the_address_is_the_clients_or_the_proxys(
    sent: Lines, is_forwarded: bool
) -> None:
    """The client may send the kind that the proxies do not write. It is never believed over the proxies."""
    own = ("forwarded", f"for={CLIENT}") if is_forwarded else ("x-forwarded-for", CLIENT)
    assert seen(appended(sent, *own, as_line=False)).address in (CLIENT, PROXY)


@given(st.integers(MOST_HOPS, 5000))
def test_a_bounded_number_of_elements_is_read(count: int) -> None:
    """Beyond it, the last element that was read counts."""
    hops = [f"10.{number >> 8}.{number & 255}.1" for number in range(count)]
    assert address(", ".join([FORGED, *hops])) == hops[-MOST_HOPS]
    elements = ", ".join(f"for={hop}" for hop in [FORGED, *hops])
    assert address(elements, header="forwarded") == hops[-MOST_HOPS]


@given(st.sampled_from([",", '"', "\\", '"\\', " ", ";", '",', "x", "for=", 'a="b";']))
def test_a_huge_element_ends_the_walk(part: str) -> None:
    """Nothing left of it counts, and the proxy is the last good hop."""
    huge = 'a="' + part * MOST_CHARACTERS
    assert address(f"for={FORGED}, {huge}", header="forwarded") == PROXY
    assert address(f"{FORGED}, {huge}") == PROXY
