"""What every error format does with a request error: select the known ones, and state the message and the headers."""

from collections.abc import Container, Mapping

from interfaces.http.errors import request_errors
from interfaces.http.errors.request_errors import RateLimited, RequestError

NO_MESSAGES: Mapping[type[RequestError], str] = {}


def known_error(error: RequestError, known: Container[type[RequestError]]) -> RequestError:
    """Return the error, or an internal error if the format has no row for its class."""
    return error if type(error) in known else request_errors.Unexpected()


def error_message(
    error: RequestError, own_messages: Mapping[type[RequestError], str] = NO_MESSAGES
) -> str:
    """Return the message for the caller.

    `own_messages` has the messages that a provider words differently, with the attributes of the error in braces.
    """
    own = own_messages.get(type(error))
    return error.message if own is None else own.format_map(vars(error))


def error_headers(error: RequestError, *, challenge: str = "Bearer") -> dict[str, str]:
    """Return the response headers that HTTP asks for; `challenge` is the value of WWW-Authenticate."""
    match error:
        case request_errors.MethodNotAllowed(allowed=allowed):
            return {"Allow": allowed}
        case request_errors.Unauthenticated():
            return {"WWW-Authenticate": challenge}
        case request_errors.UnsupportedMediaType(headers=headers):
            return headers
        case request_errors.RateLimited():
            return rate_limit_headers(error)
        case (
            request_errors.IdempotencyInFlight(retry_after=seconds)
            | request_errors.Unavailable(retry_after=seconds)
        ):
            return {"Retry-After": str(seconds)}
        case _:
            return {}


def rate_limit_headers(error: RateLimited) -> dict[str, str]:
    """Return Retry-After, and the limit as in draft-ietf-httpapi-ratelimit-headers where it has a name."""
    headers = {"Retry-After": str(error.retry_after)}
    if error.policy:
        headers["RateLimit-Policy"] = f'"{error.policy}";q={error.quota};w={error.window}'
        headers["RateLimit"] = f'"{error.policy}";r=0;t={error.retry_after}'
    return headers
