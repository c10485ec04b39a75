"""The shopper's API: the reads and changes of the customer's page, by the checkout's public token.

| endpoint                             | intent            | domain verb                  |
|--------------------------------------|-------------------|------------------------------|
| GET  /shopper/{public_token}         | -                 | - (`?version=`, `?at=`: past)|
| GET  /shopper/{public_token}/page    | -                 | -                            |
| POST /shopper/{public_token}/suspend | Suspend           | Checkout.suspend             |
| POST /shopper/{public_token}/resume  | Resume            | Checkout.resume              |
| POST /shopper/{public_token}/identify| IdentifyCustomer  | Checkout.identify_customer   |
| POST /shopper/{public_token}/commit  | CommitPurchase    | Checkout.commit              |

Every POST returns the new state in the shape of GET.
"""

import re
from functools import partial

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from application.commands.change import Change
from application.commands.purchase import CommitPurchase
from application.commands.shop import IdentifyCustomer, Resume, Suspend
from domain import refusals
from interfaces.api.shopper.cors import open_to_every_origin
from interfaces.api.shopper.errors import PROBLEMS, render_refusal
from interfaces.api.shopper.page import CustomerPage
from interfaces.api.shopper.translate import checkout_shown, customer_from
from interfaces.api.shopper.wire import CheckoutShown, CommitBody, IdentifyBody
from interfaces.http import openapi
from interfaces.http.dialect import Dialect
from interfaces.http.errors.problems import fault_problem
from interfaces.http.party import Party, stranger_with
from interfaces.http.pipeline.invalid_bodies import note_change
from interfaces.http.pipeline.places import give_back_place
from interfaces.http.request.as_of import SelectedState, read_selected, with_caching
from interfaces.http.request.body.models import NoFields, read_model
from interfaces.http.request.headers import expected_versions, provenance

PREFIX = "/shopper"
# Every token has this form. The check also keeps U+0000 from PostgreSQL, which refuses it in text.
_TOKEN = re.compile(r"[A-Za-z0-9._~-]{1,200}")
_CLOSED = (
    refusals.PurchaseCommitmentFound,
    refusals.PurchaseCompleted,
    refusals.CheckoutCancelled,
    refusals.CheckoutExpired,
)
_CHANGE = (refusals.CheckoutNotFound, refusals.Locked, refusals.StaleVersion, *_CLOSED)
_COMMIT = (
    *_CHANGE,
    refusals.CheckoutSuspended,
    refusals.OutdatedView,
    refusals.EmptyCart,
    refusals.NegativeTotal,
    refusals.PurchaseStopped,
)
_READ = (
    refusals.CheckoutNotFound,
    refusals.NoSuchVersion,
    refusals.BeforeOpening,
    refusals.InTheFuture,
)
_READ_PROBLEMS = openapi.problems(PROBLEMS, _READ, (openapi.INVALID_QUERY,))
_PAGE_PROBLEMS = openapi.problems(PROBLEMS, (refusals.CheckoutNotFound,))
_CHANGE_PROBLEMS = openapi.problems(PROBLEMS, _CHANGE, openapi.BODY_FAULTS)
_COMMIT_PROBLEMS = openapi.problems(PROBLEMS, _COMMIT, openapi.BODY_FAULTS)
_STATE = openapi.state("The current state.")
_NOT_MODIFIED: openapi.Responses = {
    304: {"description": "The version in If-None-Match is still the current one."}
}


