"""The orders API: merchants report what happened to an order after its purchase, and read it.

| endpoint | intent | scope |
|---|---|---|
| GET /purchases/{checkout_id} | read the order, also as of `?version=` or `?at=` | orders:read |
| POST /purchases/{checkout_id} | report several things at once | orders:write |
| POST /purchases/{checkout_id}/fulfilments | report what happened to pieces of any lines | orders:write |
| POST /purchases/{checkout_id}/adjustments | report a refund, a return or another adjustment | orders:write |

Requests need an order key of the merchant. A checkout of any dialect has an order once its purchase is complete. Every
report is the intent ReportOrder; it takes `Idempotency-Key` and `If-Match`.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final, TypeVar

from fastapi import APIRouter, Request, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from application.commands.order import ReportOrder
from domain import refusals
from domain.checkout import Checkout
from domain.stage import Stage
from interfaces.api.orders import openapi
from interfaces.api.orders.auth import OrderKeys, Reporter, reporter_with
from interfaces.api.orders.errors import render_refusal
from interfaces.api.orders.settings import READ_ORDERS, WRITE_ORDERS, OrderKey
from interfaces.api.orders.translate import Reports, order_of
from interfaces.api.orders.wire import AdjustmentBody, FulfilmentBody, OrderShown, ReportBody
from interfaces.http.dialect import Dialect
from interfaces.http.errors.problems import fault_problem
from interfaces.http.idempotency import ErrorRenderer, Idempotency, IdempotentCall
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.party import Party
from interfaces.http.pipeline.invalid_bodies import note_change
from interfaces.http.request.as_of import read_selected
from interfaces.http.request.body.models import MAX_BODY, WireModel, read_model
from interfaces.http.request.headers import etag, expected_versions, provenance
from interfaces.runtime.live import Live

PREFIX: Final = "/purchases"
_ONE: Final = "/{checkout_id}"
_DIALECT: Final = "orders"
_ERRORS: Final = ErrorRenderer(render_refusal=render_refusal, render_error=fault_problem)
# Every id has this form. The check also keeps U+0000 from PostgreSQL, which refuses it in text.
_CHECKOUT_ID = re.compile(r"[A-Za-z0-9._~-]{1,200}")
_bearer = HTTPBearer(
    auto_error=False, scheme_name="OrderKey", description="An order key of the merchant."
)
# Only for the documentation: `identify` reads the key.
_Documented = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
_Body = TypeVar("_Body", bound=WireModel)


def orders_dialect(
    *,
    checkouts: Checkouts,
    merchants: Live[Sequence[MerchantSettings[tuple[OrderKey, ...]]]],
    idempotency: Idempotency,
    clock: Callable[[], datetime],
    new_id: Callable[[], str],
) -> Dialect:
    """Build the orders API over `checkouts`. `new_id` returns the ids of entries that have none."""
    router = APIRouter(prefix=PREFIX, tags=[openapi.REFERENCE.title])
    keys = merchants.derive(OrderKeys)
    reporting = _Reporting(checkouts, idempotency)

    async def identify(request: Request) -> Party:
        return keys.now.identify(request)

    def reports() -> Reports:
        return Reports(clock(), new_id)

    @router.get(_ONE, response_model=OrderShown, **openapi.READING)
    async def read_order(request: Request, checkout_id: str, _: _Documented) -> Response:
        reporter = reporter_with(request, READ_ORDERS)
        state = await read_selected(checkouts, _target(request, checkout_id, reporter), request)
        _require_order(state.checkout)
        if state.is_unchanged:
            return Response(status_code=304, headers=state.headers)
        return _response(state.checkout, state.headers)

    @router.post(_ONE, response_model=OrderShown, **openapi.report_arguments(ReportBody))
    async def report_order(request: Request, checkout_id: str, _: _Documented) -> Response:
        return await reporting.run(
            request, checkout_id, "report order", ReportBody, lambda body: reports().report(body)
        )

    @router.post(
        _ONE + "/fulfilments", response_model=OrderShown, **openapi.report_arguments(FulfilmentBody)
    )
    async def report_fulfilment(request: Request, checkout_id: str, _: _Documented) -> Response:
        return await reporting.run(
            request,
            checkout_id,
            "report fulfilment",
            FulfilmentBody,
            lambda body: reports().report(ReportBody(fulfilments=(body,))),
        )

    @router.post(
        _ONE + "/adjustments", response_model=OrderShown, **openapi.report_arguments(AdjustmentBody)
    )
    async def report_adjustment(request: Request, checkout_id: str, _: _Documented) -> Response:
        return await reporting.run(
            request,
            checkout_id,
            "report adjustment",
            AdjustmentBody,
            lambda body: reports().report(ReportBody(adjustments=(body,))),
        )

    return Dialect(
        name=_DIALECT,
        prefixes=frozenset({PREFIX}),
        router=router,
        reference=openapi.REFERENCE,
        render_refusal=render_refusal,
        render_error=fault_problem,
        identify=identify,
        largest_body=MAX_BODY,
    )


@dataclass(frozen=True)
class _Reporting:
    """Records a report once per idempotency key, and answers the whole order."""

    checkouts: Checkouts
    idempotency: Idempotency

    async def run(
        self,
        request: Request,
        checkout_id: str,
        operation: str,
        model: type[_Body],
        read: Callable[[_Body], ReportOrder],
    ) -> Response:
        reporter = reporter_with(request, WRITE_ORDERS)
        note_change(
            request,
            self.checkouts,
            lambda: _target(request, checkout_id, reporter),
            actor=reporter.actor,
            dialect=_DIALECT,
            operation=operation,
        )

        async def record(attempt: IdempotentCall) -> Response:
            change = read(await read_model(request, model))
            respond = attempt.responder(_response)
            checkout = await self.checkouts.change(
                _target(request, checkout_id, reporter),
                change,
                provenance(request, actor=reporter.actor, dialect=_DIALECT, operation=operation),
                attempt.response_renderer(respond),
                shows_person=False,
            )
            return respond(checkout)

        return await self._execute(request, reporter, record)

    async def _execute(
        self,
        request: Request,
        reporter: Reporter,
        work: Callable[[IdempotentCall], Awaitable[Response]],
    ) -> Response:
        return await self.idempotency.execute(
            request,
            identity=reporter.identity,
            key=request.headers.get("idempotency-key"),
            error_renderer=_ERRORS,
            work=work,
        )


def _target(request: Request, checkout_id: str, reporter: Reporter) -> Target:
    """Return the checkout that the path names. Raises CheckoutNotFound for a malformed id."""
    if not _CHECKOUT_ID.fullmatch(checkout_id):
        raise refusals.CheckoutNotFound(checkout_id=checkout_id)
    return Target(
        checkout_id=checkout_id,
        merchant=reporter.merchant,
        expected_versions=expected_versions(request),
    )


def _require_order(checkout: Checkout) -> None:
    if checkout.stage is not Stage.COMPLETED:
        raise refusals.NoOrder(stage=checkout.stage.value)


def _response(checkout: Checkout, headers: dict[str, str] | None = None) -> Response:
    own = headers or {"ETag": etag(checkout.version), "Cache-Control": "private, no-store"}
    return Response(
        order_of(checkout).model_dump_json(), headers=own, media_type="application/json"
    )
