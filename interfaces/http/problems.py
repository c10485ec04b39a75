"""RFC 9457 problem details: tillroll's own way of saying no, and the answer on paths that no dialect claims."""

from collections.abc import Mapping

import msgspec
from fastapi import Request, Response

from interfaces.http import errors
from interfaces.http.errors import RequestError
from interfaces.http.request.headers import request_id

MEDIA_TYPE = "application/problem+json"


def type_of(kind: str) -> str:
    """The stable `type` of a kind of problem (RFC 9457 §3.1.1)."""
    return f"urn:tillroll:problem:{kind}"


def problem(
    request: Request,
    status: int,
    title: str,
    detail: str,
    *,
    kind: str,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Response:
    """One problem. `kind` makes a stable `type` to switch on; `more` are extension members."""
    body = {
        "type": type_of(kind),
        "title": title,
        "status": status,
        "detail": detail,
        "instance": f"urn:tillroll:request:{request_id(request)}",
        **more,
    }
    return Response(msgspec.json.encode(body), status, dict(headers or {}), media_type=MEDIA_TYPE)


def fault_problem(request: Request, fault: RequestError) -> Response:  # noqa: C901  one case for each fault
    """Any fault as a problem."""
    match fault:
        case errors.RouteUnknown():
            return problem(
                request, 404, "Not found", "There is nothing at this path.", kind="not-found"
            )
        case errors.MethodNotAllowed(allowed=allowed):
            return problem(
                request,
                405,
                "Method not allowed",
                f"This path answers to {allowed}.",
                kind="method-not-allowed",
                headers={"Allow": allowed},
            )
        case errors.Unauthenticated(reason=reason):
            return problem(
                request,
                401,
                "Not authenticated",
                reason,
                kind="not-authenticated",
                headers={"WWW-Authenticate": "Bearer"},
            )
        case errors.AccessDenied(reason=reason):
            return problem(request, 403, "Access denied", reason, kind="access-denied")
        case errors.BodyTooLarge(limit=limit):
            return problem(
                request,
                413,
                "Body too large",
                f"The body may be at most {limit} bytes.",
                kind="body-too-large",
            )
        case errors.BodyTooSlow(seconds=seconds):
            return problem(
                request,
                408,
                "Body too slow",
                f"The body was not there after {seconds:g} seconds. Send it again.",
                kind="body-too-slow",
            )
        case errors.UnsupportedMediaType(got=got, expected=expected, headers=headers):
            return problem(
                request,
                415,
                "Unsupported media type",
                f"The body is declared as {got!r}; send {expected}.",
                kind="unsupported-media-type",
                headers=headers,
            )
        case errors.MalformedBody(reason=reason):
            return problem(request, 400, "Malformed body", reason, kind="malformed-body")
        case errors.InvalidFields(faults=found):
            return problem(
                request,
                422,
                "Invalid fields",
                " ".join(fault.message for fault in found),
                kind="invalid-fields",
                errors=[{"field": fault.path, "message": fault.message} for fault in found],
            )
        case errors.InvalidQuery(faults=found):
            return problem(
                request,
                400,
                "Invalid query",
                " ".join(fault.message for fault in found),
                kind="invalid-query",
                errors=[{"field": fault.path, "message": fault.message} for fault in found],
            )
        case errors.NotAcceptable(offered=offered):
            return problem(
                request,
                406,
                "Not acceptable",
                f"This path answers in {offered}; Accept asks for something else.",
                kind="not-acceptable",
            )
        case errors.Unavailable(retry_after=seconds):
            return problem(
                request,
                503,
                "Unavailable",
                "The service cannot answer at the moment. Ask again.",
                kind="unavailable",
                headers={"Retry-After": str(seconds)},
            )
        case _:
            return problem(
                request,
                500,
                "Internal error",
                "Something went wrong on our side; the log has it under this request's id.",
                kind="internal",
            )
