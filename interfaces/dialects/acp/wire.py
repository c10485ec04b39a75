"""What all versions of ACP share on the wire: the flat error and the JSON encoder."""

from typing import Any

import msgspec

MEDIA_TYPE = "application/json"
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class ErrorBody(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The body of an error. `param` is a JSONPath (RFC 9535)."""

    type: str
    code: str
    message: str
    param: str | None = None
    supported_versions: list[str] | None = None


def encode(shape: Any) -> bytes:
    """Encode `shape` as JSON."""
    return _ENCODER.encode(shape)
