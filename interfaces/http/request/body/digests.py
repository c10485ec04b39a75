"""How a request body is known after it was read: by its size and its SHA-256."""

import hashlib
from dataclasses import dataclass
from typing import Final

from fastapi import Request

READ: Final = "tillroll.body"
"""Where the scope has a body that was read, in bytes."""
TOO_LARGE: Final = "tillroll.body_too_large"
"""Where the scope has the BodyRead of one that was too large."""


@dataclass(frozen=True, kw_only=True)
class BodyRead:
    """How much of a body was read, in bytes, and its SHA-256 in hex; None where its end was not read."""

    size: int
    sha256: str | None


def body_read(request: Request) -> BodyRead | None:
    """What was read of the body, also where that was too large; None where there was no reading to an end."""
    body: bytes | None = request.scope.get(READ)
    if body is not None:
        return BodyRead(size=len(body), sha256=hashlib.sha256(body).hexdigest())
    too_large: BodyRead | None = request.scope.get(TOO_LARGE)
    return too_large
