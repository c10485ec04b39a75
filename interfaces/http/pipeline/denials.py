"""Note who was denied: the address and the name that the credentials claim, for the log and the metrics."""

from fastapi import Request

from interfaces.http.errors.request_errors import AccessDenied, RateLimited, Unauthenticated
from interfaces.http.limits.addresses import host_of
from interfaces.http.limits.claims import claim_of, printable_name
from interfaces.http.limits.request_limits import RequestLimits
from interfaces.telemetry.request_context import note_sender

_DENIALS = (Unauthenticated, AccessDenied, RateLimited)


def note_denial(request: Request, error: Exception, limits: RequestLimits | None) -> None:
    """Note the sender of a request that was denied, and count a failed sign-in. Any other error is ignored."""
    if not isinstance(error, _DENIALS):
        return
    scope = request.scope
    note_sender(host_of(scope), printable_name(claim_of(scope)))
    if limits is not None and isinstance(error, Unauthenticated):
        limits.sign_ins.note_failure(scope, error)
