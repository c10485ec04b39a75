"""The endpoints of recurring orders. They write camelCase.

| endpoint | operation |
|---|---|
| POST /api/tokens/{token}/orders | open a checkout that is committed at once |
| GET /api/tokens/{token} | read the token |
| GET /api/tokens/{token}/orders/{id} | read a checkout that was opened under the token |
| PATCH /api/tokens/{token} | cancel the token |

A token belongs to the checkout whose purchase issued it, and is found by its name. It must be active when an order is
opened under it; a concurrent cancellation does not undo the order.
"""

from collections.abc import Callable
from typing import Any

from fastapi import Request, Response

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from application.commands.purchase import CancelRecurringToken
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import CheckoutNotFound, RecurringTokenInactive
from interfaces.dialects.svea import wire
from interfaces.dialects.svea.auth import Signatures, SveaCaller
from interfaces.dialects.svea.erasable_data import MerchantData
from interfaces.dialects.svea.requests import commands, creation
from interfaces.dialects.svea.responses import envelope, order
from interfaces.dialects.svea.responses.snippet import Addresses
from interfaces.dialects.svea.targets import find_target, json_body
from interfaces.http.errors.request_errors import AccessDenied, FieldFault
from interfaces.http.pipeline.invalid_bodies import note_change
from interfaces.http.request.body.reader import parse_json
from interfaces.http.request.fields import object_reader, raise_faults
from interfaces.http.request.headers import provenance
from interfaces.http.request.patterns import GUID
from interfaces.http.request.property_names import PropertyNames
from interfaces.runtime.live import Live

_PATCH = PropertyNames(("Status",))
_NO_SNIPPET = ""
_CANCELLED = "cancelled"
_CANCEL = "cancel recurring token"


class TokenEndpoints:
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

    async def create_order(self, request: Request) -> Response:
        """Open an order under a token. It is committed at once, and Final when its payment has succeeded."""
        caller = await self._caller(request)
        body = creation.token_order(await json_body(request))
        first = await self._first(request, caller)
        if first.recurrence is None or not first.recurrence.is_active:
            raise RecurringTokenInactive
        checkout_id = self._new_id()
        body = await self._data.seal(body, checkout_id, caller.settings.merchant_data_kept_for)
        command = commands.open_token_order(
            body,
            first,
            checkout_id=checkout_id,
            settings=caller.settings,
            public_token=self._new_public_token(first.country),
        )
        checkout = await self._checkouts.open(
            command, _provenance(request, caller, "create recurring order")
        )
        references = commands.temporary_references(body.rows)
        location = f"{self._addresses.of(request)}/api/tokens/{command.token_used}/orders/{checkout.order_number}"
        return envelope.respond_created(await self._order(checkout, references), checkout, location)

    async def read_token(self, request: Request) -> Response:
        """Render the recurring token that the path names."""
        caller = await self._caller(request)
        return envelope.plain(order.recurring_token(await self._first(request, caller)))

    async def read_order(self, request: Request) -> Response:
        """Render an order that was opened under the token."""
        caller = await self._caller(request)
        token = _token(request)
        target = await find_target(self._checkouts, request, caller.merchant)
        checkout = await self._checkouts.read(target)
        if checkout.token_used != token:
            raise CheckoutNotFound(checkout_id=target.checkout_id)
        return envelope.answer(await self._order(checkout), checkout)

    async def change_token(self, request: Request) -> Response:
        """Cancel the token and render it."""
        caller = await self._caller(request)

        async def find() -> Target:
            first = await self._first(request, caller)
            return Target(checkout_id=first.id, merchant=caller.merchant, dialect=commands.DIALECT)

        note_change(
            request,
            self._checkouts,
            find,
            actor=caller.actor,
            dialect=commands.DIALECT,
            operation=_CANCEL,
        )
        _require_cancelled(await json_body(request))
        target = await find()
        by = _provenance(request, caller, _CANCEL)
        checkout = await self._checkouts.change(target, CancelRecurringToken(), by)
        return envelope.plain(order.recurring_token(checkout))

    async def _order(self, checkout: Checkout, references: tuple[str | None, ...] = ()) -> Any:
        shape = order.order(checkout, _NO_SNIPPET, references)
        return wire.to_camel_case(await self._data.open(checkout, shape))

    async def _caller(self, request: Request) -> SveaCaller:
        caller = await self._signatures.now.caller(request)
        if not caller.settings.recurring:
            raise AccessDenied("Recurring orders are not enabled for this merchant.")
        return caller

    async def _first(self, request: Request, caller: SveaCaller) -> Checkout:
        """Read the checkout whose purchase issued the token."""
        checkout_id = await self._checkouts.find_by_recurring_token(_token(request))
        return await self._checkouts.read(
            Target(checkout_id=checkout_id, merchant=caller.merchant, ignores_expiry=True)
        )


def _token(request: Request) -> str:
    token: str = request.path_params["token"].lower()
    if not GUID.fullmatch(token):
        raise CheckoutNotFound(checkout_id=token[:100])
    return token


def _require_cancelled(body: bytes) -> None:
    faults: list[FieldFault] = []
    fields = object_reader(parse_json(body), _PATCH, "", faults)
    if (
        fields is not None
        and (fields.text("Status", required=True, longest=100) or _CANCELLED).lower() != _CANCELLED
    ):
        fields.fault("Status", "choice", "must be Cancelled")
    raise_faults(faults)


def _provenance(request: Request, caller: SveaCaller, operation: str) -> Provenance:
    return provenance(request, actor=caller.actor, dialect=commands.DIALECT, operation=operation)
