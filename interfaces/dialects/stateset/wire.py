"""StateSet's error, the page of a list, and the JSON encoder. The session is `session_v1`."""

from collections.abc import Sequence
from typing import Any

import msgspec

from interfaces.dialects.session.session_v1 import Shape

MEDIA_TYPE = "application/json"
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class ErrorBody(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The `error` of an error response."""

    type: str
    code: str
    message: str
    param: str | None = None
    doc_url: str
    request_id: str


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """The body of an error response."""

    error: ErrorBody


def page_of(sessions: Sequence[Shape], *, has_more: bool, total: int) -> Shape:
    """Write a page of a list."""
    return {"data": list(sessions), "has_more": has_more, "total_count": total}


def encode(shape: Any) -> bytes:
    """Encode `shape` as JSON."""
    return _ENCODER.encode(shape)
