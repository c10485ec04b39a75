"""Which addresses a callback may be sent to. Shops name the URLs, so each of them may be an attempt to reach inside."""

from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

import httpx

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# What is assigned to the public so far (RFC 4291 §2.4), and what a router turns into the IPv4 address in its last four
# bytes (NAT64, RFC 6052).
_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_WEB_PORTS = frozenset((80, 443))


class EgressRefused(Exception):
    """The URL leads where callbacks may not go; the message says why.

    `may_pass` says that it is for the address that the name has at the moment, which may be another one later.
    """

    def __init__(self, message: str, *, may_pass: bool = False) -> None:
        super().__init__(message)
        self.may_pass = may_pass


@dataclass(frozen=True, kw_only=True)
class Ports:
    """Which ports a callback may go to: 80, 443, those from 1024 on, and those in `more`.

    The others below 1024 are other protocols' (SSH, SMTP, DNS), whose servers must not get requests that a shop wrote.
    """

    more: frozenset[int] = frozenset()

    def allows(self, port: int | None) -> bool:
        """Whether the port of a URL is one of them; None is the default port of its scheme."""
        return port is None or port in _WEB_PORTS or 1024 <= port <= 65535 or port in self.more


ANY_WEB_PORT = Ports()


@dataclass(frozen=True, kw_only=True)
class EgressPolicy:
    """What is allowed beyond https to public addresses: plain http, and these networks.

    `ports` holds for every address. Without `loopback`, an address of this machine is refused even where a network
    has it.
    """

    http: bool = False
    networks: tuple[Network, ...] = ()
    loopback: bool = True
    ports: Ports = ANY_WEB_PORT

    def parsed(self, url: str) -> httpx.URL:
        """The URL, if callbacks may go to such ones. Raises EgressRefused."""
        try:
            parsed = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise EgressRefused(f"The URL cannot be read: {error}") from None
        if parsed.scheme not in ("https", "http"):
            raise EgressRefused("The URL is neither https nor http.")
        if parsed.scheme == "http" and not self.http:
            raise EgressRefused("The URL is plain http, which is not configured to be allowed.")
        if parsed.userinfo:
            raise EgressRefused("The URL has a user name or a password in it.")
        if not parsed.host:
            raise EgressRefused("The URL names no host.")
        if parsed.port is not None and not 0 < parsed.port < 65536:
            raise EgressRefused("The URL names a port that does not exist.")
        if not self.ports.allows(parsed.port):
            raise EgressRefused(f"The URL names port {parsed.port}, where callbacks may not go.")
        return parsed

    def allows(self, address: str) -> bool:
        """Whether a connection may be made to this address, as the resolver wrote it."""
        found = _plain(address)
        reached = (found, *_carried(found))
        # A connection to the unspecified address reaches this machine.
        if not self.loopback and any(it.is_loopback or it.is_unspecified for it in reached):
            return False
        if any(found in network for network in self.networks):
            return True
        return all(_is_public(each) for each in reached)


def network(text: str) -> Network:
    """A network as it is configured: `127.0.0.0/8`, `::1/128`. Raises ValueError."""
    return ip_network(text)


def _plain(address: str) -> Address:
    """Without the zone, and as IPv4 where it is that in the form of IPv6."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        return found.ipv4_mapped
    return found


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and not (address in _UNICAST or address in _NAT64):
        return False
    return address.is_global and not address.is_multicast


def _carried(address: Address) -> list[IPv4Address]:
    """The addresses of IPv4 that may be reached by way of this one."""
    if isinstance(address, IPv4Address):
        return []
    carried = [address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        carried.append(IPv4Address(int(address) & 0xFFFF_FFFF))
    return [each for each in carried if each is not None]
