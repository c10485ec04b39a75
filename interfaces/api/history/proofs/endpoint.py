"""The endpoint of the proof of one version."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from application.history.inquiries import Inquiries
from application.ledger.format.proof_files import InclusionProof
from application.ledger.proving import NotUnderHead, ProofService
from application.ports.ledger.reading import Ledger, LedgerNotConfigured
from domain import refusals
from interfaces.api.history import wire
from interfaces.api.history.audit_query import CHECKOUT_ID
from interfaces.api.history.checkout import JSON, subject_of
from interfaces.api.history.openapi import document
from interfaces.api.history.openapi.history_key import DocumentedKey
from interfaces.api.history.proofs.shape import ProofShape, proof_shape
from interfaces.api.history.query_reader import QueryReader
from interfaces.api.ledger_problems import NOT_CONFIGURED, NOT_UNDER_HEAD, ledger_problem
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader, reader_of
from interfaces.http import openapi
from interfaces.http.openapi import ProblemKind
from interfaces.http.request.as_of import LARGEST_VERSION, NOT_TO_BE_STORED, VERSION
from interfaces.http.request.media_types import acceptable

SIZE: Final = "size"
TEXT: Final = "text/plain"
NO_SUCH_HEAD: Final = ProblemKind(
    404,
    "no-such-head",
    "No such head",
    "No signed head of this size is stored. One without cosignatures is stored for a day. Leave size out for the "
    "newest one.",
)
ABOVE_HEAD: Final = ProblemKind(
    404,
    "above-signed-head",
    "Above this head",
    "The event was logged after this head. Leave size out for the newest one.",
)
SIZE_PARAMETER: Final = openapi.parameter(
    SIZE,
    "The size of the signed head to prove it under; the newest one by default.",
    "290",
    type="integer",
    minimum=1,
    maximum=LARGEST_VERSION,
)
HEADERS: Final = {"Cache-Control": NOT_TO_BE_STORED, "Vary": "Accept"}


class ProofEndpoint:
    """Answers proofs. Each read is appended to the access log before it is answered."""

    def __init__(self, inquiries: Inquiries, ledger: Ledger, recorder: AccessRecorder) -> None:
        self._inquiries = inquiries
        self._ledger = ledger
        self._proofs = ProofService(ledger=ledger)
        self._recorder = recorder

    async def read(self, request: Request, reader: Reader) -> Response:
        """Answer the proof of a version under a head, as a file or as JSON with the opening."""
        checkout_id: str = request.path_params["checkout_id"]
        is_id = CHECKOUT_ID.fullmatch(checkout_id) is not None
        async with self._recorder.record(
            request, reader, "read proof", checkout_id if is_id else None
        ):
            subject = subject_of(request, reader)
            version, size = _read_query(request)
            media_type = acceptable(request, (TEXT, JSON))
            await self._inquiries.exists(subject, version)
            try:
                if size is not None and await self._ledger.head(size) is None:
                    return ledger_problem(request, NO_SUCH_HEAD)
                proof = await self._proofs.inclusion(checkout_id, version, size)
                if media_type == TEXT:
                    return proof_file(f"{checkout_id}-{version}", proof)
                (logged,) = await self._ledger.open_entries(
                    checkout_id, first=version, last=version
                )
            except LedgerNotConfigured:
                return ledger_problem(request, NOT_CONFIGURED)
            except NotUnderHead:
                return ledger_problem(request, NOT_UNDER_HEAD if size is None else ABOVE_HEAD)
        shape = proof_shape(checkout_id, proof, logged, sees_persons=reader.sees_persons)
        return Response(wire.encode(shape), headers=HEADERS, media_type=JSON)


def add_proof(router: APIRouter, endpoint: ProofEndpoint) -> None:
    """Add the endpoint to the history API."""

    @router.get(
        "/checkouts/{checkout_id}/proof",
        summary="The proof that a version is in the ledger",
        **_arguments(),
    )
    async def proof(request: Request, checkout_id: str, _: DocumentedKey) -> Response:
        return await endpoint.read(request, reader_of(request))


def _read_query(request: Request) -> tuple[int, int | None]:
    parameters = QueryReader(request, (VERSION, SIZE))
    version = parameters.integer(VERSION, at_least=1, at_most=LARGEST_VERSION)
    size = parameters.integer(SIZE, at_least=1, at_most=LARGEST_VERSION)
    if not request.query_params.getlist(VERSION):
        parameters.add_fault(VERSION, "is required: the version to be proven")
    parameters.raise_faults()
    assert version is not None
    return version, size


def proof_file(name: str, proof: InclusionProof) -> Response:
    """Answer a proof as a file of this name."""
    disposition = {"Content-Disposition": f'inline; filename="{name}.tlog-proof"'}
    return Response(proof.encode(), headers=HEADERS | disposition, media_type=TEXT)


def _arguments() -> dict[str, Any]:
    content = {TEXT: {"schema": {"type": "string"}}, **document.json_content(ProofShape)}
    version = openapi.parameter(
        VERSION,
        "The version to be proven.",
        "3",
        type="integer",
        minimum=1,
        maximum=LARGEST_VERSION,
    )
    response = {
        "description": (
            "The proof (C2SP tlog-proof) with the signed head. As JSON, the opening too, which shows the parts of the "
            "stored event: anybody who has it can compute the entry, and compare. 404 with `Retry-After` while no head "
            "covers the version."
        ),
        "content": content,
    }
    arguments = document.endpoint(
        {200: response},
        (refusals.CheckoutNotFound, refusals.NoSuchVersion),
        (
            *document.ALWAYS,
            document.NOT_ACCEPTABLE,
            *(NOT_CONFIGURED, NOT_UNDER_HEAD, NO_SUCH_HEAD, ABOVE_HEAD),
        ),
        (version | {"required": True}, SIZE_PARAMETER),
    )
    return arguments | {"response_class": Response}
