"""The URLs of the searches across checkouts beyond events."""

from fastapi import APIRouter, Request, Response

from interfaces.api.history import wire
from interfaces.api.history.across.deliveries import (
    CANNOT_BE_SENT,
    NO_DELIVERY,
    DeliveryEndpoints,
)
from interfaces.api.history.across.figure_shapes import FiguresShape
from interfaces.api.history.across.figures import FigureEndpoint
from interfaces.api.history.across.parameters import DELIVERIES, FIGURES, REFUSALS
from interfaces.api.history.across.refusals import RefusalEndpoint
from interfaces.api.history.openapi import document
from interfaces.api.history.openapi.history_key import DocumentedKey
from interfaces.api.readers.auth import reader_of


def add_refusals(router: APIRouter, endpoint: RefusalEndpoint) -> None:
    """Add the search for refused commands."""

    @router.get(
        "/refusals",
        summary="Search refused commands across checkouts",
        **document.newest_first(
            wire.RefusalsShape, "A page of refused commands, newest first.", REFUSALS
        ),
    )
    async def refusals(request: Request, _: DocumentedKey) -> Response:
        return await endpoint.page(request, reader_of(request))


def add_figures(router: APIRouter, endpoint: FigureEndpoint) -> None:
    """Add the endpoint of figures."""

    @router.get(
        "/figures", summary="Counts by hour or day", **document.figures(FiguresShape, FIGURES)
    )
    async def figures(request: Request, _: DocumentedKey) -> Response:
        return await endpoint.figures(request, reader_of(request))


def add_deliveries(router: APIRouter, endpoints: DeliveryEndpoints) -> None:
    """Add the search for deliveries, and sending one again."""

    @router.get(
        "/deliveries",
        summary="Search callbacks to shops across checkouts",
        **document.newest_first(
            wire.DeliveriesShape, "A page of deliveries, newest first.", DELIVERIES
        ),
    )
    async def deliveries(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.page(request, reader_of(request))

    @router.post(
        "/deliveries/{delivery_id}/resend",
        status_code=202,
        summary="Send a callback again, with all its retries",
        **document.resend(NO_DELIVERY, CANNOT_BE_SENT),
    )
    async def resend(request: Request, delivery_id: str, _: DocumentedKey) -> Response:
        return await endpoints.resend(request, reader_of(request))
