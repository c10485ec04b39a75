"""The shapes of ACP that all versions share: the flat error, and how anything becomes JSON."""

from typing import Any

import msgspec

MEDIA_TYPE = "application/json"
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class ErrorBody(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An answer that says no. `param` is a JSONPath (RFC 9535)."""

    type: str
    code: str
    message: str
    param: str | None = None
    supported_versions: list[str] | None = None


def encoded(shape: Any) -> bytes:
    """`shape` as JSON."""
    return _ENCODER.encode(shape)
