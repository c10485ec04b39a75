"""The shopper's API: the reads and changes of the customer's page, by the checkout's public token.

| endpoint                             | intent            | domain verb                  |
|--------------------------------------|-------------------|------------------------------|
| GET  /shopper/{public_token}         | -                 | - (`?version=`, `?at=`: past)|
| GET  /shopper/{public_token}/page    | -                 | -                            |
| GET  /shopper/{public_token}/receipt | -                 | -                            |
| GET  /shopper/page/{page_hash}       | -                 | -                            |
| POST /shopper/{public_token}/suspend | Suspend           | Checkout.suspend             |
| POST /shopper/{public_token}/resume  | Resume            | Checkout.resume              |
| POST /shopper/{public_token}/identify| IdentifyCustomer  | Checkout.identify_customer   |
| POST /shopper/{public_token}/commit  | CommitPurchase    | Checkout.commit              |

Every POST returns the new state in the shape of GET. Customer data is masked except for the page that identified the
customer; a past version has none, and neither has a checkout that has ended.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from application.checkouts.service import Checkouts
from application.ledger.receipts import ReceiptService
from application.ports.ledger.reading import Ledger
from domain.values.shown import Surface
from interfaces.api.shopper import openapi
from interfaces.api.shopper.access import PageAccess
from interfaces.api.shopper.cors import open_to_shops
from interfaces.api.shopper.endpoints import DIALECT, ShopperEndpoints
from interfaces.api.shopper.errors import render_error, render_refusal
from interfaces.api.shopper.page_secret import PageSecrets
from interfaces.api.shopper.receipt import ReceiptEndpoint
from interfaces.api.shopper.shapes import CheckoutShown
from interfaces.api.shopper.wire import CommitBody, IdentifyBody
from interfaces.dialects.descriptor import ShopPages
from interfaces.http.dialect import Dialect
from interfaces.http.party import STRANGER, Party, stranger_with
from interfaces.http.request.body.models import NoFields

PREFIX = "/shopper"
_OF_CHECKOUT = "/{public_token}"
# The paths that scripts of a shop's page may call.
_PATHS = (
    _OF_CHECKOUT,
    *(f"{_OF_CHECKOUT}/{verb}" for verb in ("suspend", "resume", "identify", "commit")),
)


def shopper_dialect(
    *,
    checkouts: Checkouts,
    page_key: Callable[[], bytes],
    shop_pages: Mapping[str, ShopPages],
    page_surfaces: Mapping[str, Surface],
    clock: Callable[[], datetime],
    receipt_kept_for: timedelta,
    ledger: Ledger,
) -> Dialect:
    """Build the shopper's API over `checkouts`.

    `page_key` is the key of page secrets, `shop_pages` what the dialects know of the pages of shops, `page_surfaces`
    where the dialects embed the page. After `receipt_kept_for`, a completed or cancelled checkout is not found any
    more.
    """
    secrets = PageSecrets(page_key)
    access = PageAccess(
        checkouts=checkouts, secrets=secrets, clock=clock, receipt_kept_for=receipt_kept_for
    )
    endpoints = ShopperEndpoints(checkouts, access, secrets, shop_pages, page_surfaces)
    return Dialect(
        name=DIALECT,
        prefixes=frozenset({PREFIX}),
        router=_router(endpoints, ReceiptEndpoint(access, ReceiptService(ledger=ledger))),
        render_refusal=render_refusal,
        render_error=render_error,
        middleware=(open_to_shops,),
        identify=_identify,
        reference=openapi.REFERENCE,
    )


async def _identify(request: Request) -> Party:
    token = request.path_params.get("public_token")
    return STRANGER if token is None else stranger_with(token)


def _router(endpoints: ShopperEndpoints, receipts: ReceiptEndpoint) -> APIRouter:
    router = APIRouter(prefix=PREFIX, tags=[openapi.REFERENCE.title])
    router.get(
        "/{public_token}",
        summary="What the customer's page shows",
        response_model=CheckoutShown,
        responses=openapi.READ_RESPONSES,
        openapi_extra=openapi.read_extra(),
    )(endpoints.read)
    router.get(
        "/{public_token}/page",
        summary="The customer's page itself, in HTML",
        response_class=HTMLResponse,
        responses=openapi.PAGE_RESPONSES,
        openapi_extra=openapi.open_extra(),
    )(endpoints.read_page)
    router.get(
        "/{public_token}/receipt",
        summary="The customer's proof of the purchase",
        response_class=Response,
        response_model=None,
        responses=openapi.RECEIPT_RESPONSES,
        openapi_extra=openapi.open_extra(),
        name="read_receipt",
    )(receipts.read)
    router.get(
        "/page/{page_hash}",
        summary="A version of the customer's page, by its SHA-256",
        response_class=HTMLResponse,
        responses=openapi.PAGE_RESPONSES,
        openapi_extra=openapi.open_extra(),
    )(endpoints.read_kept_page)
    router.post(
        "/{public_token}/suspend",
        summary="Freeze the page while the shop makes a change",
        response_model=CheckoutShown,
        responses=openapi.CHANGE_RESPONSES,
        openapi_extra=openapi.change_extra(NoFields, optional=True),
    )(endpoints.suspend)
    router.post(
        "/{public_token}/resume",
        summary="Resume the page and read the current state",
        response_model=CheckoutShown,
        responses=openapi.CHANGE_RESPONSES,
        openapi_extra=openapi.change_extra(NoFields, optional=True),
    )(endpoints.resume)
    router.post(
        "/{public_token}/identify",
        summary="Set the customer",
        response_model=CheckoutShown,
        responses=openapi.IDENTIFY_RESPONSES,
        openapi_extra=openapi.change_extra(IdentifyBody),
    )(endpoints.identify)
    router.post(
        "/{public_token}/commit",
        summary="Complete the purchase as it was shown",
        response_model=CheckoutShown,
        responses=openapi.COMMIT_RESPONSES,
        openapi_extra=openapi.change_extra(CommitBody),
    )(endpoints.commit)
    for path in _PATHS:
        router.options(path, include_in_schema=False)(endpoints.preflight)
    return router
