"""The endpoint of the answers about one checkout."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from fastapi import Request, Response

from application.history.answers.inquiry import answers_about
from application.history.inquiries import Inquiries
from interfaces.api.history import wire
from interfaces.api.history.answers.shapes import answers_document
from interfaces.api.history.audit_query import CHECKOUT_ID
from interfaces.api.history.checkout import JSON, subject_of
from interfaces.api.history.query_reader import QueryReader
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader
from interfaces.http.request.as_of import MAY_CHANGE


class AnswerEndpoint:
    """Answers questions about one checkout. Each read is appended to the access log before it is answered."""

    def __init__(
        self, inquiries: Inquiries, recorder: AccessRecorder, clock: Callable[[], datetime]
    ) -> None:
        self._inquiries = inquiries
        self._recorder = recorder
        self._clock = clock

    async def answers(self, request: Request, reader: Reader) -> Response:
        """What was agreed, whether and by whom the total changed, what was refused, whether the shop was called."""
        checkout_id: str = request.path_params["checkout_id"]
        known = checkout_id if CHECKOUT_ID.fullmatch(checkout_id) else None
        async with self._recorder.record(request, reader, "read answers", known):
            subject = subject_of(request, reader)
            QueryReader(request, ()).raise_faults()
            found = await answers_about(self._inquiries, subject, self._clock())
        shape = await asyncio.to_thread(answers_document, found)
        headers = {"Cache-Control": MAY_CHANGE}
        return Response(wire.encode(shape), headers=headers, media_type=JSON)
