"""The receipt that the customer's page offers after the purchase: a pack of evidence of the customer's own."""

from typing import Final

from fastapi import Request, Response

from application.ledger.proving import NotUnderHead
from application.ledger.receipts import ReceiptService, ReceiptUnavailable
from application.ports.ledger.reading import LedgerNotConfigured
from domain.stage import Stage
from interfaces.api.ledger_problems import NOT_CONFIGURED, NOT_UNDER_HEAD, ledger_problem
from interfaces.api.shopper.access import PageAccess
from interfaces.http.openapi import ProblemKind
from interfaces.http.request.as_of import NOT_TO_BE_STORED

MEDIA_TYPE: Final = "application/zip"
NO_PURCHASE: Final = ProblemKind(
    404, "no-purchase", "No purchase", "There is a receipt once the purchase is made."
)
UNAVAILABLE: Final = ProblemKind(
    404,
    "receipt-unavailable",
    "No receipt any more",
    "What was recorded of this purchase cannot be shown any more, so there is no receipt of it.",
)
_PURCHASED: Final = (Stage.COMMITTED, Stage.COMPLETED)
_HEADERS: Final = {
    "Cache-Control": NOT_TO_BE_STORED,
    "Content-Disposition": 'attachment; filename="receipt.zip"',
}


class ReceiptEndpoint:
    """Answers receipts. They end with the public token, as other reads of it do."""

    def __init__(self, access: PageAccess, receipts: ReceiptService) -> None:
        self._access = access
        self._receipts = receipts

    async def read(self, request: Request, public_token: str) -> Response:
        """Answer the receipt, once the commitment is under a signed head of the ledger."""
        checkout = await self._access.read(await self._access.find(public_token))
        if checkout.stage not in _PURCHASED:
            return ledger_problem(request, NO_PURCHASE)
        try:
            pack = await self._receipts.receipt(checkout.id, checkout.commitments[-1])
        except LedgerNotConfigured:
            return ledger_problem(request, NOT_CONFIGURED)
        except NotUnderHead:
            return ledger_problem(request, NOT_UNDER_HEAD)
        except ReceiptUnavailable:
            return ledger_problem(request, UNAVAILABLE)
        return Response(pack, headers=_HEADERS, media_type=MEDIA_TYPE)
