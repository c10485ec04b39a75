"""Append each read to the access log before it is answered, with its outcome."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from fastapi import Request

from application.ports.access_log import AccessEntry, AccessLog, AccessOutcome
from domain.refusals import CheckoutNotFound, NoSuchPointInTime
from interfaces.api.readers.auth import Reader
from interfaces.http.errors.request_errors import AccessDenied
from interfaces.http.pipeline.head_requests import is_head
from interfaces.http.request.headers import provenance

PERSON_FILTERS = ("email", "phone", "name", "national_id")
"""The parameters that find a person. Their values are personal and are not recorded."""
_MAX_LENGTH = 2000
_PERSONAL = re.compile(rf"((?:^|&)(?:{'|'.join((*PERSON_FILTERS, 'ip'))})=)[^&]*")


class AccessRecorder:
    """The access log, as the endpoints use it. `dialect` names the API of the reads."""

    def __init__(
        self, log: AccessLog, clock: Callable[[], datetime], dialect: str = "history"
    ) -> None:
        self._log = log
        self._clock = clock
        self._dialect = dialect

    @asynccontextmanager
    async def record(
        self, request: Request, reader: Reader, operation: str, checkout_id: str | None = None
    ) -> AsyncIterator[None]:
        """Append an entry durably when the context ends: what the reader looked for, and whether it was found.

        A read of nothing and a read that is denied are recorded too, and then raised. An invalid request is not, since
        it is refused before anything is looked up. Raises AccessDenied for a reader without the scope, and
        StoreUnavailable; the request must not be answered then.
        """
        try:
            reader.require_scope()
            yield
        except (CheckoutNotFound, NoSuchPointInTime):
            await self._keep(request, reader, operation, checkout_id, AccessOutcome.NOT_FOUND)
            raise
        except AccessDenied:
            await self._keep(request, reader, operation, checkout_id, AccessOutcome.DENIED)
            raise
        await self._keep(request, reader, operation, checkout_id, AccessOutcome.FOUND)

    async def _keep(
        self,
        request: Request,
        reader: Reader,
        operation: str,
        checkout_id: str | None,
        outcome: AccessOutcome,
    ) -> None:
        by = provenance(request, actor=reader.actor, dialect=self._dialect, operation=operation)
        await self._log.keep(
            AccessEntry(
                at=self._clock(),
                checkout_id=checkout_id,
                target=_target_of(request),
                provenance=by,
                outcome=outcome,
            )
        )


def _target_of(request: Request) -> str:
    """Return path and query as received, cut to the maximum length.

    HEAD is recorded like GET, because the length and the tag of a response reveal something of its content. The method
    precedes the path, because the body was not sent. Values by which a person is looked for are left out.
    """
    query: bytes = request.scope.get("query_string", b"")
    path: str = request.scope["path"]
    shown = _PERSONAL.sub(r"\1…", query.decode("latin-1"))
    target = f"{path}?{shown}" if query else path
    if is_head(request.scope):
        target = f"HEAD {target}"
    return "".join(char for char in target[:_MAX_LENGTH] if char.isprintable())
