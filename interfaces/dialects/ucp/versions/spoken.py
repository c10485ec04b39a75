"""The versions that are spoken, and the one of a request."""

from typing import Final

import msgspec
from fastapi import Request

from domain.checkout import Checkout
from interfaces.dialects.ucp.negotiation.agent_header import agent_header
from interfaces.dialects.ucp.versions.v2026_01_11 import V2026_01_11
from interfaces.dialects.ucp.versions.v2026_04_08 import V2026_04_08
from interfaces.dialects.ucp.versions.version import UcpVersion
from interfaces.dialects.ucp.wire import DIALECT

NEWEST: Final = V2026_04_08
VERSIONS: Final = {each.name: each for each in (V2026_01_11, NEWEST)}


def requested_version(request: Request) -> UcpVersion | None:
    """Return the version that UCP-Agent names; None if it names none that is spoken."""
    agent = agent_header(request)
    return None if agent is None else VERSIONS.get(agent.version or "")


def version_of(checkout: Checkout) -> UcpVersion:
    """Return the version that was negotiated when a checkout was opened."""
    if checkout.dialect != DIALECT:
        return NEWEST
    recorded = msgspec.json.decode(checkout.settings).get("ucp_version")
    return VERSIONS.get(recorded, NEWEST)
