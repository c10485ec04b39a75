"""The egress policy for callbacks: https to public addresses, in any notation."""

import pytest

from interfaces.runtime.receiver import receiver
from interfaces.webhooks.egress_policy import EgressPolicy, EgressRefused, Ports, network

PUBLIC = EgressPolicy()
FORBIDDEN = """
127.0.0.1 127.8.9.10 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 fe80::1 fe80::1%eth0 fe80::1%1 fc00::1 fd12:3456::1 ff02::1 ff0e::1 2001:db8::1
::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:7f00:1 ::127.0.0.1 ::a00:1
64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b::169.254.169.254 64:ff9b:1::1
2002:7f00:1:: 2002:a00:1:: 2002:c0a8:101::1 2001:0:a00:1::1 2001:0:4136:e378:8000:63bf:80ff:fffe
"""
ALLOWED = """
1.1.1.1 8.8.8.8 93.184.215.14 172.15.0.1 172.32.0.1 192.169.0.1 100.128.0.1 2606:4700:4700::1111
2a00:1450:4001:82a::200e ::ffff:8.8.8.8 64:ff9b::8.8.8.8
"""


@pytest.mark.parametrize("address", FORBIDDEN.split())
def test_a_private_address_is_refused(address: str) -> None:
    """Private, loopback, link-local, multicast and reserved addresses are refused, also embedded in IPv6."""
    assert not PUBLIC.allows(address)


@pytest.mark.parametrize("address", ALLOWED.split())
def test_a_public_address_is_permitted(address: str) -> None:
    """Public addresses are permitted, also embedded in IPv6."""
    assert PUBLIC.allows(address)


def test_a_configured_network_is_permitted() -> None:
    """Addresses of a configured network are permitted in any notation, and no others."""
    reach = EgressPolicy(
        networks=(network("127.0.0.0/8"), network("::1/128"), network("10.1.0.0/16"))
    )

    allowed = ["127.0.0.1", "127.255.0.1", "::1", "::ffff:127.0.0.1", "10.1.2.3", "8.8.8.8"]
    forbidden = ["10.2.0.1", "192.168.0.1", "::2", "fe80::1", "64:ff9b::7f00:1", "2002:7f00:1::"]

    assert [address for address in allowed if not reach.allows(address)] == []
    assert [address for address in forbidden if reach.allows(address)] == []


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://shop.example/", "plain http"),
        ("ftp://shop.example/", "neither"),
        ("file:///etc/passwd", "neither"),
        ("gopher://shop.example/", "neither"),
        ("unix:///run/postgres", "neither"),
        ("//shop.example/", "neither"),
        ("/relative", "neither"),
        ("", "neither"),
        ("https://", "no host"),
        ("https:///path", "no host"),
        ("https://shop.example:0/", "port"),
        ("https://shop.example:65536/", "port"),
        ("https://shop.example:port/", "read"),
        ("https://shop.example:22/", "port 22"),
        ("https://shop.example:25/", "port 25"),
        ("https://shop.example:1023/", "port 1023"),
        ("https://shop.example/\r\nX: y", "read"),
        ("https://[::1/", "read"),
    ],
)
def test_an_invalid_url_is_refused_permanently(url: str, reason: str) -> None:
    """The URL is refused before its name is resolved."""
    with pytest.raises(EgressRefused, match=reason) as refused:
        PUBLIC.parse(url)
    assert not refused.value.may_pass


@pytest.mark.parametrize("port", [80, 443, 1024, 8443, 65535])
def test_web_ports_are_permitted(port: int) -> None:
    """Ports 80, 443 and the unprivileged ports are permitted."""
    assert PUBLIC.parse(f"https://shop.example:{port}/").host == "shop.example"


def test_a_configured_port_is_permitted() -> None:
    """A privileged port is permitted if the configuration names it, and no other."""
    reach = EgressPolicy(ports=Ports(more=frozenset({444})))

    assert reach.parse("https://shop.example:444/").port == 444
    with pytest.raises(EgressRefused):
        reach.parse("https://shop.example:445/")


def test_plain_http_is_permitted_if_configured() -> None:
    """With `http`, both http and https are permitted."""
    assert EgressPolicy(http=True).parse("http://shop.example/").host == "shop.example"
    assert EgressPolicy(http=True).parse("https://shop.example/").host == "shop.example"


def test_a_receiver_is_scheme_host_and_port() -> None:
    """Receivers differ by scheme, host and port. The default port, user, path and query are ignored."""
    same = ("https://shop.example/a", "https://SHOP.example:443/b?c=d", "https://u:p@shop.example")
    other = ("http://shop.example", "https://shop.example:8443", "https://shop2.example")

    assert {receiver(url) for url in same} == {"https://shop.example"}
    assert len({receiver(url) for url in (*same, *other)}) == 4
    assert receiver("https://[::1/") == "https://[::1/"
