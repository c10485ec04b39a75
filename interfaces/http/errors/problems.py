"""Problem details (RFC 9457): the error format of tillroll's own APIs and of paths outside every dialect."""

from collections.abc import Mapping
from typing import Final

import msgspec
from fastapi import Request, Response

from interfaces.http.errors import request_errors
from interfaces.http.errors.rendering import error_headers, known_error
from interfaces.http.errors.request_errors import FieldFault, RequestError
from interfaces.http.request.headers import request_id

MEDIA_TYPE = "application/problem+json"
# Status, kind and title. Of the own APIs, only that of orders has idempotency keys.
KINDS: Final[Mapping[type[RequestError], tuple[int, str, str]]] = {
    request_errors.RouteUnknown: (404, "not-found", "Not found"),
    request_errors.MethodNotAllowed: (405, "method-not-allowed", "Method not allowed"),
    request_errors.Unauthenticated: (401, "not-authenticated", "Not authenticated"),
    request_errors.AccessDenied: (403, "access-denied", "Access denied"),
    request_errors.NotAcceptable: (406, "not-acceptable", "Not acceptable"),
    request_errors.BodyTooLarge: (413, "body-too-large", "Body too large"),
    request_errors.BodyTooSlow: (408, "body-too-slow", "Body too slow"),
    request_errors.UnsupportedMediaType: (415, "unsupported-media-type", "Unsupported media type"),
    request_errors.MalformedBody: (400, "malformed-body", "Malformed body"),
    request_errors.InvalidFields: (422, "invalid-fields", "Invalid fields"),
    request_errors.InvalidQuery: (400, "invalid-query", "Invalid query"),
    request_errors.IdempotencyKeyMissing: (400, "idempotency-key-malformed", "Malformed key"),
    request_errors.IdempotencyConflict: (422, "idempotency-key-reused", "Key used otherwise"),
    request_errors.IdempotencyInFlight: (409, "idempotency-in-flight", "Still running"),
    request_errors.StoredResponseErased: (409, "stored-response-erased", "Answer erased"),
    request_errors.RateLimited: (429, "too-many-requests", "Too many requests"),
    request_errors.Unavailable: (503, "unavailable", "Unavailable"),
    request_errors.Unexpected: (500, "internal", "Internal error"),
}
_WITH_FIELDS = (request_errors.InvalidFields, request_errors.InvalidQuery)


def type_of(kind: str) -> str:
    """Return the stable `type` of a kind of problem (RFC 9457 §3.1.1)."""
    return f"urn:tillroll:problem:{kind}"


def problem(
    request: Request,
    status: int,
    title: str,
    detail: str,
    *,
    kind: str,
    headers: Mapping[str, str] | None = None,
    **members: object,
) -> Response:
    """Build one problem. `kind` becomes the `type` that clients switch on; `members` are extension members."""
    body = {
        "type": type_of(kind),
        "title": title,
        "status": status,
        "detail": detail,
        "instance": f"urn:tillroll:request:{request_id(request)}",
        **members,
    }
    return Response(msgspec.json.encode(body), status, dict(headers or {}), media_type=MEDIA_TYPE)


def fault_problem(request: Request, fault: RequestError) -> Response:
    """Render a request error as a problem. Errors without a kind of their own are internal errors."""
    known = known_error(fault, KINDS)
    status, kind, title = KINDS[type(known)]
    members = {"errors": _field_errors(known.faults)} if isinstance(known, _WITH_FIELDS) else {}
    return problem(
        request, status, title, known.message, kind=kind, headers=error_headers(known), **members
    )


def _field_errors(faults: tuple[FieldFault, ...]) -> list[dict[str, str]]:
    return [{"field": fault.path, "message": fault.message} for fault in faults]
