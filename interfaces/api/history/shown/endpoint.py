"""The endpoint of what the customer's page showed at a version."""

from fastapi import APIRouter, Request, Response

from application.history.inquiries import Inquiries
from application.history.shown.replay import ShownReplay
from interfaces.api.history import wire
from interfaces.api.history.audit_query import CHECKOUT_ID
from interfaces.api.history.checkout import JSON, subject_of
from interfaces.api.history.openapi import document
from interfaces.api.history.openapi.history_key import DocumentedKey
from interfaces.api.history.query_reader import QueryReader
from interfaces.api.history.shown.shape import ShownShape, shown_shape
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader, reader_of
from interfaces.api.readers.own_write import WAIT_FOR
from interfaces.http.large_answers import render
from interfaces.http.openapi import AS_OF
from interfaces.http.request.as_of import AT, NOT_TO_BE_STORED, VERSION, selected_as_of
from interfaces.http.request.proven_version import note_version


class ShownEndpoint:
    """Answers what was shown. Each read is appended to the access log before it is answered."""

    def __init__(self, inquiries: Inquiries, replay: ShownReplay, recorder: AccessRecorder) -> None:
        self._inquiries = inquiries
        self._replay = replay
        self._recorder = recorder

    async def read(self, request: Request, reader: Reader) -> Response:
        """Answer what the customer's page showed, currently or at a past version."""
        checkout_id: str = request.path_params["checkout_id"]
        is_id = CHECKOUT_ID.fullmatch(checkout_id) is not None
        async with self._recorder.record(
            request, reader, "read shown page", checkout_id if is_id else None
        ):
            subject = subject_of(request, reader)
            QueryReader(request, (VERSION, AT, WAIT_FOR)).raise_faults()
            state = await self._inquiries.state(subject, selected_as_of(request))
            found = await self._replay.of_state(subject, state)
        note_version(request, found.checkout.id, found.version)
        content = await render(found.checkout, lambda: wire.encode(shown_shape(found)))
        return Response(content, headers={"Cache-Control": NOT_TO_BE_STORED}, media_type=JSON)


def add_shown(router: APIRouter, endpoint: ShownEndpoint) -> None:
    """Add the endpoint to the history API."""

    @router.get(
        "/checkouts/{checkout_id}/shown",
        summary="What the customer's page showed",
        **document.one_checkout(
            ShownShape, "What the customer's page showed.", parameters=AS_OF, as_of=True
        ),
    )
    async def shown_page(request: Request, checkout_id: str, _: DocumentedKey) -> Response:
        return await endpoint.read(request, reader_of(request))
