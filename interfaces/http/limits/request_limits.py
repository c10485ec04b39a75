"""The limits that the pipeline applies to each request, and an endpoint to what its body claims."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request

from interfaces.http.limits.addresses import host_of
from interfaces.http.limits.claims import note_claimed_key, note_claimed_name
from interfaces.http.limits.memory import LimitsMemory
from interfaces.http.limits.policies import LimitPolicies
from interfaces.http.limits.rate_limiter import RateLimiter
from interfaces.http.limits.sign_ins import SignInGuard

LIMITS = "tillroll.limits"
"""The entry of the scope that has the limits of the request."""

_OAUTH = "oauth2"


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """The limits of one configuration."""

    rates: RateLimiter
    sign_ins: SignInGuard


def request_limits(
    policies: LimitPolicies, memory: LimitsMemory, clock: Callable[[], int]
) -> RequestLimits:
    """Build the limits. `clock` returns nanoseconds since 1970."""
    return RequestLimits(RateLimiter(policies, memory, clock), SignInGuard(policies, memory, clock))


def require_key_sign_in(request: Request, key: str) -> None:
    """Admit an attempt with a key in the body, before it is compared. Raises RateLimited.

    The attempt counts as one with the same key in the head.
    """
    claim = note_claimed_key(request.scope, key)
    limits: RequestLimits | None = request.scope.get(LIMITS)
    if limits is not None and claim is not None:
        limits.sign_ins.require_attempt(claim, host_of(request.scope))


def require_client_sign_in(request: Request, client_id: str) -> None:
    """Admit an attempt to get a token, before the secret in the form is compared. Raises RateLimited.

    The client's name is kept, so that the log and the count of failed sign-ins have it.
    """
    claim = note_claimed_name(request.scope, _OAUTH, client_id)
    limits: RequestLimits | None = request.scope.get(LIMITS)
    if limits is not None:
        limits.sign_ins.require_attempt(claim, host_of(request.scope))
        limits.rates.check_token_request(request, client_id)
