"""The endpoints of recurring orders. They answer in camelCase.

| endpoint                          | intent                                      |
|-----------------------------------|---------------------------------------------|
| POST  /api/tokens/{token}/orders  | open a checkout that is committed at once   |
| GET   /api/tokens/{token}         | read the token                              |
| GET   /api/tokens/{token}/orders/{id} | read a checkout that was opened under it |
| PATCH /api/tokens/{token}         | cancel the token                            |

A token is found by its name and belongs to the checkout whose purchase it was issued for. An order is opened under a
token that is good at that moment: a cancellation that comes while it is being opened does not undo it.
"""

from collections.abc import Callable
from typing import Any

from fastapi import Request, Response

from application.checkouts.service import Checkouts, Target
from application.commands.shop import CancelRecurringToken
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import CheckoutNotFound, RecurringTokenInactive
from interfaces.dialects.svea import wire
from interfaces.dialects.svea.auth import Signatures, SveaCaller
from interfaces.dialects.svea.erasable_data import MerchantData
from interfaces.dialects.svea.requests import commands, creation
from interfaces.dialects.svea.responses import envelope, order
from interfaces.dialects.svea.responses.snippet import Addresses
from interfaces.dialects.svea.targets import found_by_number, json_body
from interfaces.http.errors import AccessDenied, FieldFault
from interfaces.http.pipeline.invalid_bodies import note_change
from interfaces.http.request.body.reader import parse_json
from interfaces.http.request.fields import object_reader, raise_faults
from interfaces.http.request.headers import provenance
from interfaces.http.request.patterns import GUID
from interfaces.http.request.property_names import PropertyNames
from interfaces.runtime.live import Live

_PATCH = PropertyNames(("Status",))
_NO_PAGE = ""
_CANCELLED = "cancelled"
_CANCEL = "cancel recurring token"


class TokenEndpoints:
    """The endpoints, over all checkouts."""

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
        """An order under a token: committed at once, and Final when its payment has succeeded."""
        caller = await self._caller(request)
        body = creation.token_order(await json_body(request))
        first = await self._first(request, caller)
        if first.recurrence is None or not first.recurrence.is_active:
            raise RecurringTokenInactive
        checkout_id = self._new_id()
        body = await self._data.sealed(body, checkout_id, caller.settings.merchant_data_kept_for)
        command = commands.open_token_order(
            body,
            first,
            checkout_id=checkout_id,
            settings=caller.settings,
            public_token=self._new_public_token(first.country),
        )
        checkout = await self._checkouts.open(
            command, _by(request, caller, "create recurring order")
        )
        references = commands.temporary_references(body.rows)
        where = f"{self._addresses.of(request)}/api/tokens/{command.token_used}/orders/{checkout.order_number}"
        return envelope.created(await self._shown(checkout, references), checkout, where)

    async def read_token(self, request: Request) -> Response:
        """The token."""
        caller = await self._caller(request)
        return envelope.plain(order.recurring_token(await self._first(request, caller)))

    async def read_order(self, request: Request) -> Response:
        """An order that was made under the token."""
        caller = await self._caller(request)
        token = _token(request)
        target = await found_by_number(self._checkouts, request, caller.merchant)
        checkout = await self._checkouts.read(target)
        if checkout.token_used != token:
            raise CheckoutNotFound(checkout_id=target.checkout_id)
        return envelope.answer(await self._shown(checkout), checkout)

    async def change_token(self, request: Request) -> Response:
        """The token, cancelled."""
        caller = await self._caller(request)

        async def find() -> Target:
            first = await self._first(request, caller)
            return Target(
                checkout_id=first.id, merchant=caller.merchant, changed_in=commands.DIALECT
            )

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
        by = _by(request, caller, _CANCEL)
        checkout = await self._checkouts.change(target, CancelRecurringToken(), by)
        return envelope.plain(order.recurring_token(checkout))

    async def _shown(self, checkout: Checkout, references: tuple[str | None, ...] = ()) -> Any:
        shape = order.order(checkout, _NO_PAGE, references)
        return wire.in_camel_case(await self._data.shown(checkout, shape))

    async def _caller(self, request: Request) -> SveaCaller:
        caller = await self._signatures.now.caller(request)
        if not caller.settings.recurring:
            raise AccessDenied("Recurring orders are not enabled for this merchant.")
        return caller

    async def _first(self, request: Request, caller: SveaCaller) -> Checkout:
        """The checkout whose purchase the token was issued for."""
        checkout_id = await self._checkouts.find_by_recurring_token(_token(request))
        return await self._checkouts.read(
            Target(checkout_id=checkout_id, merchant=caller.merchant, for_good=True)
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


def _by(request: Request, caller: SveaCaller, operation: str) -> Provenance:
    return provenance(request, actor=caller.actor, dialect=commands.DIALECT, operation=operation)
