"""Version negotiation by the header API-Version."""

from dataclasses import dataclass

from fastapi import Request

from interfaces.dialects.acp.versions.v2025_09_29 import V2025_09_29
from interfaces.dialects.acp.versions.v2026_01_30 import V2026_01_30
from interfaces.dialects.acp.versions.v2026_04_17 import V2026_04_17
from interfaces.dialects.acp.versions.version import Version
from interfaces.http.errors.request_errors import RequestError

LATEST = V2026_04_17
_NEGOTIATED = "tillroll.acp_version"
VERSIONS = {version.name: version for version in (V2025_09_29, V2026_01_30, LATEST)}


@dataclass(eq=False)
class VersionRefused(RequestError):
    """The request names no supported version. `requested` is the version that it names, or None."""

    requested: str | None


def negotiate_version(request: Request, default: str | None) -> Version:
    """Return the version that the request names, or the merchant's `default`, and store it with the request.

    Raises VersionRefused.
    """
    name = request.headers.get("api-version", default)
    version = None if name is None else VERSIONS.get(name.strip())
    if version is None:
        raise VersionRefused(name)
    request.scope[_NEGOTIATED] = version
    return version


def negotiated_version(request: Request) -> Version | None:
    """Return the negotiated version of the request; None before the negotiation."""
    version: Version | None = request.scope.get(_NEGOTIATED)
    return version
