"""The endpoint of the proof of one refused command."""

import re
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from application.history.inquiries import Inquiries
from application.ledger.proving import NotUnderHead, ProofService
from application.ports.ledger.reading import Ledger, LedgerNotConfigured
from domain import refusals
from interfaces.api.history import wire
from interfaces.api.history.answers.endpoints import NO_REFUSAL
from interfaces.api.history.audit_query import CHECKOUT_ID
from interfaces.api.history.checkout import JSON, subject_of
from interfaces.api.history.openapi import document
from interfaces.api.history.openapi.history_key import DocumentedKey
from interfaces.api.history.proofs.endpoint import (
    ABOVE_HEAD,
    HEADERS,
    NO_SUCH_HEAD,
    SIZE,
    SIZE_PARAMETER,
    TEXT,
    proof_file,
)
from interfaces.api.history.proofs.shape import RefusalProofShape, refusal_proof_shape
from interfaces.api.history.query_reader import QueryReader
from interfaces.api.ledger_problems import NOT_CONFIGURED, REFUSAL_NOT_UNDER_HEAD, ledger_problem
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader, reader_of
from interfaces.http.errors.problems import problem
from interfaces.http.request.as_of import LARGEST_VERSION
from interfaces.http.request.media_types import acceptable

_NUMBER: Final = re.compile(r"[1-9][0-9]{0,17}")


class RefusalProofEndpoint:
    """Answers proofs from the ledger of refused commands. Each read is in the access log before it is answered."""

    def __init__(self, inquiries: Inquiries, ledger: Ledger, recorder: AccessRecorder) -> None:
        self._inquiries = inquiries
        self._ledger = ledger
        self._proofs = ProofService(ledger=ledger)
        self._recorder = recorder

    async def read(self, request: Request, reader: Reader) -> Response:
        """Answer the proof of a refused command under a head, as a file or as JSON with the opening."""
        checkout_id: str = request.path_params["checkout_id"]
        is_id = CHECKOUT_ID.fullmatch(checkout_id) is not None
        async with self._recorder.record(
            request, reader, "read refusal proof", checkout_id if is_id else None
        ):
            subject = subject_of(request, reader)
            size = _read_size(request)
            media_type = acceptable(request, (TEXT, JSON))
            position = _read_position(request)
            await self._inquiries.newest(subject)
            if await self._inquiries.refusal(subject, position) is None:
                kind = NO_REFUSAL
                return problem(request, kind.status, kind.title, kind.detail, kind=kind.kind)
            try:
                if size is not None and await self._ledger.head(size) is None:
                    return ledger_problem(request, NO_SUCH_HEAD)
                number = await self._ledger.version_at(checkout_id, position)
                if number is None:
                    return ledger_problem(request, REFUSAL_NOT_UNDER_HEAD)
                proof = await self._proofs.inclusion(checkout_id, number, size)
                if media_type == TEXT:
                    return proof_file(f"{checkout_id}-refusal-{number}", proof)
                (logged,) = await self._ledger.open_entries(checkout_id, first=number, last=number)
            except LedgerNotConfigured:
                return ledger_problem(request, NOT_CONFIGURED)
            except NotUnderHead:
                return ledger_problem(
                    request, REFUSAL_NOT_UNDER_HEAD if size is None else ABOVE_HEAD
                )
        shape = refusal_proof_shape(
            checkout_id, position, proof, logged, sees_persons=reader.sees_persons
        )
        return Response(wire.encode(shape), headers=HEADERS, media_type=JSON)


def add_refusal_proof(router: APIRouter, endpoint: RefusalProofEndpoint) -> None:
    """Add the endpoint to the history API."""

    @router.get(
        "/checkouts/{checkout_id}/refusals/{position}/proof",
        summary="The proof that a refused command is in its ledger",
        **_arguments(),
    )
    async def refusal_proof(
        request: Request, checkout_id: str, position: str, _: DocumentedKey
    ) -> Response:
        return await endpoint.read(request, reader_of(request))


def _read_size(request: Request) -> int | None:
    parameters = QueryReader(request, (SIZE,))
    size = parameters.integer(SIZE, at_least=1, at_most=LARGEST_VERSION)
    parameters.raise_faults()
    return size


def _read_position(request: Request) -> int:
    text: str = request.path_params["position"]
    return int(text) if _NUMBER.fullmatch(text) else 0


def _arguments() -> dict[str, Any]:
    response = {
        "description": (
            "The proof (C2SP tlog-proof) with the signed head of the ledger of refused commands, whose origin ends in "
            "`/refusals`. As JSON, the opening too, which shows the parts of the stored row. 404 with `Retry-After` "
            "while no head covers it. Attempts that are only counted have no position, and no proof."
        ),
        "content": {
            TEXT: {"schema": {"type": "string"}},
            **document.json_content(RefusalProofShape),
        },
    }
    arguments = document.endpoint(
        {200: response},
        (refusals.CheckoutNotFound,),
        (
            *document.ALWAYS,
            document.NOT_ACCEPTABLE,
            *(NO_REFUSAL, NOT_CONFIGURED, REFUSAL_NOT_UNDER_HEAD, NO_SUCH_HEAD, ABOVE_HEAD),
        ),
        (SIZE_PARAMETER,),
    )
    return arguments | {"response_class": Response}
