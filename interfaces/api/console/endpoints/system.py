"""The page of the server's work: how far the audit log is behind, and callbacks that wait for a decision."""

import re
from typing import Final

from fastapi import Request, Response

from application.history.delivery_search import DeliverySearch
from application.ports.audit_log import AuditLog
from application.ports.webhooks.webhook_log import DeliveryState, WebhookDelivery, WebhookFilter
from domain.refusals import CheckoutNotFound
from interfaces.api.console.access.forms import read_session_form
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.policy import see_other
from interfaces.api.console.views.system import parked_row, progress_view
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import SEND_SCOPE, Reader

PATH: Final = "/console/system"
RESEND: Final = f"{PATH}/resend"
DELIVERY: Final = "delivery"
_MOST_PARKED: Final = 50
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")


class SystemEndpoints:
    """The page, and a page that confirms sending one callback again."""

    def __init__(
        self, pages: Pages, recorder: AccessRecorder, audit_log: AuditLog, search: DeliverySearch
    ) -> None:
        self._pages = pages
        self._recorder = recorder
        self._audit_log = audit_log
        self._search = search

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """The progress of the audit log, and the newest parked callbacks of the reader's merchants."""
        reader = signed_in.reader
        async with self._recorder.record(request, reader, "open system"):
            status = await self._audit_log.status()
            wanted = WebhookFilter(merchants=reader.merchants, state=DeliveryState.PARKED)
            parked = await self._search.page(wanted, after=None, before=None, limit=_MOST_PARKED)
        text = format_for(request)
        return self._pages.respond(
            request,
            "system.html",
            title="System",
            as_json="/history/deliveries?state=parked",
            as_command="tillroll projection status",
            progress=progress_view(status, text),
            parked=[parked_row(each, text) for each in parked],
            may_send=SEND_SCOPE in reader.scopes,
        )

    async def confirm(self, request: Request, signed_in: SignedIn) -> Response:
        """The page that asks whether to send a callback again."""
        delivery = await self._find(request, signed_in.reader)
        checkout_id = None if delivery is None else delivery.checkout_id
        async with self._recorder.record(
            request, signed_in.reader, "confirm delivery", checkout_id, scope=SEND_SCOPE
        ):
            if delivery is None:
                raise CheckoutNotFound(checkout_id="")
        return self._pages.respond(
            request,
            "resend.html",
            title="Send again",
            delivery=parked_row(delivery, format_for(request)),
        )

    async def resend(self, request: Request, signed_in: SignedIn) -> Response:
        """Send a callback again. Who requested it is recorded before it is sent."""
        await read_session_form(request, signed_in)
        delivery = await self._find(request, signed_in.reader)
        checkout_id = None if delivery is None else delivery.checkout_id
        async with self._recorder.record(
            request, signed_in.reader, "resend delivery", checkout_id, scope=SEND_SCOPE
        ):
            if delivery is None:
                raise CheckoutNotFound(checkout_id="")
        await self._search.resend(delivery)
        return see_other(PATH)

    async def _find(self, request: Request, reader: Reader) -> WebhookDelivery | None:
        number = request.query_params.get(DELIVERY, "")
        if not _NUMBER.fullmatch(number):
            return None
        found = await self._search.find(int(number), reader.merchants)
        return found if found is not None and found.state is DeliveryState.PARKED else None
