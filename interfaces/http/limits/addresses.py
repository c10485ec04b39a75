"""The network that a request counts for: its IPv4 address, or the /64 of its IPv6 address.

One subscriber has a whole /64, so that each of its addresses would have a limit of its own. The address is the
connection's, or the one that a trusted proxy forwards (`interfaces.http.forwarding`), never a header.
"""

from functools import lru_cache
from ipaddress import IPv6Address, ip_network

from starlette.types import Scope

_CACHED = 4096


def host_of(scope: Scope) -> str:
    """Return the address that a request comes from; empty where the connection has none."""
    client = scope.get("client")
    return client[0] if client else ""


def network_of(host: str) -> str:
    """Return the network that counts for an address. A text that is no address counts as it is."""
    return _network_of_ipv6(host) if ":" in host else host


@lru_cache(_CACHED)
def _network_of_ipv6(host: str) -> str:
    try:
        address = IPv6Address(host)
    except ValueError:
        return host
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), 64), strict=False))
