"""The OAuth 2 token endpoint: issues a bearer token for client credentials.

Failures have the shape of RFC 6749 §5.2 (`{"error", "error_description"}`), which OAuth clients read. All other paths
of this dialect use Walley's envelope. Any `scope` is accepted, because there is only one.
"""

import msgspec
from fastapi import Request, Response

from interfaces.dialects.walley.auth.bearer_tokens import EXPIRES_IN
from interfaces.dialects.walley.auth.credentials import Credentials
from interfaces.http.errors import request_errors
from interfaces.http.errors.rendering import rate_limit_headers
from interfaces.http.errors.request_errors import MalformedBody, RequestError
from interfaces.http.limits.request_limits import require_client_sign_in
from interfaces.http.request.body.content_coding import refuse_content_coding
from interfaces.http.request.body.reader import read_body

TOKEN_PATH = "/oauth2/v2.0/token"
MAX_FORM = 8_192
"""The largest form that is read, in bytes. Parsing a form of 1 MB would stop the process for a quarter of a second."""

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_MEDIA_TYPE = "application/json; charset=utf-8"
_NOT_STORED = {"Cache-Control": "no-store", "Pragma": "no-cache"}


def is_token_request(request: Request) -> bool:
    """Whether a request is for the token endpoint, with or without a trailing slash."""
    path: str = request.scope["path"]
    return path.rstrip("/") == TOKEN_PATH


async def answer_token(request: Request, credentials: Credentials) -> Response:
    """Issue a token for the credentials in the form of the request.

    Raises MalformedBody, Unauthenticated and RateLimited, which `token_fault` renders.
    """
    fields = await _form(request)
    if fields.get("grant_type") != "client_credentials":
        return _refusal(400, "unsupported_grant_type", "Send grant_type=client_credentials.")
    client_id, secret = fields.get("client_id"), fields.get("client_secret")
    if not client_id or not secret:
        raise MalformedBody("Send client_id and client_secret.")
    require_client_sign_in(request, client_id)
    token = {
        "token_type": "Bearer",
        "expires_in": EXPIRES_IN,
        "ext_expires_in": EXPIRES_IN,
        "access_token": credentials.issue_token(client_id, secret),
    }
    return _response(200, token, {})


def token_fault(fault: RequestError) -> Response:
    """Render a request error of the token endpoint."""
    match fault:
        case request_errors.Unauthenticated(reason=reason):
            return _refusal(401, "invalid_client", reason, {"WWW-Authenticate": "Bearer"})
        case request_errors.MethodNotAllowed(allowed=allowed):
            return _refusal(405, "invalid_request", f"Send {allowed}.", {"Allow": allowed})
        case request_errors.RouteUnknown():
            return _refusal(404, "invalid_request", fault.message)
        case request_errors.BodyTooLarge(limit=limit):
            return _refusal(413, "invalid_request", f"The body may be at most {limit} bytes.")
        case request_errors.BodyTooSlow(seconds=seconds):
            description = f"The body was not there after {seconds:g} seconds."
            return _refusal(408, "invalid_request", description)
        case request_errors.UnsupportedMediaType(expected=expected, headers=headers):
            return _refusal(400, "invalid_request", f"Send {expected}.", headers)
        case request_errors.MalformedBody(reason=reason):
            return _refusal(400, "invalid_request", reason)
        case request_errors.RateLimited():
            headers = rate_limit_headers(fault)
            return _refusal(429, "temporarily_unavailable", fault.message, headers)
        case request_errors.Unavailable(retry_after=seconds):
            retry = {"Retry-After": str(seconds)}
            return _refusal(503, "temporarily_unavailable", "Try again.", retry)
        case _:
            return _refusal(500, "server_error", "Something went wrong on our side.")


async def _form(request: Request) -> dict[str, str]:
    refuse_content_coding(request)
    declared = request.headers.get("content-type", "")
    if declared.partition(";")[0].strip().lower() not in _FORMS:
        raise request_errors.UnsupportedMediaType(
            got=declared[:100], expected=f"the fields as {' or '.join(_FORMS)}"
        )
    body = await read_body(request, MAX_FORM)

    async def replay_body() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    async with Request(request.scope, replay_body).form(max_files=0, max_fields=20) as form:
        return {name: value for name, value in form.multi_items() if isinstance(value, str)}


def _refusal(
    status: int, error: str, description: str, headers: dict[str, str] | None = None
) -> Response:
    body = {"error": error, "error_description": description}
    return _response(status, body, headers or {})


def _response(
    status: int, body: dict[str, object] | dict[str, str], headers: dict[str, str]
) -> Response:
    content = msgspec.json.encode(body)
    return Response(content, status, {**_NOT_STORED, **headers}, media_type=_MEDIA_TYPE)
