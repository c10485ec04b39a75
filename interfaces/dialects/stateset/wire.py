"""The shapes of StateSet checkouts that are its own; the session itself is `interfaces.dialects.session.session_v1`."""

from collections.abc import Sequence
from typing import Any

import msgspec

from interfaces.dialects.session.session_v1 import Shape

MEDIA_TYPE = "application/json"
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class ErrorBody(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The error of a failure."""

    type: str
    code: str
    message: str
    param: str | None = None
    doc_url: str
    request_id: str


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """The answer that says no."""

    error: ErrorBody


def listed(sessions: Sequence[Shape], *, has_more: bool, total: int) -> Shape:
    """A page of a list."""
    return {"data": list(sessions), "has_more": has_more, "total_count": total}


def encoded(shape: Any) -> bytes:
    """`shape` as JSON."""
    return _ENCODER.encode(shape)
