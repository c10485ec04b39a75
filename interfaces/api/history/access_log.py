"""Keeping who reads, before anything is answered."""

from collections.abc import Callable
from datetime import datetime

from fastapi import Request

from application.ports.access_log import AccessEntry, AccessLog
from interfaces.api.history.auth import Reader
from interfaces.http.pipeline.head_requests import is_head
from interfaces.http.request.headers import provenance

DIALECT = "history"
_LONGEST = 2000


class AccessRecorder:
    """The reading log, as the endpoints use it."""

    def __init__(self, log: AccessLog, clock: Callable[[], datetime]) -> None:
        self._log = log
        self._clock = clock

    async def keep(
        self, request: Request, reader: Reader, operation: str, checkout_id: str | None = None
    ) -> None:
        """Records durably that this request is about to be answered. Raises StoreUnavailable, and then it is not."""
        by = provenance(request, actor=reader.actor, dialect=DIALECT, operation=operation)
        await self._log.keep(
            AccessEntry(
                at=self._clock(), checkout_id=checkout_id, asked=_asked(request), provenance=by
            )
        )


def _asked(request: Request) -> str:
    """Path and query as they were sent, cut where they are very long.

    HEAD is kept like GET, because the length and the tag of an answer say something of what it holds; the method is
    written in front of the path, because the body was not sent.
    """
    query: bytes = request.scope.get("query_string", b"")
    path: str = request.scope["path"]
    asked = f"{path}?{query.decode('latin-1')}" if query else path
    if is_head(request.scope):
        asked = f"HEAD {asked}"
    return "".join(char for char in asked[:_LONGEST] if char.isprintable())
