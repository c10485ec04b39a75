"""The endpoints of the shopper's API. `routes` has their paths."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from fastapi import Request, Response

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from application.commands.change import Change
from application.commands.purchase import CommitPurchase
from application.commands.shop import IdentifyCustomer, Resume, Suspend
from domain import refusals
from domain.values.shown import Sight, Surface
from interfaces.api.shopper.access import PageAccess
from interfaces.api.shopper.cors import (
    PREFLIGHT,
    is_permitted,
    needs_permission,
    permit,
    require_preflight,
)
from interfaces.api.shopper.origins import shop_origins
from interfaces.api.shopper.page import CustomerPage, kept_page
from interfaces.api.shopper.page_claims import display_of
from interfaces.api.shopper.page_secret import HEADER, PageSecrets
from interfaces.api.shopper.translate import customer_from, purchaser_from
from interfaces.api.shopper.wire import CommitBody, IdentifyBody
from interfaces.api.shown.renderers import CURRENT
from interfaces.dialects.descriptor import ShopPages
from interfaces.http.large_answers import render
from interfaces.http.pipeline.invalid_bodies import note_change
from interfaces.http.pipeline.places import give_back_place
from interfaces.http.request.as_of import SelectedState, selected_as_of, with_caching
from interfaces.http.request.body.models import NoFields, read_model
from interfaces.http.request.headers import expected_versions, provenance

DIALECT = "shopper"
_SUSPEND, _RESUME = "suspend checkout", "resume checkout"
_IDENTIFY, _COMMIT = "identify customer", "commit purchase"


class ShopperEndpoints:
    """The endpoints over all checkouts."""

    def __init__(
        self,
        checkouts: Checkouts,
        access: PageAccess,
        secrets: PageSecrets,
        shop_pages: Mapping[str, ShopPages],
        page_surfaces: Mapping[str, Surface],
    ) -> None:
        """`shop_pages` and `page_surfaces` are by the name of the dialect."""
        self._checkouts = checkouts
        self._access = access
        self._secrets = secrets
        self._shop_pages = shop_pages
        self._page_surfaces = page_surfaces
        self._page = CustomerPage()

    async def read(self, request: Request, public_token: str) -> Response:
        """Answer with the current state, or with a past one without the customer."""
        await self._permit_origins(request, public_token)
        target = await self._access.find(public_token)
        as_of = selected_as_of(request)
        checkout = await self._access.read(target)
        sight = self._access.sight(request, checkout)
        if as_of is not None:
            checkout = (await self._checkouts.read_past(target, as_of)).checkout
            sight = Sight.NOTHING
        state = with_caching(request, checkout, is_settled=False)
        if state.is_unchanged:
            return Response(status_code=304, headers=state.headers)
        return await render(checkout, partial(_state, state, sight))

    async def read_page(self, public_token: str) -> Response:
        """Answer with the page in HTML."""
        return self._page.response(await self._origins_of(public_token))

    async def read_kept_page(self, page_hash: str) -> Response:
        """Answer with the page that has this SHA-256, of today or of then."""
        return kept_page(page_hash)

    async def preflight(self, request: Request, public_token: str) -> Response:
        """Answer what a browser asks before it sends a request from another origin."""
        permit(request, await self._origins_of(public_token))
        return Response(status_code=204, headers=PREFLIGHT if is_permitted(request) else {})

    async def suspend(self, request: Request, public_token: str) -> Response:
        """Suspend the checkout of the page."""
        await self._begin(request, public_token, _SUSPEND)
        await read_model(request, NoFields, optional=True)
        target = await self._target(request, public_token)
        state = await self._change(request, target, Suspend(), _SUSPEND)
        return await self._response(request, state)

    async def resume(self, request: Request, public_token: str) -> Response:
        """Resume the checkout of the page."""
        await self._begin(request, public_token, _RESUME)
        await read_model(request, NoFields, optional=True)
        target = await self._target(request, public_token)
        state = await self._change(request, target, Resume(), _RESUME)
        return await self._response(request, state)

    async def identify(self, request: Request, public_token: str) -> Response:
        """Set the customer. The answer has the secret of the page."""
        await self._begin(request, public_token, _IDENTIFY)
        body = await read_model(request, IdentifyBody)
        change = IdentifyCustomer(customer=customer_from(body))
        target = await self._target(request, public_token)
        state = await self._change(request, target, change, _IDENTIFY)
        response = await render(state.checkout, partial(_state, state, Sight.WHOLE))
        response.headers[HEADER] = self._secrets.secret_of(state.checkout)
        return response

    async def commit(self, request: Request, public_token: str) -> Response:
        """Commit the purchase, in the name of a customer that the page has proved to know."""
        await self._begin(request, public_token, _COMMIT)
        body = await read_model(request, CommitBody)
        target = await self._access.find(public_token)
        checkout = await self._access.read(target)
        self._access.require_customer(request, checkout, body.confirmation)
        expected = expected_versions(request)
        if body.version > checkout.version:
            # Otherwise a version that follows now, with another customer, could be committed.
            expected = (checkout.version,)
        target = replace(target, expected_versions=expected)
        sight = self._access.sight(request, checkout)
        surface = self._page_surfaces.get(checkout.dialect, Surface.PAGE)
        display = await render(checkout, partial(display_of, checkout, sight, body.shown, surface))
        change = CommitPurchase(
            shown_version=body.version, shown=display, purchaser=purchaser_from(body)
        )
        state = await self._change(request, target, change, _COMMIT)
        return await self._response(request, state)

    async def _target(self, request: Request, public_token: str) -> Target:
        target = await self._access.find(public_token)
        return replace(target, expected_versions=expected_versions(request))

    async def _change(
        self, request: Request, target: Target, change: Change, operation: str
    ) -> SelectedState:
        actor = shopper_of(target.checkout_id)
        by = provenance(request, actor=actor, dialect=DIALECT, operation=operation)
        try:
            checkout = await self._checkouts.change(
                target, change, by, on_waiting=partial(give_back_place, request)
            )
        except (refusals.PurchaseCompleted, refusals.CheckoutCancelled):
            await self._access.read(target)
            raise
        return with_caching(request, checkout, is_settled=False)

    async def _begin(self, request: Request, public_token: str, operation: str) -> None:
        """Do what each change begins with, before its body is read."""

        async def find() -> Target:
            return await self._access.find(public_token)

        note_change(
            request, self._checkouts, find, actor=shopper_of, dialect=DIALECT, operation=operation
        )
        await self._permit_origins(request, public_token)
        require_preflight(request)

    async def _permit_origins(self, request: Request, public_token: str) -> None:
        """Let the origins of the checkout's shop read the response. An unknown checkout has none."""
        if needs_permission(request):
            with suppress(refusals.CheckoutNotFound):
                permit(request, await self._origins_of(public_token))

    async def _origins_of(self, public_token: str) -> Sequence[str]:
        checkout = await self._access.read(await self._access.find(public_token))
        return shop_origins(checkout, self._shop_pages)

    async def _response(self, request: Request, state: SelectedState) -> Response:
        sight = self._access.sight(request, state.checkout)
        return await render(state.checkout, partial(_state, state, sight))


def shopper_of(checkout_id: str) -> str:
    """Return the actor of a request. The public token is a credential, so it does not name the shopper."""
    return f"shopper:{checkout_id}"


def _state(state: SelectedState, sight: Sight) -> Response:
    return Response(
        CURRENT.render(state.checkout, sight),
        headers=state.headers,
        media_type="application/json",
    )
