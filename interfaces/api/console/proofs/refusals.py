"""The proof of a refused command as a file, and what its page says about it."""

import re
from dataclasses import dataclass
from typing import Final

from fastapi import Request, Response

from application.history.inquiries import Inquiries
from application.ledger.proving import NotUnderHead, ProofService
from application.ports.ledger.reading import Ledger, LedgerNotConfigured
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.subjects import id_in_path, require_known, subject_of
from interfaces.api.console.text.values import Instant, ReaderFormat
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.http.errors.request_errors import RouteUnknown

_NUMBER: Final = re.compile(r"[1-9][0-9]{0,17}")


@dataclass(frozen=True, kw_only=True)
class RefusalProofView:
    """Whether there is a ledger, and since when a signed head of it covers the command; None if none does yet."""

    has_ledger: bool
    since: Instant | None


class RefusalProof:
    """Answers proofs of refused commands. Each is in the access log. `ledger` is that of refused commands."""

    def __init__(self, recorder: AccessRecorder, inquiries: Inquiries, ledger: Ledger) -> None:
        self._recorder = recorder
        self._inquiries = inquiries
        self._ledger = ledger
        self._proofs = ProofService(ledger=ledger)

    async def file(self, request: Request, signed_in: SignedIn) -> Response:
        """The proof of a refused command. Raises RouteUnknown while there is none: no page leads here then."""
        text: str = request.path_params["position"]
        async with self._recorder.record(
            request, signed_in.reader, "open refusal proof", id_in_path(request)
        ):
            subject = subject_of(request, signed_in)
            require_known(request)
            position = int(text) if _NUMBER.fullmatch(text) else 0
            await self._inquiries.newest(subject)
            try:
                number = await self._ledger.version_at(subject.checkout_id, position)
                if number is None:
                    raise RouteUnknown
                proof = await self._proofs.inclusion(subject.checkout_id, number)
            except (LedgerNotConfigured, NotUnderHead) as error:
                raise RouteUnknown from error
        name = f"{subject.checkout_id}-refusal-{number}.tlog-proof"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(proof.encode(), headers=headers, media_type="text/plain")

    async def view(self, checkout_id: str, position: int, form: ReaderFormat) -> RefusalProofView:
        """What the page of the refused command says."""
        try:
            number = await self._ledger.version_at(checkout_id, position)
            since = (
                None if number is None else await self._proofs.covered_since(checkout_id, number)
            )
        except LedgerNotConfigured:
            return RefusalProofView(has_ledger=False, since=None)
        shown = None if since is None else form.seconds(since)
        return RefusalProofView(has_ledger=True, since=shown)
