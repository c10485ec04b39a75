"""The page of the server's work: the audit log, callbacks, erasures, and for auditors checks, readers and versions."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from fastapi import Request, Response

from application.history.delivery_search import DeliverySearch
from application.history.operations.reports import Operations
from application.ports.audit_log import AuditLog
from application.ports.webhooks.webhook_log import DeliveryState, WebhookFilter
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.operating.resending import MOST_SENT, RESEND, SYSTEM
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.console.views.operations import (
    callback_rows,
    check_view,
    erasure_view,
    is_late,
    ledger_audit_view,
    reader_rows,
)
from interfaces.api.console.views.system import parked_row, progress_view
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import SEND_SCOPE

PATH: Final = SYSTEM


class SystemEndpoint:
    """One page. A reader sees the callbacks and erasures of the merchants that the key reaches."""

    def __init__(
        self,
        *,
        pages: Pages,
        recorder: AccessRecorder,
        audit_log: AuditLog,
        search: DeliverySearch,
        operations: Operations,
        clock: Callable[[], datetime],
    ) -> None:
        self._pages = pages
        self._recorder = recorder
        self._audit_log = audit_log
        self._search = search
        self._operations = operations
        self._clock = clock

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """The progress of the audit log, callbacks, erasures, and what only auditors see."""
        reader = signed_in.reader
        text, now = format_for(request), self._clock()
        async with self._recorder.record(request, reader, "open system"):
            status = await self._audit_log.status()
            wanted = WebhookFilter(merchants=reader.merchants, state=DeliveryState.PARKED)
            parked = await self._search.page(wanted, after=None, before=None, limit=MOST_SENT)
            counts = await self._operations.delivery_counts(reader.merchants)
            erasures = await self._operations.erasures(reader.merchants)
            for_auditors = (
                await self._read_for_auditors(now, text) if reader.merchants is None else {}
            )
        return self._pages.respond(
            request,
            "system.html",
            title=phrase("System"),
            as_json="/history/deliveries/counts",
            as_command="tillroll system",
            progress=progress_view(status, text),
            callbacks=callback_rows(counts, now, text),
            is_late=any(is_late(each, now) for each in counts),
            parked=[parked_row(each, text) for each in parked],
            is_cut=len(parked) == MOST_SENT,
            may_send=SEND_SCOPE in reader.scopes,
            resend_path=RESEND,
            erasures=erasure_view(erasures, text),
            auditors=for_auditors,
        )

    async def _read_for_auditors(self, now: datetime, text: ReaderFormat) -> dict[str, object]:
        """Return the views of checks, readers and versions, by their names in the template."""
        versions = await self._operations.versions()
        return {
            "versions": versions,
            "check": check_view(await self._operations.checks(1), versions.tillroll, now, text),
            "ledger_audit": ledger_audit_view(
                await self._operations.last_ledger_audit(), now, text
            ),
            "readers": reader_rows(await self._operations.recent_readers(), text),
        }
