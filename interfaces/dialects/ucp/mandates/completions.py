"""The mandate of a completion: the keys of its platform, which are fetched first, and what is checked of the body."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from fastapi import Request

from domain.checkout import Checkout
from interfaces.dialects.session.requests import object_of
from interfaces.dialects.ucp.auth import Caller
from interfaces.dialects.ucp.mandates.authorization import AP2
from interfaces.dialects.ucp.mandates.errors import MandateRefused
from interfaces.dialects.ucp.mandates.sd_jwt import read_presentation
from interfaces.dialects.ucp.mandates.verification import MandateVerifier, TermsOf
from interfaces.dialects.ucp.negotiation.errors import ProfileMalformed, ProfileUnreachable
from interfaces.dialects.ucp.negotiation.outcome import profile_of
from interfaces.dialects.ucp.negotiation.profiles import PlatformProfiles
from interfaces.dialects.ucp.signing.platform_keys import PlatformKeys
from interfaces.dialects.ucp.wire import COMPLETE
from interfaces.http.errors.request_errors import MalformedBody, RequestError, Unavailable
from interfaces.http.request.body.reader import FieldReader, parse_json, read_body

MANDATE: Final = "checkout_mandate"
LONGEST: Final = 100_000


@dataclass(frozen=True, kw_only=True)
class PlatformOfRequest:
    """The platform that a completion names, and its keys; or `failure`, why they could not be had."""

    profile: str | None = None
    keys: PlatformKeys = field(default_factory=dict)
    failure: RequestError | None = None


async def platform_of(
    request: Request, caller: Caller, profiles: PlatformProfiles
) -> PlatformOfRequest:
    """Return the platform of a completion with a mandate; nothing for any other request.

    A failure is kept for the verification, because a repeat of a completed request needs no keys.
    """
    agent = caller.agent
    if not request.scope["path"].endswith(COMPLETE) or agent is None or not agent.is_url:
        return PlatformOfRequest()
    named = agent.profile
    body = await read_body(request)
    if MANDATE.encode() not in body:
        return PlatformOfRequest(profile=named)
    try:
        profile = await profiles.get(named)
        kid = _kid_in(body)
        if kid is not None and kid not in profile.keys:
            profile = await profiles.renew(named)
    except (ProfileUnreachable, ProfileMalformed, Unavailable) as error:
        return PlatformOfRequest(profile=named, failure=error)
    return PlatformOfRequest(profile=named, keys=profile.keys)


@dataclass(frozen=True, kw_only=True)
class CompletionMandates:
    """What the mandate of one request is checked with. `terms_of` is as in MandateVerifier."""

    caller: Caller
    platform: PlatformOfRequest
    clock: Callable[[], datetime]
    terms_of: TermsOf

    def authorise(self, fields: FieldReader, checkout: Checkout) -> str:
        """Return the mandate in a body, which authorises the purchase of the checkout as it is.

        Raises InvalidFields, MandateRefused, and the errors of a profile that could not be had.
        """
        ap2 = object_of(fields, AP2)
        mandate = None if ap2 is None else ap2.identifier(MANDATE, longest=LONGEST)
        fields.raise_faults()
        if mandate is None:
            raise MandateRefused("mandate_required", "This checkout needs a mandate of the buyer.")
        keys = self.caller.shop.keys
        if keys.signer is None:
            raise MandateRefused(
                "merchant_authorization_missing",
                "The shop has no key now, so it has not signed the checkout.",
            )
        if self.platform.profile is None or self.platform.profile != profile_of(checkout):
            raise MandateRefused(
                "agent_missing_key", "Name the profile of the platform that opened the checkout."
            )
        if self.platform.failure is not None:
            raise self.platform.failure
        MandateVerifier(
            platform_keys=self.platform.keys,
            shop_keys=keys,
            now=self.clock(),
            terms_of=self.terms_of,
        ).verify(mandate, checkout)
        return mandate


def _kid_in(body: bytes) -> str | None:
    """Return the name of the key of the mandate in a body; None where it has none."""
    try:
        value: Any = parse_json(body)
        return read_presentation(value[AP2][MANDATE]).issued.kid
    except (MalformedBody, ValueError, LookupError, TypeError, AttributeError):
        return None
