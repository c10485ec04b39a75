"""Forwarded (RFC 7239) of a trusted proxy names the client, the scheme and the host."""

import pytest

from tests.interfaces.http.forwarding.forwarded_requests import (
    CLIENT,
    FORGED,
    INNER,
    PROXY,
    Seen,
    address,
    seen,
)

INSIDE = "http://inside.example/"


def test_an_element_tells_address_scheme_and_host() -> None:
    """The request is seen as the client sent it, and the proxy's address is kept as the peer."""
    element = f"for={CLIENT};proto=https;host=shop.example;by=10.0.0.7"
    assert seen([("forwarded", element)]) == Seen(CLIENT, "https://shop.example/", PROXY)


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        (f"for={CLIENT}", CLIENT),
        (f"FOR={CLIENT}", CLIENT),
        (f'for="{CLIENT}"', CLIENT),
        (f'for="{CLIENT}:4711"', CLIENT),
        (f'for="{CLIENT}:_port"', CLIENT),
        (r'for="203.0.113\.9"', CLIENT),
        (f"proto=https ; for={CLIENT}", CLIENT),
        (f'for={CLIENT};secret="a, b;c \\" d"', CLIENT),
        ('for="[2001:DB8:0::1]"', "2001:db8::1"),
        ('for="[2001:db8::1]:4711"', "2001:db8::1"),
        ('for="[::ffff:203.0.113.9]"', CLIENT),
    ],
)
def test_an_address_in_each_form_is_read(element: str, expected: str) -> None:
    """The recorded address has no port. IPv6 is written according to RFC 5952, and IPv4-mapped as IPv4."""
    assert address(element, header="forwarded") == expected


@pytest.mark.parametrize(
    "element",
    [
        "",
        ",",
        ";",
        "for",
        "for=",
        "for=banana",
        "for=1.2.3",
        "for=203.0.113.9:4711",
        "for=2001:db8::1",
        'for="2001:db8::1"',
        'for="[203.0.113.9]"',
        'for="[fe80::1%eth0]"',
        'for="203.0.113.9:99999"',
        'for="203.0.113.9',
        'for=203.0.113.9"',
        "for = 203.0.113.9",
        f"for={CLIENT};for={FORGED}",
        f"for={CLIENT};For={CLIENT}",
        f"for={CLIENT} proto=https",
        f"for={CLIENT};proto=https;" + "x" * 500 + "=y",
        "<script>alert(1)</script>",
        "=cmd()",
        "\x00",
        "é",
    ],
)
def test_a_malformed_element_ends_the_walk(element: str) -> None:
    """Nothing of it counts, nor of what is left of it. The last good hop is the peer of the connection."""
    lines = [("forwarded", f"for={FORGED};proto=https;host=forged.example, {element}")]
    assert seen(lines) == Seen(PROXY, INSIDE, "")


def test_a_malformed_element_further_left_leaves_the_last_good_hop() -> None:
    """The address and the scheme are those of the nearest element, which is well-formed."""
    lines = [("forwarded", f"for={FORGED}, for=banana;proto=http, for={INNER};proto=https")]
    assert seen(lines) == Seen(INNER, "https://inside.example/", PROXY)


@pytest.mark.parametrize("sender", ["for=unknown", "for=Unknown", "for=_hidden", 'for="_x:_y"', ""])
def test_a_hidden_address_ends_the_walk(sender: str) -> None:
    """The trusted proxy does not tell the address; its scheme and host count."""
    element = f"{sender};proto=https;host=shop.example"
    lines = [("forwarded", f"for={FORGED};host=forged.example, {element}")]
    assert seen(lines) == Seen(PROXY, "https://shop.example/", "")


def test_elements_of_two_proxies_are_read_from_the_right() -> None:
    """The outer proxy saw the client, and the scheme and host are those that it received."""
    outer = f"for={CLIENT};proto=https;host=shop.example"
    lines = [("forwarded", f"{outer}, for={INNER};proto=http;host=inner.example")]
    assert seen(lines) == Seen(CLIENT, "https://shop.example/", PROXY)


def test_lines_are_one_list() -> None:
    """A proxy may add a line of its own below the lines that it received."""
    found = address(f"for={FORGED}", f"for={CLIENT}", f"for={INNER}", header="forwarded")
    assert found == CLIENT


@pytest.mark.parametrize("sent", ['for="', 'for="x', '"', "\\", '"\\', 'for=a;x="\\', '"," \\"'])
def test_an_open_quote_of_the_client_does_not_reach_the_elements_of_proxies(sent: str) -> None:
    """The client's own part of the header changes nothing, whether it is in the same line or in another."""
    element = f'for="{CLIENT}:80";x="a\\\\";proto=https'
    expected = Seen(CLIENT, "https://inside.example/", PROXY)
    assert seen([("forwarded", f"{sent}, {element}")]) == expected
    assert seen([("forwarded", sent), ("forwarded", element)]) == expected
