"""Sending parked callbacks again: a page that lists the chosen ones and asks, and the form that sends them."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from fastapi import Request, Response

from application.history.delivery_search import DeliverySearch
from application.ports.webhooks.webhook_log import DeliveryState, WebhookDelivery
from domain.refusals import CheckoutNotFound
from interfaces.api.console.access.forms import read_session_form
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.policy import see_other
from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.views.checkouts.callbacks import callbacks_path, delivery_row
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import SEND_SCOPE, Reader

SYSTEM: Final = "/console/system"
RESEND: Final = f"{SYSTEM}/resend"
DELIVERY: Final = "delivery"
FROM: Final = "from"
MOST_SENT: Final = 50
_CHECKOUT: Final = "checkout"
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")


class ResendEndpoints:
    """The parameter `delivery` is repeated for each chosen callback. Those that are not parked are left out."""

    def __init__(self, pages: Pages, recorder: AccessRecorder, search: DeliverySearch) -> None:
        self._pages = pages
        self._recorder = recorder
        self._search = search

    async def confirm(self, request: Request, signed_in: SignedIn) -> Response:
        """The page that asks whether to send the callbacks again."""
        numbers, found = await self._find(request, signed_in.reader)
        async with self._recorder.record(
            request, signed_in.reader, "confirm delivery", _only_checkout(found), scope=SEND_SCOPE
        ):
            if not found:
                raise CheckoutNotFound(checkout_id="")
        text = format_for(request)
        parked = [each.id for each in found]
        return self._pages.respond(
            request,
            "resend.html",
            title=phrase("Send again"),
            rows=[delivery_row(each, text, may_send=True) for each in found],
            left_out=", ".join(str(each) for each in numbers if each not in parked),
            action=f"{RESEND}?{urlencode([*((DELIVERY, each) for each in parked), *_origin(request)])}",
            back=_way_back(request, found),
        )

    async def resend(self, request: Request, signed_in: SignedIn) -> Response:
        """Send the callbacks again. Who requested it is recorded for each one before it is sent."""
        await read_session_form(request, signed_in)
        reader = signed_in.reader
        _, found = await self._find(request, reader)
        if not found:
            async with self._recorder.record(request, reader, "resend delivery", scope=SEND_SCOPE):
                raise CheckoutNotFound(checkout_id="")
        for delivery in found:
            async with self._recorder.record(
                request, reader, "resend delivery", delivery.checkout_id, scope=SEND_SCOPE
            ):
                pass
            await self._search.resend(delivery)
        return see_other(_way_back(request, found))

    async def _find(
        self, request: Request, reader: Reader
    ) -> tuple[Sequence[int], Sequence[WebhookDelivery]]:
        """Return the chosen numbers, and their callbacks that are parked."""
        typed = request.query_params.getlist(DELIVERY)[:MOST_SENT]
        numbers = list(dict.fromkeys(int(each) for each in typed if _NUMBER.fullmatch(each)))
        looked_up = [await self._search.find(each, reader.merchants) for each in numbers]
        return numbers, [
            each for each in looked_up if each is not None and each.state is DeliveryState.PARKED
        ]


def _origin(request: Request) -> Sequence[tuple[str, str]]:
    return [(FROM, _CHECKOUT)] if request.query_params.get(FROM) == _CHECKOUT else []


def _way_back(request: Request, found: Sequence[WebhookDelivery]) -> str:
    """Return the path of the checkout whose page a reader came from, and otherwise of the system page."""
    return callbacks_path(found[0]) if _origin(request) else SYSTEM


def _only_checkout(found: Sequence[WebhookDelivery]) -> str | None:
    """Return the checkout that all callbacks are about; None where there are several."""
    ids = {each.checkout_id for each in found}
    return ids.pop() if len(ids) == 1 else None
