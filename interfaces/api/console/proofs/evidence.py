"""The page that asks for a pack of evidence, and the pack as a file. Both need the scope evidence:make."""

import asyncio
import shlex
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager
from enum import Enum
from typing import IO, Final, TypeVar

from fastapi import Request, Response

from application.evidence.request import Audience, DisputeReason, EvidenceRequest, FormRecipient
from application.evidence.service import EvidenceService
from application.evidence.unavailable import (
    HistoryTooLong,
    LedgerBroken,
    NotYetProven,
    PurchaseErased,
    PurchaseNotAgreed,
)
from application.history.inquiries import Inquiries, Subject
from application.ports.ledger.reading import LedgerNotConfigured
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.subjects import id_in_path, require_known, subject_of
from interfaces.api.console.pages import Pages
from interfaces.api.console.text.phrases import Phrase, phrase
from interfaces.api.console.views.searches.search import checkout_path
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import EVIDENCE_SCOPE
from interfaces.evidence.pdf.compiling import PdfTooLarge
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.request.as_of import query_fault
from interfaces.http.streaming import PIECE_BYTES, Streamed

_REASON, _FOR, _AUDIENCE = "reason", "for", "audience"
_UNAVAILABLE: Final = (
    *(PurchaseNotAgreed, NotYetProven, LedgerBroken, PurchaseErased, HistoryTooLong, PdfTooLarge),
    LedgerNotConfigured,
)
_E = TypeVar("_E", bound=Enum)


class EvidencePages:
    """Each look and each pack is in the access log."""

    def __init__(
        self,
        pages: Pages,
        recorder: AccessRecorder,
        inquiries: Inquiries,
        evidence: EvidenceService,
    ) -> None:
        self._pages = pages
        self._recorder = recorder
        self._inquiries = inquiries
        self._evidence = evidence

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """The form: why the customer disputes, whose fields are written, and who reads the pack."""
        async with self._record(request, signed_in, "open evidence"):
            subject = subject_of(request, signed_in)
            require_known(request)
            await self._inquiries.newest(subject)
        return self._form(request, subject, None)

    async def file(self, request: Request, signed_in: SignedIn) -> Response:
        """The pack, or the form with the reason why there is none."""
        async with self._record(request, signed_in, "make evidence"):
            subject = subject_of(request, signed_in)
            require_known(request, _REASON, _FOR, _AUDIENCE)
            wanted = EvidenceRequest(
                checkout_id=subject.checkout_id,
                reason=_chosen(request, _REASON, DisputeReason, None),
                recipient=_chosen(request, _FOR, FormRecipient, FormRecipient.GENERIC)
                or FormRecipient.GENERIC,
                audience=_chosen(request, _AUDIENCE, Audience, Audience.PROCESSOR)
                or Audience.PROCESSOR,
            )
            try:
                pack = await self._evidence.make(wanted, subject)
            except _UNAVAILABLE as reason:
                return self._form(request, subject, _why(reason))
        name = f"evidence-{subject.checkout_id}.zip"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Streamed(
            _pieces(pack), media_type="application/zip", headers=headers, on_end=pack.close
        )

    def _form(self, request: Request, subject: Subject, problem: Phrase | None) -> Response:
        path = checkout_path(subject.checkout_id)
        command = ["tillroll", "evidence", subject.checkout_id, "-o", "pack.zip"]
        return self._pages.respond(
            request,
            "evidence.html",
            title=phrase("Evidence pack"),
            as_command=shlex.join(command),
            status=200 if problem is None else 404,
            path=path,
            checkout=subject.checkout_id,
            problem=problem,
            action=f"{path}/evidence/file",
        )

    def _record(
        self, request: Request, signed_in: SignedIn, operation: str
    ) -> AbstractAsyncContextManager[None]:
        return self._recorder.record(
            request, signed_in.reader, operation, id_in_path(request), scope=EVIDENCE_SCOPE
        )


def _chosen(request: Request, name: str, kind: type[_E], otherwise: _E | None) -> _E | None:
    """Return what the form says. Raises InvalidQuery for a value that it does not have."""
    text = request.query_params.get(name, "")
    if not text:
        return otherwise
    for each in kind:
        if each.value == text:
            return each
    names = ", ".join(str(each.value) for each in kind)
    raise InvalidQuery((query_fault(name, f"must be one of {names}"),))


def _why(reason: Exception) -> Phrase:
    match reason:
        case PurchaseNotAgreed():
            return phrase("Nothing was agreed on this checkout, so there is nothing to show.")
        case NotYetProven():
            return phrase("The last event is not in the signed ledger yet. Try again in a minute.")
        case LedgerBroken(version=version):
            return phrase(
                "Version {version} does not fit the ledger, so nothing here may be called proven. Tell the operator.",
                version=version,
            )
        case PurchaseErased(versions=versions):
            return phrase(
                "The whole checkout was erased. What remains is that it had {versions} versions.",
                versions=versions,
            )
        case LedgerNotConfigured():
            return phrase("No ledger is configured here.")
        case _:
            return phrase("The history is too long for a pack.")


async def _pieces(pack: IO[bytes]) -> AsyncGenerator[bytes, None]:
    while piece := await asyncio.to_thread(pack.read, PIECE_BYTES):
        yield piece
