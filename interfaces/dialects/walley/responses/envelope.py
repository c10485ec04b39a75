"""The envelope of every response: `{"id": guid, "data": …, "error": …}`, where `error` is always present.

The provider's PHP SDK takes a response for a success only if the key `error` is present and empty.
"""

import uuid
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from fastapi import Request, Response

from domain.checkout import Checkout
from interfaces.dialects.walley import wire
from interfaces.http.request.headers import etag, request_id
from interfaces.http.request.patterns import GUID

MEDIA_TYPE = "application/json; charset=utf-8"
_NONE: Mapping[str, str] = MappingProxyType({})
_READ_NAMESPACE = uuid.UUID("6f0d2a3e-52f1-5c2b-9a58-0a4f6b1d7c11")
_REQUEST_NAMESPACE = uuid.UUID("3b9f4c70-1c86-5e0a-8d3f-2e7a9c5b6d42")


class ErrorEntry(wire.Shape, frozen=True, kw_only=True):
    """One error: a reason for code, and a message that says what to do."""

    reason: str
    message: str


class ErrorBody(wire.Shape, frozen=True, kw_only=True):
    """The `error` of a failure. `code` equals the HTTP status."""

    code: int
    message: str
    errors: Sequence[ErrorEntry]


class Failure(wire.Shape, frozen=True, kw_only=True):
    """The envelope of a failure."""

    id: str
    data: None = None
    error: ErrorBody


def respond_changed(request: Request, checkout: Checkout) -> Response:
    """Return the response to a change, whether or not it changed anything."""
    return _response(_success(_id_of(request), b"null"), 200, checkout)


def respond_opened(request: Request, checkout: Checkout, data: wire.Created) -> Response:
    """Return the response to "initialize checkout"."""
    return _response(_success(_id_of(request), wire.encode(data)), 201, checkout)


def read(checkout: Checkout, data: wire.CheckoutInformation, cache_control: str | None) -> Response:
    """Return a checkout at its version. Equal versions have equal bytes, the id of the envelope included."""
    envelope_id = uuid.uuid5(_READ_NAMESPACE, f"{checkout.id}:{checkout.version}")
    return _response(
        _success(str(envelope_id), wire.encode(data)), 200, checkout, _cache_headers(cache_control)
    )


def respond_unchanged(checkout: Checkout, cache_control: str | None) -> Response:
    """Return 304: the caller already has this version."""
    headers = {"ETag": etag(checkout.version), **_cache_headers(cache_control)}
    return Response(status_code=304, headers=headers)


def failure(
    request: Request,
    code: int,
    message: str,
    errors: Sequence[ErrorEntry],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return the response to a refusal or a request error."""
    error = ErrorBody(code=code, message=message, errors=errors)
    content = wire.encode(Failure(id=_id_of(request), error=error))
    return Response(content, code, dict(headers or {}), media_type=MEDIA_TYPE)


def _success(envelope_id: str, data: bytes) -> bytes:
    return b'{"id":"%s","data":%s,"error":null}' % (envelope_id.encode(), data)


def _response(
    content: bytes, status: int, checkout: Checkout, headers: Mapping[str, str] = _NONE
) -> Response:
    tagged = {"ETag": etag(checkout.version), **headers}
    return Response(content, status, tagged, media_type=MEDIA_TYPE)


def _cache_headers(cache_control: str | None) -> Mapping[str, str]:
    return _NONE if cache_control is None else {"Cache-Control": cache_control}


def _id_of(request: Request) -> str:
    """Return the request id, or a GUID derived from it, so that a response in a shop's log leads to its event."""
    known = request_id(request)
    if GUID.fullmatch(known):
        return known
    try:
        return str(uuid.UUID(known))
    except ValueError:
        return str(uuid.uuid5(_REQUEST_NAMESPACE, known))
