"""The endpoint that makes a pack of evidence. It changes nothing, and is kept in the access log."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager
from typing import IO, Annotated, Final

from fastapi import APIRouter, Request, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from application.evidence.service import EvidenceService
from domain import refusals
from interfaces.api.history.audit_query import CHECKOUT_ID
from interfaces.api.history.checkout import subject_of
from interfaces.api.history.errors import PROBLEMS
from interfaces.api.history.evidence.body import EvidenceBody
from interfaces.api.history.evidence.problems import KINDS, UNAVAILABLE, answer_unavailable
from interfaces.api.ledger_problems import NOT_CONFIGURED, NOT_UNDER_HEAD
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import EVIDENCE_SCOPE, Reader, reader_of
from interfaces.http import openapi
from interfaces.http.openapi import ProblemKind
from interfaces.http.request.body.models import read_model
from interfaces.http.streaming import PIECE_BYTES, Streamed

OPERATION: Final = "make evidence"
MEDIA_TYPE: Final = "application/zip"
_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="EvidenceKey",
    description=f"A history key, scope {EVIDENCE_SCOPE}.",
)
# Only for the documentation: `identify` reads the key.
_Documented = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
_DENIED: Final = ProblemKind(
    403, "access-denied", "Access denied", f"This key does not have the scope {EVIDENCE_SCOPE}."
)

_PACK: openapi.Responses = {
    200: {
        "description": "The pack: a ZIP file that the verifiers read. The same record gives the same bytes.",
        "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    }
}


class EvidenceEndpoint:
    """Answers packs. Personal data is in them for keys that have the scope persons:read too."""

    def __init__(self, evidence: EvidenceService, recorder: AccessRecorder) -> None:
        self._evidence = evidence
        self._recorder = recorder

    async def make(self, request: Request, reader: Reader) -> Response:
        """Answer the ZIP file of a pack, or why there is none."""
        if EVIDENCE_SCOPE not in reader.scopes:
            # Before the body is read.
            async with self._record(request, reader):
                reader.require_scope(EVIDENCE_SCOPE)
        body = await read_model(request, EvidenceBody, optional=True)
        async with self._record(request, reader):
            subject = subject_of(request, reader)
            try:
                pack = await self._evidence.make(body.request(subject.checkout_id), subject)
            except UNAVAILABLE as reason:
                return answer_unavailable(request, reason)
        headers = {
            "Cache-Control": "private, no-store",
            "Content-Disposition": f'attachment; filename="evidence-{subject.checkout_id}.zip"',
        }
        return Streamed(_pieces(pack), media_type=MEDIA_TYPE, headers=headers, on_end=pack.close)

    def _record(self, request: Request, reader: Reader) -> AbstractAsyncContextManager[None]:
        checkout_id: str = request.path_params["checkout_id"]
        is_id = CHECKOUT_ID.fullmatch(checkout_id) is not None
        return self._recorder.record(
            request, reader, OPERATION, checkout_id if is_id else None, scope=EVIDENCE_SCOPE
        )


def add_evidence(router: APIRouter, endpoint: EvidenceEndpoint) -> None:
    """Add the endpoint to the history API."""

    @router.post(
        "/checkouts/{checkout_id}/evidence",
        summary="A pack of evidence about a purchase",
        response_model=None,
        responses=_PACK
        | openapi.problems(
            PROBLEMS,
            (refusals.CheckoutNotFound,),
            (
                *(openapi.NOT_AUTHENTICATED, _DENIED, *openapi.BODY_FAULTS),
                *(NOT_CONFIGURED, NOT_UNDER_HEAD, *KINDS),
            ),
        ),
        openapi_extra={"requestBody": openapi.change(EvidenceBody, optional=True)["requestBody"]},
    )
    async def make(request: Request, checkout_id: str, _: _Documented) -> Response:
        return await endpoint.make(request, reader_of(request))


async def _pieces(pack: IO[bytes]) -> AsyncGenerator[bytes, None]:
    while piece := await asyncio.to_thread(pack.read, PIECE_BYTES):
        yield piece
