"""The endpoints of orders: read one, put one as the shop has it, and the simulation of the demo."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from fastapi import Request, Response

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from application.commands.order import ReportOrder
from application.history.finding.orders_by_id import OrdersById
from domain.checkout import Checkout
from domain.orders import progress_of_lines, unsent_pieces
from domain.refusals import CheckoutNotFound, NoOrder
from domain.stage import Stage
from domain.values.order import SHIPPED, FulfilmentEvent, OrderReport
from interfaces.dialects.session.auth import READ
from interfaces.dialects.ucp.auth import READ_ORDERS, WRITE_ORDERS, Caller, Callers
from interfaces.dialects.ucp.requests.orders import read_order
from interfaces.dialects.ucp.responses.order import order_in
from interfaces.dialects.ucp.versions.spoken import requested_version, version_of
from interfaces.dialects.ucp.wire import DIALECT, MEDIA_TYPE, encode
from interfaces.http.errors.request_errors import AccessDenied, RouteUnknown
from interfaces.http.idempotency import ErrorRenderer, Idempotency, IdempotentCall
from interfaces.http.request.as_of import cache_control, selected_as_of
from interfaces.http.request.body.reader import read_body, require_json
from interfaces.http.request.headers import etag, expected_versions, is_unchanged, provenance
from interfaces.http.request.proven_version import note_version
from interfaces.runtime.live import Live

PATH: Final = "/orders/{order_id}"
SIMULATION: Final = "/testing/simulate-shipping/{order_id}"
SECRET: Final = "Simulation-Secret"
_ORDER_ID: Final = re.compile(r"[A-Za-z0-9._~-]{1,200}")


class PlatformOrders:
    """The endpoints. `new_id` returns the id of a simulated shipment."""

    def __init__(
        self,
        callers: Live[Callers],
        *,
        checkouts: Checkouts,
        orders: OrdersById,
        idempotency: Idempotency,
        errors: ErrorRenderer,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._callers = callers
        self._checkouts = checkouts
        self._orders = orders
        self._idempotency = idempotency
        self._errors = errors
        self._clock = clock
        self._new_id = new_id

    async def read(self, request: Request) -> Response:
        """Respond with the order, or as it was at `?version=` or `?at=`; with 304 where If-None-Match names it."""
        caller = self._callers.now.caller_of(request)
        if READ_ORDERS not in caller.client.scopes:
            caller.client.require(READ)
        target = await self._target(request, caller)
        as_of = selected_as_of(request)
        headers: dict[str, str] = {}
        if as_of is None:
            checkout = await self._checkouts.read(target)
        else:
            past = await self._checkouts.read_past(target, as_of)
            checkout = past.checkout
            note_version(request, checkout.id, checkout.version)
            headers["Cache-Control"] = cache_control(checkout, is_settled=past.is_settled)
        _require_order(request, checkout)
        if is_unchanged(request, checkout.version):
            return Response(status_code=304, headers={**headers, "ETag": etag(checkout.version)})
        response = _respond(request, caller, checkout)
        response.headers.update(headers)
        return response

    async def put(self, request: Request) -> Response:
        """Record what is new in a whole order, and respond with the order."""
        caller = self._callers.now.caller_of(request)
        caller.client.require(WRITE_ORDERS)

        async def record(attempt: IdempotentCall) -> Response:
            target = await self._target(request, caller)
            body = await read_body(request)
            require_json(request)
            current = await self._checkouts.read(target)
            _require_order(request, current)
            by = provenance(
                request, actor=caller.client.actor, dialect=DIALECT, operation="put order"
            )
            respond = attempt.responder(partial(_respond, request, caller))
            change = ReportOrder(report=read_order(body, current))
            kept = attempt.response_renderer(respond)
            return respond(await self._checkouts.change(target, change, by, kept))

        return await self._idempotency.execute(
            request,
            identity=caller.client.identity,
            key=request.headers.get("idempotency-key"),
            error_renderer=self._errors,
            work=record,
        )

    async def simulate_shipping(self, request: Request) -> Response:
        """Report that everything that has not left was shipped. 404 unless a demo has a secret for simulations.

        Raises AccessDenied without the secret of a merchant.
        """
        if not self._callers.now.simulates:
            raise RouteUnknown
        merchant = self._callers.now.merchant_of_simulation(request.headers.get(SECRET, ""))
        if merchant is None:
            raise AccessDenied(f"Send the secret of the simulation as {SECRET}.")
        target = await self._find(request, merchant)
        checkout = await self._checkouts.read(target)
        _require_order(request, checkout)
        pieces = unsent_pieces(progress_of_lines(checkout).values())
        if pieces:
            shipment = FulfilmentEvent(
                id=self._new_id(), kind=SHIPPED, occurred_at=self._clock(), lines=pieces
            )
            by = provenance(
                request, actor="shop:simulation", dialect=DIALECT, operation="simulate shipping"
            )
            change = ReportOrder(report=OrderReport(fulfilments=(shipment,)))
            await self._checkouts.change(target, change, by, shows_person=False)
        return Response(encode({"status": SHIPPED}), media_type=MEDIA_TYPE)

    async def _target(self, request: Request, caller: Caller) -> Target:
        """Return the checkout of the order. Raises CheckoutNotFound, also for that of another platform."""
        target = await self._find(request, caller.client.merchant)
        if not caller.reaches(target.checkout_id):
            raise CheckoutNotFound(checkout_id=request.path_params["order_id"][:100])
        return target

    async def _find(self, request: Request, merchant: str) -> Target:
        order_id: str = request.path_params["order_id"]
        if not _ORDER_ID.fullmatch(order_id):
            raise CheckoutNotFound(checkout_id=order_id[:100])
        return Target(
            checkout_id=await self._orders.checkout_id(merchant, order_id),
            merchant=merchant,
            expected_versions=expected_versions(request),
        )


def _require_order(request: Request, checkout: Checkout) -> None:
    if checkout.stage is not Stage.COMPLETED:
        raise NoOrder(stage=checkout.stage.value)
    # A purchase is also found by its payment, whose id is no order's.
    if checkout.order_id != request.path_params["order_id"]:
        raise CheckoutNotFound(checkout_id=request.path_params["order_id"])


def _respond(request: Request, caller: Caller, checkout: Checkout) -> Response:
    version = requested_version(request) or version_of(checkout)
    body = encode(order_in(version, checkout, caller.shop))
    return Response(body, 200, {"ETag": etag(checkout.version)}, media_type=MEDIA_TYPE)
