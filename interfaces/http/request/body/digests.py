"""The size and the SHA-256 of a request body that was read."""

import hashlib
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

READ: Final = "tillroll.body"
"""The key of the ASGI scope for a body that was read, as bytes."""
TOO_LARGE: Final = "tillroll.body_too_large"
"""The key of the ASGI scope for the BodyRead of a body that was too large."""


@dataclass(frozen=True, kw_only=True)
class BodyRead:
    """The number of bytes read, and their SHA-256 in hex; None if the end of the body was not read."""

    size: int
    sha256: str | None


def body_read(request: Request) -> BodyRead | None:
    """Return what was read of the body, also of one that is too large; None if it was not read."""
    body: bytes | None = request.scope.get(READ)
    if body is not None:
        return BodyRead(size=len(body), sha256=hashlib.sha256(body).hexdigest())
    too_large: BodyRead | None = request.scope.get(TOO_LARGE)
    return too_large
