"""Which version a request is in."""

from dataclasses import dataclass

from fastapi import Request

from interfaces.dialects.acp.versions.v2025_09_29 import V2025_09_29
from interfaces.dialects.acp.versions.v2026_01_30 import V2026_01_30
from interfaces.dialects.acp.versions.v2026_04_17 import V2026_04_17
from interfaces.dialects.acp.versions.version import Version
from interfaces.http.errors import RequestError

LATEST = V2026_04_17
_TAKEN = "tillroll.acp_version"
VERSIONS = {version.name: version for version in (V2025_09_29, V2026_01_30, LATEST)}


@dataclass(eq=False)
class VersionRefused(RequestError):
    """The request is in no version that is spoken; `asked` is the one that it names, None where it names none."""

    asked: str | None


def version_of(request: Request, default: str | None) -> Version:
    """The version that the request names, or the merchant's `default`. Raises VersionRefused."""
    asked = request.headers.get("api-version", default)
    version = None if asked is None else VERSIONS.get(asked.strip())
    if version is None:
        raise VersionRefused(asked)
    request.scope[_TAKEN] = version
    return version


def version_taken(request: Request) -> Version | None:
    """The version that the request was taken to be in; None before that is known."""
    version: Version | None = request.scope.get(_TAKEN)
    return version
