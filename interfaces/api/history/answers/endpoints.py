"""The endpoints of the answers about one checkout, and of one refused command."""

import asyncio
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Final

from fastapi import Request, Response

from application.history.answers.inquiry import answers_about
from application.history.inquiries import Inquiries
from application.history.refused.inquiry import refused_command
from application.ports.refusal_log import StoredRefusal
from interfaces.api.history import wire
from interfaces.api.history.answers.refused_shapes import refused_document
from interfaces.api.history.answers.shapes import answers_document
from interfaces.api.history.audit_query import CHECKOUT_ID
from interfaces.api.history.checkout import JSON, subject_of
from interfaces.api.history.paths import refusal_proof_path
from interfaces.api.history.query_reader import QueryReader
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader
from interfaces.api.readers.own_write import WAIT_FOR
from interfaces.http.errors.problems import problem
from interfaces.http.openapi import ProblemKind
from interfaces.http.request.as_of import MAY_CHANGE
from interfaces.http.request.proven_version import note_proof

NO_REFUSAL: Final = ProblemKind(
    404, "refusal-not-found", "Refusal not found", "This key sees no such refused command."
)
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,17}")


class AnswerEndpoints:
    """Answers questions about one checkout. Each read is appended to the access log before it is answered."""

    def __init__(
        self,
        inquiries: Inquiries,
        recorder: AccessRecorder,
        clock: Callable[[], datetime],
        status_of: Callable[[StoredRefusal], int | None],
    ) -> None:
        self._inquiries = inquiries
        self._recorder = recorder
        self._clock = clock
        self._status_of = status_of

    async def answers(self, request: Request, reader: Reader) -> Response:
        """What was agreed, whether and by whom the total changed, what was refused, whether the shop was called."""
        async with self._record(request, reader, "read answers"):
            subject = subject_of(request, reader)
            QueryReader(request, (WAIT_FOR,)).raise_faults()
            found = await answers_about(self._inquiries, subject, self._clock())
        shape = await asyncio.to_thread(answers_document, found)
        return _json(shape)

    async def refused_command(self, request: Request, reader: Reader) -> Response:
        """One refused command with the state that it was decided on and the request that stood in its way."""
        number: str = request.path_params["position"]
        async with self._record(request, reader, "read refusal"):
            subject = subject_of(request, reader)
            QueryReader(request, (WAIT_FOR,)).raise_faults()
            position = int(number) if _NUMBER.fullmatch(number) else 0
            found = await refused_command(self._inquiries, subject, position)
        if found is None:
            kind = NO_REFUSAL
            return problem(request, kind.status, kind.title, kind.detail, kind=kind.kind)
        note_proof(request, refusal_proof_path(subject.checkout_id, position))
        return _json(refused_document(found, self._status_of(found.refusal)))

    def _record(
        self, request: Request, reader: Reader, operation: str
    ) -> AbstractAsyncContextManager[None]:
        checkout_id: str = request.path_params["checkout_id"]
        known = checkout_id if CHECKOUT_ID.fullmatch(checkout_id) else None
        return self._recorder.record(request, reader, operation, known)


def _json(shape: wire.Shape) -> Response:
    headers = {"Cache-Control": MAY_CHANGE}
    return Response(wire.encode(shape), headers=headers, media_type=JSON)
