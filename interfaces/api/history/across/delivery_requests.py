"""The endpoint of the request that a delivery sends, from which a copy can be sent elsewhere."""

import base64
from typing import Final

from fastapi import APIRouter, Request, Response

from application.history.delivery_search import DeliverySearch
from application.ports.webhooks.delivery_requests import DeliveryRequests
from application.ports.webhooks.webhook_log import WebhookDelivery
from application.webhooks.callbacks import CannotSign, OutgoingRequest
from domain.refusals import CheckoutNotFound
from interfaces.api.history import wire
from interfaces.api.history.across.deliveries import NO_DELIVERY, delivery_number
from interfaces.api.history.across.delivery_wire import DeliveryRequestShape, HeaderShape
from interfaces.api.history.openapi import document
from interfaces.api.history.openapi.history_key import DocumentedKey
from interfaces.api.history.query_reader import QueryReader
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import PERSONS_SCOPE, SEND_SCOPE, Reader, reader_of
from interfaces.http.errors.problems import problem
from interfaces.http.openapi import ProblemKind
from interfaces.http.request.as_of import NOT_TO_BE_STORED

CANNOT_BE_MADE: Final = ProblemKind(
    409, "cannot-be-made", "Cannot be made", "The configuration has no channel or no key for it."
)


class DeliveryRequestEndpoint:
    """Answers requests of deliveries. Each read is appended to the access log before it is answered."""

    def __init__(
        self, search: DeliverySearch, requests: DeliveryRequests, recorder: AccessRecorder
    ) -> None:
        self._search = search
        self._requests = requests
        self._recorder = recorder

    async def read(self, request: Request, reader: Reader) -> Response:
        """Answer the request of a delivery, as an attempt would send it now. The delivery stays as it is."""
        number = delivery_number(request)
        found = None if number is None else await self._search.find(number, reader.merchants)
        checkout_id = None if found is None else found.checkout_id
        try:
            async with self._recorder.record(request, reader, "read delivery", checkout_id):
                # The request has personal data in clear, and a signature that its receiver trusts.
                reader.require_scope(SEND_SCOPE)
                reader.require_scope(PERSONS_SCOPE)
                QueryReader(request, ()).raise_faults()
                if found is None:
                    raise CheckoutNotFound(checkout_id="")
        except CheckoutNotFound:
            return _problem(request, NO_DELIVERY)
        assert found is not None
        try:
            made = await self._requests.as_sent(found)
        except CannotSign:
            made = None
        if made is None:
            return _problem(request, CANNOT_BE_MADE)
        headers = {"Cache-Control": NOT_TO_BE_STORED}
        content = wire.encode(request_shape(found, made))
        return Response(content, headers=headers, media_type="application/json")


def request_shape(delivery: WebhookDelivery, made: OutgoingRequest) -> DeliveryRequestShape:
    """Convert the request of a delivery."""
    return DeliveryRequestShape(
        id=delivery.id,
        checkout=delivery.checkout_id,
        version=delivery.version,
        channel=delivery.channel,
        method=made.method,
        url=delivery.shown_url,
        headers=[HeaderShape(name=name, value=value) for name, value in made.headers],
        body=base64.b64encode(made.body).decode(),
    )


def add_delivery_request(router: APIRouter, endpoint: DeliveryRequestEndpoint) -> None:
    """Add the endpoint of the request of a delivery."""

    @router.get(
        "/deliveries/{delivery_id}/request",
        summary="The request of a callback, as it is sent",
        **document.delivery_request(NO_DELIVERY, CANNOT_BE_MADE),
    )
    async def delivery_request(request: Request, delivery_id: str, _: DocumentedKey) -> Response:
        return await endpoint.read(request, reader_of(request))


def _problem(request: Request, kind: ProblemKind) -> Response:
    return problem(request, kind.status, kind.title, kind.detail, kind=kind.kind)
