"""Append each read to the access log before it is answered, with its outcome."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from urllib.parse import unquote_plus

from fastapi import Request

from application.ports.access_log import AccessEntry, AccessLog, AccessOutcome
from domain.refusals import CheckoutNotFound, NoSuchPointInTime
from interfaces.api.readers.auth import READ_SCOPE, Reader
from interfaces.http.errors.request_errors import AccessDenied
from interfaces.http.pipeline.head_requests import is_head
from interfaces.http.request.headers import provenance

PERSON_FILTERS = ("email", "phone", "name", "national_id")
"""The parameters that find a person. Their values are personal and are not recorded."""
_MAX_LENGTH = 2000
_PERSONAL = frozenset((*PERSON_FILTERS, "ip"))
# An e-mail address does not belong into a search for words or names, and is sent there nevertheless.
_OF_ADDRESSES = "@"


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
        self,
        request: Request,
        reader: Reader,
        operation: str,
        checkout_id: str | None = None,
        *,
        scope: str = READ_SCOPE,
    ) -> AsyncIterator[None]:
        """Append an entry durably when the context ends: what the reader looked for, and whether it was found.

        A read of nothing and a read that is denied are recorded too, and then raised. An invalid request is not, since
        it is refused before anything is looked up. The reader needs `scope`, by default that to read. Raises
        AccessDenied for a reader without the scope, and StoreUnavailable; the request must not be answered then.
        """
        try:
            reader.require_scope(scope)
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
    precedes the path, because the body was not sent. It also precedes the path of a POST, whose body is not recorded.
    Values by which a person is looked for are left out.
    """
    query: bytes = request.scope.get("query_string", b"")
    path: str = request.scope["path"]
    shown = "&".join(map(_without_person, query.decode("latin-1").split("&")))
    target = f"{path}?{shown}" if query else path
    if is_head(request.scope):
        target = f"HEAD {target}"
    elif request.method == "POST":
        target = f"POST {target}"
    return "".join(char for char in target[:_MAX_LENGTH] if char.isprintable())


def _without_person(parameter: str) -> str:
    """Return a parameter of a query without its value, if a person is looked for by it. Its name may be escaped."""
    name, is_given, value = parameter.partition("=")
    plain = unquote_plus(name)
    is_personal = plain in _PERSONAL or _OF_ADDRESSES in unquote_plus(value)
    return f"{name}=…" if is_given and is_personal else parameter
