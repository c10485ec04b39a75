"""The endpoint that makes a pack of evidence, or says what one would hold. It is kept in the access log."""

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
from interfaces.api.history.evidence.summary import EvidenceSummaryShape, summarise
from interfaces.api.history.openapi.document import AT_REPLICA, schema_of
from interfaces.api.history.openapi.parameters import OWN_VERSION
from interfaces.api.history.wire import encode
from interfaces.api.ledger_problems import NOT_CONFIGURED, NOT_UNDER_HEAD
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import EVIDENCE_SCOPE, Reader, reader_of
from interfaces.http import openapi
from interfaces.http.openapi import ProblemKind
from interfaces.http.request.body.models import read_model
from interfaces.http.streaming import PIECE_BYTES, Streamed

OPERATION: Final = "make evidence"
MEDIA_TYPE: Final = "application/zip"
JSON: Final = "application/json"
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
        "headers": AT_REPLICA,
    }
}
_SUMMARY: openapi.Responses = {
    200: {
        "description": "What the pack would say and hold.",
        "content": {JSON: {"schema": schema_of(EvidenceSummaryShape)}},
        "headers": AT_REPLICA,
    }
}
_PROBLEMS: Final = openapi.problems(
    PROBLEMS,
    (refusals.CheckoutNotFound, refusals.NoSuchVersion),
    (
        *(openapi.NOT_AUTHENTICATED, _DENIED, *openapi.BODY_FAULTS),
        *(NOT_CONFIGURED, NOT_UNDER_HEAD, *KINDS),
    ),
)
_BODY: Final = {
    "parameters": [OWN_VERSION],
    "requestBody": openapi.change(EvidenceBody, optional=True)["requestBody"],
}
_UNKEPT: Final = {"Cache-Control": "private, no-store"}


class EvidenceEndpoint:
    """Answers packs. Personal data is in them for keys that have the scope persons:read too."""

    def __init__(self, evidence: EvidenceService, recorder: AccessRecorder) -> None:
        self._evidence = evidence
        self._recorder = recorder

    async def make(self, request: Request, reader: Reader) -> Response:
        """Answer the ZIP file of a pack, or why there is none."""
        body = await self._read(request, reader)
        async with self._record(request, reader):
            subject = subject_of(request, reader)
            try:
                pack = await self._evidence.make(body.request(subject.checkout_id), subject)
            except UNAVAILABLE as reason:
                return answer_unavailable(request, reason)
        headers = {
            **_UNKEPT,
            "Content-Disposition": f'attachment; filename="evidence-{subject.checkout_id}.zip"',
        }
        return Streamed(_pieces(pack), media_type=MEDIA_TYPE, headers=headers, on_end=pack.close)

    async def summarise(self, request: Request, reader: Reader) -> Response:
        """Answer what a pack would say and hold, or why there is none."""
        body = await self._read(request, reader)
        async with self._record(request, reader):
            subject = subject_of(request, reader)
            wanted = body.request(subject.checkout_id)
            try:
                summary = await summarise(self._evidence, wanted, subject)
            except UNAVAILABLE as reason:
                return answer_unavailable(request, reason)
        return Response(encode(summary), headers=_UNKEPT, media_type=JSON)

    async def _read(self, request: Request, reader: Reader) -> EvidenceBody:
        if EVIDENCE_SCOPE not in reader.scopes:
            # Before the body is read.
            async with self._record(request, reader):
                reader.require_scope(EVIDENCE_SCOPE)
        return await read_model(request, EvidenceBody, optional=True)

    def _record(self, request: Request, reader: Reader) -> AbstractAsyncContextManager[None]:
        checkout_id: str = request.path_params["checkout_id"]
        is_id = CHECKOUT_ID.fullmatch(checkout_id) is not None
        return self._recorder.record(
            request, reader, OPERATION, checkout_id if is_id else None, scope=EVIDENCE_SCOPE
        )


def add_evidence(router: APIRouter, endpoint: EvidenceEndpoint) -> None:
    """Add the endpoints to the history API."""

    @router.post(
        "/checkouts/{checkout_id}/evidence",
        summary="A pack of evidence about a purchase",
        response_model=None,
        responses=_PACK | _PROBLEMS,
        openapi_extra=_BODY,
    )
    async def make(request: Request, checkout_id: str, _: _Documented) -> Response:
        return await endpoint.make(request, reader_of(request))

    @router.post(
        "/checkouts/{checkout_id}/evidence/summary",
        summary="What a pack of evidence would say and hold",
        response_model=None,
        responses=_SUMMARY | _PROBLEMS,
        openapi_extra=_BODY,
    )
    async def summarise(request: Request, checkout_id: str, _: _Documented) -> Response:
        return await endpoint.summarise(request, reader_of(request))


async def _pieces(pack: IO[bytes]) -> AsyncGenerator[bytes, None]:
    while piece := await asyncio.to_thread(pack.read, PIECE_BYTES):
        yield piece
