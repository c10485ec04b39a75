"""X-Forwarded-For, -Proto and -Host of a trusted proxy name the client, the scheme and the host."""

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


def test_the_headers_tell_address_scheme_and_host() -> None:
    """The request is seen as the client sent it, and the proxy's address is kept as the peer."""
    lines = [
        ("x-forwarded-for", CLIENT),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-host", "shop.example"),
    ]
    assert seen(lines) == Seen(CLIENT, "https://shop.example/", PROXY)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f"{CLIENT}:4711", CLIENT),
        ("2001:DB8:0::1", "2001:db8::1"),
        ("[2001:DB8:0::1]", "2001:db8::1"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("::ffff:203.0.113.9", CLIENT),
        (f"{FORGED}, {CLIENT}", CLIENT),
        (f"{FORGED},{CLIENT} ,\t{INNER}", CLIENT),
        (f"{FORGED}, {CLIENT}, ::ffff:{INNER}", CLIENT),
        (f"10.0.0.9, {INNER}", "10.0.0.9"),
    ],
)
def test_the_last_untrusted_address_is_the_clients(value: str, expected: str) -> None:
    """Without an untrusted one, the leftmost is. Ports are not recorded, and IPv4-mapped is IPv4."""
    assert address(value) == expected


def test_lines_are_one_list() -> None:
    """A proxy may add a line of its own below the lines that it received."""
    assert address(FORGED, CLIENT, INNER) == CLIENT


@pytest.mark.parametrize(
    "value",
    ["", "unknown", "_x", "banana", "1.2.3", "fe80::1%<script>", '"203.0.113.9"', "1" * 5000, "é"],
)
def test_what_is_no_address_ends_the_walk(value: str) -> None:
    """The last good hop counts, and never what is left of it."""
    assert address(f"{FORGED}, {value}") == PROXY
    assert address(f"{FORGED}, {value}, {INNER}") == INNER


@pytest.mark.parametrize(
    ("senders", "schemes", "expected"),
    [
        (CLIENT, "https", "https"),
        (CLIENT, "HTTPS", "https"),
        ("", "https", "https"),
        (f"{CLIENT}, {INNER}", "https", "https"),
        (f"{CLIENT}, {INNER}", "https, http", "https"),
        (f"{FORGED}, {CLIENT}, {INNER}", "http, https, http", "https"),
        (f"{FORGED}, {CLIENT}", "https, http", "http"),
        (f"{CLIENT}, 10.0.0.9, {INNER}", "https, https", "http"),
        (CLIENT, "ws", "http"),
        (CLIENT, "javascript", "http"),
        (CLIENT, "", "http"),
    ],
)
def test_the_scheme_is_the_only_one_or_at_the_clients_place(
    senders: str, schemes: str, expected: str
) -> None:
    """Places are counted from the right. Too few values, or another scheme than HTTP's, count for nothing."""
    lines = [("x-forwarded-for", senders), ("x-forwarded-proto", schemes)]
    assert seen(lines).base_url == f"{expected}://inside.example/"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("Shop.Example", "http://shop.example/"),
        ("shop.example:8443", "http://shop.example:8443/"),
        ("shop.example:80", "http://shop.example/"),
        ("198.51.100.1:81", "http://198.51.100.1:81/"),
        ("[2001:db8::1]:81", "http://[2001:db8::1]:81/"),
        ("forged.example, shop.example", "http://shop.example/"),
    ],
)
def test_a_host_has_an_optional_port(host: str, expected: str) -> None:
    """The scheme's own port is left out, as browsers write it in Origin."""
    assert seen([("x-forwarded-host", host)]).base_url == expected


@pytest.mark.parametrize(
    "host",
    [
        "",
        "shop.example/path",
        "user@shop.example",
        "shop.example:",
        "shop.example:0",
        "shop.example:65536",
        "shop.example:80:80",
        "[2001:db8::1",
        "[::1::1]",
        "[unknown]",
        "-shop.example",
        "shop..example",
        "shop example",
        '"><script>',
        "é.example",
        "a" * 64 + ".example",
        "a." * 130 + "example",
    ],
)
def test_an_invalid_host_is_ignored(host: str) -> None:
    """The address is the one that the proxy asked for."""
    assert seen([("x-forwarded-host", host)]).base_url == INSIDE
