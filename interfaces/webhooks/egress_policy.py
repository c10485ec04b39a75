"""The addresses that callbacks may reach. Shops choose the URLs, so each may target an internal service (SSRF)."""

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

# The assigned public range (RFC 4291 §2.4), and the prefix whose last four bytes a router translates into an IPv4
# address (NAT64, RFC 6052).
_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_WEB_PORTS = frozenset((80, 443))


class EgressRefused(Exception):
    """Callbacks may not go to the URL. The message says why.

    `may_pass` means that the current address of the host is the reason; the name may resolve differently later.
    """

    def __init__(self, message: str, *, may_pass: bool = False) -> None:
        super().__init__(message)
        self.may_pass = may_pass


@dataclass(frozen=True, kw_only=True)
class Ports:
    """The ports that callbacks may go to: 80, 443, 1024 to 65535, and those in `more`.

    Other ports below 1024 belong to other protocols (SSH, SMTP, DNS). Their servers must not get a shop's requests.
    """

    more: frozenset[int] = frozenset()

    def allows(self, port: int | None) -> bool:
        """Return whether callbacks may go to the port of a URL; None is the default port of its scheme."""
        return port is None or port in _WEB_PORTS or 1024 <= port <= 65535 or port in self.more


ANY_WEB_PORT = Ports()


@dataclass(frozen=True, kw_only=True)
class EgressPolicy:
    """What is allowed besides https to public addresses: plain http, and these networks.

    `ports` applies to every address. Without `loopback`, loopback addresses are refused even if a network has them.
    """

    http: bool = False
    networks: tuple[Network, ...] = ()
    loopback: bool = True
    ports: Ports = ANY_WEB_PORT

    def parse(self, url: str) -> httpx.URL:
        """Parse the URL. Raises EgressRefused if its scheme, port or form is not allowed."""
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
        """Return whether callbacks may connect to this address, in the format of the resolver."""
        found = _parse_address(address)
        reached = (found, *_embedded_addresses(found))
        # The unspecified address connects to this machine.
        if not self.loopback and any(it.is_loopback or it.is_unspecified for it in reached):
            return False
        if any(found in network for network in self.networks):
            return True
        return all(_is_public(each) for each in reached)


def network(text: str) -> Network:
    """Parse a configured network: `127.0.0.0/8`, `::1/128`. Raises ValueError."""
    return ip_network(text)


def _parse_address(address: str) -> Address:
    """Return the address without its zone, and a mapped IPv4 address as IPv4."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        return found.ipv4_mapped
    return found


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and not (address in _UNICAST or address in _NAT64):
        return False
    return address.is_global and not address.is_multicast


def _embedded_addresses(address: Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that are embedded in this one (6to4, Teredo, NAT64)."""
    if isinstance(address, IPv4Address):
        return []
    embedded = [address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        embedded.append(IPv4Address(int(address) & 0xFFFF_FFFF))
    return [each for each in embedded if each is not None]
