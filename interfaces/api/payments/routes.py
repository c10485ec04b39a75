"""The payments API: merchants report the outcome of the payment of a committed purchase.

| endpoint                                | intent            | domain verb                 |
|-----------------------------------------|-------------------|-----------------------------|
| POST /payments/{checkout_id}/succeeded  | CompletePurchase  | Checkout.complete           |
| POST /payments/{checkout_id}/failed     | ReleaseCommitment | Checkout.release_commitment |

Requests need the merchant's payment key. A report names its payment and its commitment (`domain.payment_reports`). A
repeated report gets the first response again and records nothing. 202 means that the report is recorded without effect:
the payment must be refunded, or no commitment waits for the failed payment.
"""

import re
from collections.abc import Callable, Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Request, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from application.commands.change import Change
from application.commands.purchase import CompletePurchase, ReleaseCommitment
from domain import refusals
from domain.checkout import Checkout
from interfaces.api.payments.auth import PaymentKeys, merchant_of
from interfaces.api.payments.errors import PROBLEMS, render_refusal
from interfaces.api.payments.translate import (
    is_open,
    is_paid_with,
    payment_from,
    purchase,
    released_commitment,
    repeated_report,
)
from interfaces.api.payments.wire import (
    FailedBody,
    PurchaseShown,
    ReleasedShown,
    ReportShown,
    SucceededBody,
)
from interfaces.http import openapi
from interfaces.http.dialect import Dialect
from interfaces.http.errors.problems import fault_problem
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.party import Party
from interfaces.http.pipeline.invalid_bodies import note_change
from interfaces.http.reference.api_reference import ApiReference
from interfaces.http.request.body.models import MAX_BODY, WireModel, read_model
from interfaces.http.request.headers import etag, expected_versions, provenance
from interfaces.runtime.live import Live

PREFIX = "/payments"
# Every id has this form. The check also keeps U+0000 from PostgreSQL, which refuses it in text.
_CHECKOUT_ID = re.compile(r"[A-Za-z0-9._~-]{1,200}")
_bearer = HTTPBearer(
    auto_error=False, scheme_name="PaymentKey", description="The merchant's payment key."
)
# Only for the documentation: `identify` reads the key.
_Documented = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
_REFERENCE: Final = ApiReference(
    title="Payments",
    description="Reports of the merchant on the payment of a committed purchase.",
    examples="interfaces.api.payments",
)
_REQUEST_PROBLEMS = (openapi.NOT_AUTHENTICATED, *openapi.BODY_FAULTS)
_FAILED = (
    refusals.CheckoutNotFound,
    refusals.NotCommitted,
    refusals.PurchaseCompleted,
    refusals.UnidentifiedReport,
    refusals.ContradictoryReport,
    refusals.Locked,
    refusals.StaleVersion,
)
_SUCCEEDED = (*_FAILED, refusals.AmountMismatch, refusals.CurrencyMismatch)
_PURCHASE = openapi.state("The purchase is complete.")
_RELEASED = openapi.state("The checkout can be changed and committed to again.")
_RECORDED: openapi.Responses = {
    202: openapi.state(
        "The report is recorded without effect; `refunds_due` lists the payments to refund."
    )[200]
    | {"model": ReportShown}
}


def payments_dialect(
    *,
    checkouts: Checkouts,
    merchants: Live[Sequence[MerchantSettings[tuple[str, ...]]]],
    new_id: Callable[[], str],
) -> Dialect:
    """Build the payments API over `checkouts`. `new_id` returns the ids of orders and purchases."""
    router = APIRouter(prefix=PREFIX, tags=[_REFERENCE.title])
    keys = merchants.derive(PaymentKeys)

    async def identify(request: Request) -> Party:
        return keys.now.identify(request)

    def note(request: Request, checkout_id: str, merchant: str, operation: str) -> None:
        note_change(
            request,
            checkouts,
            lambda: _target(request, checkout_id, merchant),
            actor=f"payments:{merchant}",
            dialect="payments",
            operation=operation,
        )

    async def change_checkout(
        request: Request, checkout_id: str, merchant: str, change: Change, operation: str
    ) -> Checkout:
        target = _target(request, checkout_id, merchant)
        change_provenance = provenance(
            request, actor=f"payments:{merchant}", dialect="payments", operation=operation
        )
        return await checkouts.change(target, change, change_provenance)

    @router.post(
        "/{checkout_id}/succeeded",
        summary="Report that the payment succeeded",
        response_model=PurchaseShown,
        responses=_PURCHASE | _RECORDED | openapi.problems(PROBLEMS, _SUCCEEDED, _REQUEST_PROBLEMS),
        openapi_extra=openapi.change(SucceededBody),
    )
    async def report_success(request: Request, checkout_id: str, _: _Documented) -> Response:
        merchant = merchant_of(request)
        note(request, checkout_id, merchant, "report payment success")
        body = await read_model(request, SucceededBody)
        payment = payment_from(body)
        change = CompletePurchase(
            payment=payment,
            commitment=body.commitment,
            order_id=new_id(),
            purchase_id=new_id(),
            recurring_token=new_id(),
        )
        checkout = await change_checkout(
            request, checkout_id, merchant, change, "report payment success"
        )
        if not is_paid_with(checkout, payment):
            return _response(repeated_report(checkout), checkout, status=202)
        return _response(purchase(checkout), checkout)

    @router.post(
        "/{checkout_id}/failed",
        summary="Report that the payment failed",
        response_model=ReleasedShown,
        responses=_RELEASED | _RECORDED | openapi.problems(PROBLEMS, _FAILED, _REQUEST_PROBLEMS),
        openapi_extra=openapi.change(FailedBody, optional=True),
    )
    async def report_failure(request: Request, checkout_id: str, _: _Documented) -> Response:
        merchant = merchant_of(request)
        note(request, checkout_id, merchant, "report payment failure")
        body = await read_model(request, FailedBody, optional=True)
        change = ReleaseCommitment(
            reason=body.reason, commitment=body.commitment, payment_id=body.payment_id
        )
        checkout = await change_checkout(
            request, checkout_id, merchant, change, "report payment failure"
        )
        if not is_open(checkout):
            return _response(repeated_report(checkout), checkout, status=202)
        return _response(released_commitment(checkout), checkout)

    return Dialect(
        name="payments",
        prefixes=frozenset({PREFIX}),
        router=router,
        render_refusal=render_refusal,
        render_error=fault_problem,
        identify=identify,
        largest_body=MAX_BODY,
        reference=_REFERENCE,
    )


def _target(request: Request, checkout_id: str, merchant: str) -> Target:
    """Return the checkout that the path names. Raises CheckoutNotFound for a malformed id.

    A payment may be reported however long ago its commitment was released and the checkout expired.
    """
    if not _CHECKOUT_ID.fullmatch(checkout_id):
        raise refusals.CheckoutNotFound(checkout_id=checkout_id)
    return Target(
        checkout_id=checkout_id,
        merchant=merchant,
        expected_versions=expected_versions(request),
        ignores_expiry=True,
    )


def _response(body: WireModel, checkout: Checkout, *, status: int = 200) -> Response:
    return Response(
        body.model_dump_json(),
        status_code=status,
        headers={"ETag": etag(checkout.version), "Cache-Control": "private, no-store"},
        media_type="application/json",
    )
