"""The proof of a version as a file, and what the head of the checkout says about it."""

from fastapi import Request, Response

from application.history.inquiries import Inquiries
from application.ledger.proving import NotUnderHead, ProofService
from application.ports.ledger.reading import Ledger, LedgerNotConfigured
from domain.checkout import Checkout
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.subjects import id_in_path, require_known, subject_of
from interfaces.api.console.proofs.view import ProofView, proof_view
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.http.errors.request_errors import InvalidQuery, RouteUnknown
from interfaces.http.request.as_of import MUST_BE_VERSION, VERSION, query_fault, version_from


class CheckoutProof:
    """Answers proofs. Each is in the access log."""

    def __init__(self, recorder: AccessRecorder, inquiries: Inquiries, ledger: Ledger) -> None:
        self._recorder = recorder
        self._inquiries = inquiries
        self._proofs = ProofService(ledger=ledger)

    async def file(self, request: Request, signed_in: SignedIn) -> Response:
        """The proof of a version. Raises RouteUnknown while there is none: no page leads here then."""
        async with self._recorder.record(
            request, signed_in.reader, "open proof", id_in_path(request)
        ):
            subject = subject_of(request, signed_in)
            require_known(request)
            wanted = version_from(request.path_params["version"])
            if wanted is None:
                raise InvalidQuery((query_fault(VERSION, MUST_BE_VERSION),))
            await self._inquiries.exists(subject, wanted.version)
            try:
                proof = await self._proofs.inclusion(subject.checkout_id, wanted.version)
            except (LedgerNotConfigured, NotUnderHead) as error:
                raise RouteUnknown from error
        name = f"{subject.checkout_id}-{wanted.version}.tlog-proof"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(proof.encode(), headers=headers, media_type="text/plain")

    async def view(self, newest: Checkout, form: ReaderFormat) -> ProofView:
        """What the head of a checkout says."""
        try:
            since = await self._proofs.covered_since(newest.id, newest.version)
        except LedgerNotConfigured:
            return proof_view(newest.version, None, form, has_ledger=False)
        return proof_view(newest.version, since, form, has_ledger=True)
