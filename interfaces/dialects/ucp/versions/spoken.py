"""The versions that are spoken, and the one of a request."""

from typing import Final

import msgspec
from fastapi import Request

from domain.checkout import Checkout
from interfaces.dialects.ucp.negotiation.agent_header import agent_header
from interfaces.dialects.ucp.versions.v2026_01_11 import V2026_01_11
from interfaces.dialects.ucp.versions.v2026_01_23 import V2026_01_23
from interfaces.dialects.ucp.versions.v2026_04_08 import V2026_04_08
from interfaces.dialects.ucp.versions.v2026_08_25 import V2026_08_25
from interfaces.dialects.ucp.versions.version import UcpVersion
from interfaces.dialects.ucp.wire import DIALECT

USUAL: Final = V2026_04_08
VERSIONS: Final = {each.name: each for each in (V2026_01_11, V2026_01_23, V2026_04_08, V2026_08_25)}
_KNOWN: Final = "ucp.version"
_SHAPE: Final = "/2"
"""The renderers write options by their own ids, and several groups in a method."""


def renderer_name(version: UcpVersion) -> str:
    """Return the name of the renderer of checkouts in a version."""
    return f"{DIALECT}/{version.name}{_SHAPE}"


def renderer_named(name: str) -> tuple[UcpVersion, bool] | None:
    """Return the version of a renderer, and whether it is the first one; None if there is no such renderer.

    `name` is what follows `ucp/`. A name stays that of its output: the first renderers wrote options with their group.
    """
    version = VERSIONS.get(name.removesuffix(_SHAPE))
    return None if version is None else (version, not name.endswith(_SHAPE))


def requested_version(request: Request) -> UcpVersion | None:
    """Return the version that UCP-Agent names; None if it names none that is spoken."""
    agent = agent_header(request)
    return None if agent is None else VERSIONS.get(agent.version or "")


def note_version(request: Request, version: UcpVersion) -> None:
    """Note the version of a request that names none, as soon as it is known."""
    request.scope[_KNOWN] = version


def version_of_errors(request: Request) -> UcpVersion:
    """Return the version that a request is refused in: its own, or the usual one before that is known."""
    known: UcpVersion | None = request.scope.get(_KNOWN)
    return requested_version(request) or known or USUAL


def version_of(checkout: Checkout) -> UcpVersion:
    """Return the version that was negotiated when a checkout was opened."""
    if checkout.dialect != DIALECT:
        return USUAL
    recorded = msgspec.json.decode(checkout.settings).get("ucp_version")
    return VERSIONS.get(recorded, USUAL)
