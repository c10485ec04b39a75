"""Receive the body of a request into memory, within a size, a time, and the bytes that the process holds."""

import hashlib
from typing import Protocol

from starlette.requests import Request
from starlette.types import Message, Scope

from interfaces.http.errors.request_errors import BodyTooSlow, MalformedBody
from interfaces.http.party import STRANGER, Party
from interfaces.http.request.body.digests import READ, TOO_LARGE, BodyRead
from interfaces.http.request.body.lazy_timeout import with_timeout

BODY_WITHIN_SECONDS = 30.0
UNCOUNTED_BYTES = 16_384
"""The size of the largest body that is not counted if it arrives in one part: the places bound their number."""
_DRAIN_AT_MOST = 32_000_000


class NoRoomForBody(Exception):
    """The process holds as many bytes of bodies as it may. The rest of this body was not received."""


class ByteCounter(Protocol):
    """The counter of the bytes of one body that is held in memory."""

    def charge(self, size: int) -> bool:
        """Count bytes that arrived. Return False if they must not be kept."""

    def close(self) -> None:
        """Stop counting the bytes of the body."""


class Budget(Protocol):
    """The bytes of bodies that the process holds."""

    def open(self, request: Request, party: Party) -> ByteCounter:
        """Open the account of a body."""


def declares_body(scope: Scope) -> bool:
    """Return whether the head announces a body (RFC 9112 §6.3)."""
    for name, value in scope["headers"]:
        if name == b"transfer-encoding" or (name == b"content-length" and value != b"0"):
            return True
    return False


async def receive_body(
    request: Request, limit: int, budget: Budget | None = None, party: Party = STRANGER
) -> None:
    """Receive the body into the scope, for `read_body`.

    What is larger than `limit` is drained and forgotten, so that the client reads the response. A body that does not
    arrive in one small part is counted in an account. Raises NoRoomForBody if the account has no room, BodyTooSlow at
    the timeout, and MalformedBody if the client leaves.
    """
    app = request.scope.get("app")
    seconds: float = BODY_WITHIN_SECONDS if app is None else app.state.body_within_seconds
    try:
        await with_timeout(seconds, _receive_all(request, limit, budget, party))
    except TimeoutError:
        raise BodyTooSlow(seconds) from None


async def _receive_all(request: Request, limit: int, budget: Budget | None, party: Party) -> None:
    # Not `request.stream()`: it is slower, and does not tell whether the body has ended (tests/measure/README.md).
    message = await request.receive()
    part: bytes = message.get("body", b"")
    size = len(part)
    if message["type"] == "http.request" and not message.get("more_body", False) and size <= limit:
        # The most frequent case.
        if (
            size > UNCOUNTED_BYTES
            and budget is not None
            and not budget.open(request, party).charge(size)
        ):
            raise NoRoomForBody
        request.scope[READ] = part
        return
    account = None if budget is None else budget.open(request, party)
    await _receive_parts(request, message, limit, account)


async def _receive_parts(
    request: Request, message: Message, limit: int, account: ByteCounter | None
) -> None:
    body = bytearray()
    size = 0
    too_large = None
    is_complete = False
    while True:
        if message["type"] == "http.disconnect":
            raise MalformedBody("The request ended before its body was complete.")
        part: bytes = message.get("body", b"")
        size += len(part)
        if size <= limit:
            if account is not None and not account.charge(len(part)):
                raise NoRoomForBody
            body += part
        else:
            if too_large is None:
                too_large = hashlib.sha256(body)
                body = bytearray()
                if account is not None:
                    account.close()
            too_large.update(part)
        is_complete = not message.get("more_body", False)
        if is_complete or size > _DRAIN_AT_MOST:
            break
        message = await request.receive()
    if too_large is None:
        request.scope[READ] = bytes(body)
        return
    digest = too_large.hexdigest() if is_complete else None
    request.scope[TOO_LARGE] = BodyRead(size=size, sha256=digest)
