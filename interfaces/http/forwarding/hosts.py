"""Schemes and hosts in forwarding headers, which become parts of the addresses that this server generates."""

import re

from interfaces.http.forwarding.nodes import Hidden, node

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(
    rf"(?:\[(?P<ipv6>[0-9a-f:.]{{2,45}})\]|(?=[^:]{{1,253}}(?::|$)){_LABEL}(?:\.{_LABEL})*)"
    r"(?::(?P<port>[1-9][0-9]{0,4}))?",
    re.ASCII,
)
_LAST_PORT = 65_535


def scheme_of(text: str) -> str | None:
    """Return the scheme in lower case; None if it is neither http nor https."""
    scheme = text.lower()
    return scheme if scheme in ("http", "https") else None


def host_of(text: str) -> str | None:
    """Return the host in lower case, with its port if there is one (RFC 9110 §7.2); None if it is invalid."""
    host = text.lower()
    match = _HOST.fullmatch(host)
    if match is None or int(match["port"] or 0) > _LAST_PORT:
        return None
    if match["ipv6"] and node(f"[{match['ipv6']}]") in (None, Hidden()):
        return None
    return host
