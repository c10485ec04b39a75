"""Append each read to the access log before it is answered."""

from collections.abc import Callable
from datetime import datetime

from fastapi import Request

from application.ports.access_log import AccessEntry, AccessLog
from interfaces.api.history.auth import Reader
from interfaces.http.pipeline.head_requests import is_head
from interfaces.http.request.headers import provenance

DIALECT = "history"
_MAX_LENGTH = 2000


class AccessRecorder:
    """The access log, as the endpoints use it."""

    def __init__(self, log: AccessLog, clock: Callable[[], datetime]) -> None:
        self._log = log
        self._clock = clock

    async def keep(
        self, request: Request, reader: Reader, operation: str, checkout_id: str | None = None
    ) -> None:
        """Append an entry durably. Raises StoreUnavailable; the request must not be answered then."""
        by = provenance(request, actor=reader.actor, dialect=DIALECT, operation=operation)
        await self._log.keep(
            AccessEntry(
                at=self._clock(), checkout_id=checkout_id, target=_target_of(request), provenance=by
            )
        )


def _target_of(request: Request) -> str:
    """Return path and query as received, cut to the maximum length.

    HEAD is recorded like GET, because the length and the tag of a response reveal something of its content. The method
    precedes the path, because the body was not sent.
    """
    query: bytes = request.scope.get("query_string", b"")
    path: str = request.scope["path"]
    target = f"{path}?{query.decode('latin-1')}" if query else path
    if is_head(request.scope):
        target = f"HEAD {target}"
    return "".join(char for char in target[:_MAX_LENGTH] if char.isprintable())
