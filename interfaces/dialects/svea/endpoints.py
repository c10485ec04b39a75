"""The endpoints of orders and campaigns in Svea Checkout; `recurring.py` has those of recurring tokens."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final
from urllib.parse import urlencode

import msgspec
from fastapi import Request, Response

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import ReferenceTaken
from interfaces.dialects.svea import campaigns, wire
from interfaces.dialects.svea.auth import Signatures, SveaCaller
from interfaces.dialects.svea.erasable_data import MerchantData
from interfaces.dialects.svea.requests import commands, creation, presets, updates
from interfaces.dialects.svea.responses import envelope, order
from interfaces.dialects.svea.responses.snippet import Addresses
from interfaces.dialects.svea.targets import find_target, json_body
from interfaces.http.large_answers import render
from interfaces.http.party import Party
from interfaces.http.pipeline.invalid_bodies import note_change
from interfaces.http.request.as_of import read_as_of, selected_as_of
from interfaces.http.request.headers import provenance
from interfaces.runtime.live import Live

ORDERS: Final = "/api/orders"
_UPDATE = "update order"


class OrderEndpoints:
    """The endpoints over all checkouts. `new_public_token` takes the country code."""

    def __init__(
        self,
        checkouts: Checkouts,
        signatures: Live[Signatures],
        addresses: Addresses,
        data: MerchantData,
        new_id: Callable[[], str],
        new_public_token: Callable[[str], str],
    ) -> None:
        self._checkouts = checkouts
        self._signatures = signatures
        self._addresses = addresses
        self._data = data
        self._new_id = new_id
        self._new_public_token = new_public_token

    async def identify(self, request: Request) -> Party:
        """Return the merchant that a request claims to be from. Raises Unauthenticated for an unknown one."""
        return self._signatures.now.identify(request)

    async def create_order(self, request: Request) -> Response:
        """Open a checkout, or render the one that already has the ClientOrderNumber."""
        caller = await self._signatures.now.caller(request)
        checkout_id = self._new_id()
        body = creation.creation(await json_body(request))
        body = await self._data.seal(body, checkout_id, caller.settings.merchant_data_kept_for)
        sealed = self._checkouts.seal_settings(checkout_id, presets.personal_presets(body.settings))
        body = msgspec.structs.replace(
            body, settings=presets.with_presets(body.settings, sealed.texts)
        )
        command = commands.open_order(
            body,
            checkout_id=checkout_id,
            merchant=caller.merchant,
            settings=caller.settings,
            public_token=self._new_public_token(body.country_code),
        )
        by = _provenance(request, caller, "create order")
        try:
            checkout = await self._checkouts.open(command, by, person=sealed.person)
        except ReferenceTaken as taken:
            target = Target(
                checkout_id=taken.checkout_id, merchant=caller.merchant, ignores_expiry=True
            )
            existing = await self._checkouts.read(target)
            return envelope.answer(await self._order(request, existing), existing)
        references = commands.temporary_references(body.rows)
        location = f"{self._addresses.of(request)}{ORDERS}/{checkout.order_number}"
        return envelope.respond_created(
            await self._order(request, checkout, references), checkout, location
        )

    async def read_order(self, request: Request) -> Response:
        """Render the current version, or the one that `version` or `at` of the query selects."""
        caller = await self._signatures.now.caller(request)
        as_of = selected_as_of(_with_folded_names(request))
        target = await find_target(self._checkouts, request, caller.merchant)
        state = await read_as_of(self._checkouts, target, as_of, request)
        if state.is_unchanged:
            return envelope.respond_unchanged(state.checkout, state.cache_control)
        shape = await self._order(request, state.checkout)
        return await render(
            state.checkout,
            partial(envelope.answer, shape, state.checkout, keeping=state.cache_control),
        )

    async def update_order(self, request: Request) -> Response:
        """Replace the cart and the other parts that the body names."""
        caller = await self._signatures.now.caller(request)
        note_change(
            request,
            self._checkouts,
            partial(find_target, self._checkouts, request, caller.merchant),
            actor=caller.actor,
            dialect=commands.DIALECT,
            operation=_UPDATE,
        )
        body = updates.update(await json_body(request))
        target = await find_target(self._checkouts, request, caller.merchant)
        kept_for = caller.settings.merchant_data_kept_for
        body = await self._data.seal(body, target.checkout_id, kept_for)
        by = _provenance(request, caller, _UPDATE)
        checkout = await self._checkouts.change(target, commands.update_order(body), by)
        references = commands.temporary_references(body.rows)
        return envelope.answer(await self._order(request, checkout, references), checkout)

    async def read_campaigns(self, request: Request) -> Response:
        """Render the merchant's part-payment campaigns that match the query."""
        caller = await self._signatures.now.caller(request)
        query = request.query_params.multi_items()
        return envelope.plain(campaigns.matching_campaigns(caller.settings.campaigns, query))

    async def _order(
        self, request: Request, checkout: Checkout, references: Sequence[str | None] = ()
    ) -> wire.Order:
        snippet = self._addresses.snippet(request, checkout.public_token)
        shape = await render(checkout, partial(order.order, checkout, snippet, references))
        return await self._data.open(checkout, shape)


def _with_folded_names(request: Request) -> Request:
    """Return the request with the names of its query in lower case."""
    pairs = [(name.lower(), value) for name, value in request.query_params.multi_items()]
    return Request({**request.scope, "query_string": urlencode(pairs).encode()})


def _provenance(request: Request, caller: SveaCaller, operation: str) -> Provenance:
    return provenance(request, actor=caller.actor, dialect=commands.DIALECT, operation=operation)
