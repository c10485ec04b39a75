"""Responses: JSON always, and the two headers whose capitals a client insists on.

The provider's PHP SDK looks for `ErrorMessage` and `Location` to the letter, though HTTP does not mind (RFC 9110 §5.1).
Starlette and uvicorn both write header names in lower case. So these two are put in beside Starlette's own, as bytes
that have no lower case; a test reads them off a socket of the real server.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import Response

from domain.checkout import Checkout
from interfaces.dialects.svea import wire
from interfaces.http.request.headers import etag

MEDIA_TYPE = "application/json; charset=utf-8"
_LONGEST_HEADER = 500


class _RawJson(bytes):
    """Bytes that stay as they are where a server makes header names lower case."""

    def lower(self) -> bytes:
        return self


_ERROR_MESSAGE = _RawJson(b"ErrorMessage")
_LOCATION = _RawJson(b"Location")


def answer(
    shape: Any, checkout: Checkout, *, status: int = 200, keeping: str | None = None
) -> Response:
    """An answer that shows a checkout at its version. `keeping` is for Cache-Control."""
    headers = {"ETag": etag(checkout.version)}
    if keeping is not None:
        headers["Cache-Control"] = keeping
    return Response(wire.encoded(shape), status, headers, media_type=MEDIA_TYPE)


def created(shape: Any, checkout: Checkout, location: str) -> Response:
    """The answer to a creation, with where the order is."""
    response = answer(shape, checkout, status=201)
    response.raw_headers.append((_LOCATION, location.encode("latin-1", "replace")))
    return response


def unchanged(checkout: Checkout, keeping: str | None) -> Response:
    """The caller has this version already."""
    headers = {"ETag": etag(checkout.version)}
    if keeping is not None:
        headers["Cache-Control"] = keeping
    return Response(status_code=304, headers=headers)


def plain(shape: Any) -> Response:
    """An answer that shows no checkout."""
    return Response(wire.encoded(shape), media_type=MEDIA_TYPE)


def failure(
    status: int,
    errors: tuple[wire.ErrorEntry, ...],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A refusal or a fault. Its code and its message are those of the first error."""
    first = errors[0]
    body = wire.Failure(code=first.code, message=first.error_message, errors=errors)
    response = Response(wire.encoded(body), status, dict(headers or {}), media_type=MEDIA_TYPE)
    response.raw_headers.append((_ERROR_MESSAGE, _header(first.error_message)))
    return response


def _header(text: str) -> bytes:
    """Text as a header can bear it: one line, Latin-1, and not too long."""
    line = "".join(char if char.isprintable() else " " for char in text[:_LONGEST_HEADER])
    return line.strip().encode("latin-1", "replace")