def shopper_dialect(*, checkouts: Checkouts) -> Dialect:
    """Build the shopper's API over `checkouts`."""
    router = APIRouter(prefix=PREFIX, tags=["Shopper"])
    page = CustomerPage()

    def note(request: Request, public_token: str, operation: str) -> None:
        async def find() -> Target:
            return Target(checkout_id=await _find(checkouts, public_token), merchant=None)

        note_change(
            request,
            checkouts,
            find,
            actor=_shopper_of,
            dialect="shopper",
            operation=operation,
        )

    async def change_checkout(
        request: Request, public_token: str, change: Change, operation: str
    ) -> Response:
        checkout_id = await _find(checkouts, public_token)
        change_provenance = provenance(
            request, actor=_shopper_of(checkout_id), dialect="shopper", operation=operation
        )
        target = Target(
            checkout_id=checkout_id, merchant=None, expected_versions=expected_versions(request)
        )
        checkout = await checkouts.change(
            target, change, change_provenance, on_waiting=partial(give_back_place, request)
        )
        return _state(with_caching(request, checkout, is_settled=False))

    @router.get(
        "/{public_token}",
        summary="What the customer's page shows",
        response_model=CheckoutShown,
        responses=_STATE | _NOT_MODIFIED | _READ_PROBLEMS,
        openapi_extra=openapi.reading_extra(*openapi.AS_OF),
    )
    async def read(request: Request, public_token: str) -> Response:
        target = Target(checkout_id=await _find(checkouts, public_token), merchant=None)
        state = await read_selected(checkouts, target, request)
        if state.is_unchanged:
            return Response(status_code=304, headers=state.headers)
        return _state(state)

    @router.get(
        "/{public_token}/page",
        summary="The customer's page itself, in HTML",
        response_class=HTMLResponse,
        responses=_PAGE_PROBLEMS,
    )
    async def read_page(public_token: str) -> Response:
        await _find(checkouts, public_token)
        return page.response()

    @router.post(
        "/{public_token}/suspend",
        summary="Freeze the page while the shop makes a change",
        response_model=CheckoutShown,
        responses=_STATE | _CHANGE_PROBLEMS,
        openapi_extra=openapi.change(NoFields, optional=True),
    )
    async def suspend(request: Request, public_token: str) -> Response:
        note(request, public_token, "suspend checkout")
        await read_model(request, NoFields, optional=True)
        return await change_checkout(request, public_token, Suspend(), "suspend checkout")

    @router.post(
        "/{public_token}/resume",
        summary="Resume the page and read the current state",
        response_model=CheckoutShown,
        responses=_STATE | _CHANGE_PROBLEMS,
        openapi_extra=openapi.change(NoFields, optional=True),
    )
    async def resume(request: Request, public_token: str) -> Response:
        note(request, public_token, "resume checkout")
        await read_model(request, NoFields, optional=True)
        return await change_checkout(request, public_token, Resume(), "resume checkout")

    @router.post(
        "/{public_token}/identify",
        summary="Set the customer",
        response_model=CheckoutShown,
        responses=_STATE | _CHANGE_PROBLEMS,
        openapi_extra=openapi.change(IdentifyBody),
    )
    async def identify(request: Request, public_token: str) -> Response:
        note(request, public_token, "identify customer")
        body = await read_model(request, IdentifyBody)
        change = IdentifyCustomer(customer=customer_from(body))
        return await change_checkout(request, public_token, change, "identify customer")

    @router.post(
        "/{public_token}/commit",
        summary="Complete the purchase as it was shown",
        response_model=CheckoutShown,
        responses=_STATE | _COMMIT_PROBLEMS,
        openapi_extra=openapi.change(CommitBody),
    )
    async def commit(request: Request, public_token: str) -> Response:
        note(request, public_token, "commit purchase")
        body = await read_model(request, CommitBody)
        change = CommitPurchase(shown_version=body.version)
        return await change_checkout(request, public_token, change, "commit purchase")

    return Dialect(
        name="shopper",
        prefixes=frozenset({PREFIX}),
        router=router,
        render_refusal=render_refusal,
        render_error=fault_problem,
        middleware=(open_to_every_origin,),
        identify=_identify,
    )


async def _identify(request: Request) -> Party:
    return stranger_with(request.path_params["public_token"])


def _shopper_of(checkout_id: str) -> str:
    """Return the actor of a request. The public token is a credential, so it does not name the shopper."""
    return f"shopper:{checkout_id}"


async def _find(checkouts: Checkouts, public_token: str) -> str:
    if not _TOKEN.fullmatch(public_token):
        raise refusals.CheckoutNotFound(checkout_id=public_token)
    return await checkouts.find_by_public_token(public_token)


def _state(state: SelectedState) -> Response:
    return Response(
        checkout_shown(state.checkout).model_dump_json(),
        headers=state.headers,
        media_type="application/json",
    )
