"""Only the proxies that the configuration names are trusted, by address or network."""

import pytest

from interfaces.http.forwarding.nodes import TrustedNetworks
from tests.interfaces.http.forwarding.forwarded_requests import CLIENT, PROXY, Seen, seen

LINES = [
    ("x-forwarded-for", CLIENT),
    ("x-forwarded-proto", "https"),
    ("x-forwarded-host", "shop.example"),
]
ELEMENT = [("forwarded", f"for={CLIENT};proto=https;host=shop.example")]


@pytest.mark.parametrize(
    ("trusted", "peer"),
    [
        (PROXY, PROXY),
        ("10.0.0.0/8", PROXY),
        ("10.0.0.0/8", f"::ffff:{PROXY}"),
        (f"::ffff:{PROXY}", PROXY),
        ("::ffff:10.0.0.0/104", PROXY),
        ("2001:db8::/32", "2001:db8::7"),
        ("fe80::/10", "fe80::7%eth0"),
        ("::1", "::1"),
    ],
)
@pytest.mark.parametrize("lines", [LINES, ELEMENT])
def test_the_headers_of_a_trusted_peer_count(
    trusted: str, peer: str, lines: list[tuple[str, str]]
) -> None:
    """A peer is trusted as IPv4 and as the IPv4-mapped address that a socket for both families has."""
    found = seen(lines, trusted=(trusted,), peer=peer)
    assert found == Seen(CLIENT, "https://shop.example/", peer)


@pytest.mark.parametrize(
    ("trusted", "peer"),
    [
        (("10.0.0.0/8",), "11.0.0.7"),
        (("10.0.0.0/8",), "::ffff:11.0.0.7"),
        (("::/1",), PROXY),
        (("2001:db8::/32",), "2001:db9::1"),
        (("127.0.0.1",), "::1"),
        (("127.0.0.1",), ""),
        (("127.0.0.1",), "/run/tillroll.sock"),
        ((), "127.0.0.1"),
    ],
)
@pytest.mark.parametrize("lines", [LINES, ELEMENT])
def test_the_headers_of_another_peer_are_not_read(
    trusted: tuple[str, ...], peer: str, lines: list[tuple[str, str]]
) -> None:
    """It may be a client, so nothing that it sends counts."""
    assert seen(lines, trusted=trusted, peer=peer) == Seen(peer, "http://inside.example/", "")


def test_the_proxys_own_request_has_no_peer() -> None:
    """The derived address is the one of the connection, also if it is written in another form."""
    found = seen([("x-forwarded-for", PROXY)], peer=f"::ffff:{PROXY}")
    assert found == Seen(f"::ffff:{PROXY}", "http://inside.example/", "")


def test_a_text_that_is_no_network_is_refused() -> None:
    """A name of a host is not resolved."""
    with pytest.raises(ValueError, match=r"proxy\.example"):
        TrustedNetworks(["proxy.example"])
