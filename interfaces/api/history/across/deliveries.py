"""The endpoints of callbacks across checkouts: a search, and sending one again."""

import re
from typing import Final

from fastapi import Request, Response

from application.history.delivery_search import DeliverySearch
from application.ports.webhooks.webhook_log import DeliveryState, WebhookDelivery, WebhookFilter
from domain.refusals import CheckoutNotFound
from interfaces.api.history import translate, wire
from interfaces.api.history.across.newest_first import numbers_of, position_of
from interfaces.api.history.paging import CURSOR, LIMIT, page_links, read_page, take_page
from interfaces.api.history.query_reader import QueryReader
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import SEND_SCOPE, Reader
from interfaces.http.errors.problems import problem
from interfaces.http.openapi import ProblemKind
from interfaces.http.request.as_of import MAY_CHANGE

DELIVERY_FILTERS: Final = ("state", "receiver", "merchant", "checkout")
NO_DELIVERY: Final = ProblemKind(
    404, "delivery-not-found", "Delivery not found", "This key sees no such delivery."
)
CANNOT_BE_SENT: Final = ProblemKind(
    409, "cannot-be-resent", "Cannot be resent", "A question to the shop is sent only at its time."
)
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_STATES: Final = tuple(state.value for state in DeliveryState)


class DeliveryEndpoints:
    """One method for each endpoint. Each appends to the access log before it answers."""

    def __init__(self, search: DeliverySearch, recorder: AccessRecorder) -> None:
        self._search = search
        self._recorder = recorder

    async def page(self, request: Request, reader: Reader) -> Response:
        """Answer a page of deliveries, newest first, of the merchants that the reader may see."""
        async with self._recorder.record(request, reader, "search deliveries"):
            parameters = QueryReader(request, (*DELIVERY_FILTERS, LIMIT, CURSOR))
            state = parameters.one_of("state", _STATES)
            wanted = WebhookFilter(
                merchants=reader.merchants,
                state=None if state is None else DeliveryState(state),
                checkout_id=parameters.text("checkout"),
                merchant=parameters.text("merchant"),
                receiver=parameters.text("receiver"),
            )
            requested = read_page(parameters)
            parameters.raise_faults()
            if wanted.merchant is not None:
                reader.require_merchant(wanted.merchant)
            numbers = numbers_of(requested)
            found = await self._search.page(
                wanted, after=numbers.after, before=numbers.before, limit=requested.one_more
            )
        deliveries, page = take_page(found, requested, _position)
        headers = {"Link": page_links(request, page), "Cache-Control": MAY_CHANGE}
        content = wire.encode(translate.deliveries(deliveries))
        return Response(content, headers=headers, media_type="application/json")

    async def resend(self, request: Request, reader: Reader) -> Response:
        """Send a delivery again. Who requested it is recorded before it is sent."""
        number = delivery_number(request)
        found = None if number is None else await self._search.find(number, reader.merchants)
        checkout_id = None if found is None else found.checkout_id
        try:
            async with self._recorder.record(request, reader, "resend delivery", checkout_id):
                reader.require_scope(SEND_SCOPE)
                QueryReader(request, ()).raise_faults()
                if found is None:
                    raise CheckoutNotFound(checkout_id="")
        except CheckoutNotFound:
            return _problem(request, NO_DELIVERY)
        assert found is not None
        if not await self._search.resend(found):
            return _problem(request, CANNOT_BE_SENT)
        return Response(status_code=202, headers={"Cache-Control": "no-store"})


def delivery_number(request: Request) -> int | None:
    """Return the number in the path; None for text that is none."""
    number: str = request.path_params["delivery_id"]
    return int(number) if _NUMBER.fullmatch(number) else None


def _problem(request: Request, kind: ProblemKind) -> Response:
    return problem(request, kind.status, kind.title, kind.detail, kind=kind.kind)


def _position(delivery: WebhookDelivery) -> int:
    return position_of(delivery.id)
