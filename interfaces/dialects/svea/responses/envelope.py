"""Responses: JSON, and two headers with capitals.

The provider's PHP SDK looks for `ErrorMessage` and `Location` case-sensitively, although header names ignore case (RFC
9110 §5.1). Starlette and uvicorn write header names in lower case, so these two are added as bytes whose `lower` does
nothing. A test reads them from a socket of the real server.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import Response

from domain.checkout import Checkout
from interfaces.dialects.svea import wire
from interfaces.http.request.headers import etag

MEDIA_TYPE = "application/json; charset=utf-8"
_LONGEST_HEADER = 500


class _CasedName(bytes):
    """A header name that keeps its case where a server calls `lower`."""

    def lower(self) -> bytes:
        return self


_ERROR_MESSAGE = _CasedName(b"ErrorMessage")
_LOCATION = _CasedName(b"Location")


def answer(
    shape: Any, checkout: Checkout, *, status: int = 200, keeping: str | None = None
) -> Response:
    """Return a checkout at its version. `keeping` is the value of Cache-Control."""
    headers = {"ETag": etag(checkout.version)}
    if keeping is not None:
        headers["Cache-Control"] = keeping
    return Response(wire.encode(shape), status, headers, media_type=MEDIA_TYPE)


def respond_created(shape: Any, checkout: Checkout, location: str) -> Response:
    """Return the response to a creation, with the order's address in `Location`."""
    response = answer(shape, checkout, status=201)
    response.raw_headers.append((_LOCATION, location.encode("latin-1", "replace")))
    return response


def respond_unchanged(checkout: Checkout, keeping: str | None) -> Response:
    """Return 304: the caller already has this version."""
    headers = {"ETag": etag(checkout.version)}
    if keeping is not None:
        headers["Cache-Control"] = keeping
    return Response(status_code=304, headers=headers)


def plain(shape: Any) -> Response:
    """Return a response without a checkout."""
    return Response(wire.encode(shape), media_type=MEDIA_TYPE)


def failure(
    status: int,
    errors: tuple[wire.ErrorEntry, ...],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return the response to a refusal or a request error. Its code and message are those of the first error."""
    first = errors[0]
    body = wire.Failure(code=first.code, message=first.error_message, errors=errors)
    response = Response(wire.encode(body), status, dict(headers or {}), media_type=MEDIA_TYPE)
    response.raw_headers.append((_ERROR_MESSAGE, _header(first.error_message)))
    return response


def _header(text: str) -> bytes:
    """Convert text to a header value: one line of Latin-1, at most `_LONGEST_HEADER` characters."""
    line = "".join(char if char.isprintable() else " " for char in text[:_LONGEST_HEADER])
    return line.strip().encode("latin-1", "replace")
