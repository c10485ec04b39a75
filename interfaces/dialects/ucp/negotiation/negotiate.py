"""The negotiation between a shop and a platform, once for each checkout."""

from dataclasses import replace

from interfaces.dialects.ucp.auth import Caller
from interfaces.dialects.ucp.negotiation.capabilities import (
    AP2_MANDATE,
    CHECKOUT,
    common_capabilities,
)
from interfaces.dialects.ucp.negotiation.errors import (
    CapabilitiesIncompatible,
    InvalidProfileUrl,
    ProfileMalformed,
    ProfileUnreachable,
    VersionUnsupported,
)
from interfaces.dialects.ucp.negotiation.outcome import Outcome
from interfaces.dialects.ucp.negotiation.profiles import PlatformProfiles
from interfaces.dialects.ucp.wire import SUPPORTED
from interfaces.http.errors.request_errors import Unavailable


def check_agent(caller: Caller) -> None:
    """Check what the head of every request says.

    Raises VersionUnsupported for a version that it names, and InvalidProfileUrl where the shop is strict.
    """
    agent = caller.agent
    if agent is not None and agent.version is not None and agent.version not in SUPPORTED:
        raise VersionUnsupported(agent.version)
    if _is_strict(caller) and (agent is None or not agent.is_url):
        raise InvalidProfileUrl


async def negotiate(caller: Caller, profiles: PlatformProfiles) -> Outcome:
    """Return what the shop and the platform have in common.

    A strict shop demands a profile with a checkout in a version that it supports. A lenient one serves every platform,
    with all extensions but mandates, which a platform has to support. Raises ProfileUnreachable, ProfileMalformed,
    VersionUnsupported and CapabilitiesIncompatible.
    """
    agent = caller.agent
    named = agent.version if agent is not None else None
    usual, offered = caller.shop.ucp.version, caller.shop.capabilities
    without_mandates = tuple(name for name in offered if name != AP2_MANDATE)
    if agent is None or not agent.is_url:
        return Outcome(version=named or usual, capabilities=without_mandates)
    try:
        profile = await profiles.get(agent.profile)
    except (ProfileUnreachable, ProfileMalformed, Unavailable):
        if _is_strict(caller):
            raise
        return Outcome(version=named or usual, capabilities=without_mandates, profile=agent.profile)
    is_spoken = profile.version in SUPPORTED
    version = named or (profile.version if is_spoken else usual)
    outcome = Outcome(
        version=version,
        capabilities=offered if AP2_MANDATE in profile.names_in(version) else without_mandates,
        profile=agent.profile,
        is_fetched=True,
        webhook_url=profile.webhook_url_in(version),
        has_parcels=profile.has_parcels_in(version),
    )
    if not _is_strict(caller):
        return outcome
    if not is_spoken:
        raise VersionUnsupported(profile.version)
    capabilities = common_capabilities(offered, profile.names_in(outcome.version))
    if CHECKOUT not in capabilities:
        raise CapabilitiesIncompatible
    return replace(outcome, capabilities=capabilities)


def _is_strict(caller: Caller) -> bool:
    return caller.shop.ucp.profiles == "strict"
