"""The URLs of what operators read."""

from typing import Any

from fastapi import APIRouter, Request, Response

from interfaces.api.history.openapi import document
from interfaces.api.history.openapi.history_key import DocumentedKey
from interfaces.api.history.operations.endpoints import OperationsEndpoints
from interfaces.api.history.operations.shapes import (
    ChecksShape,
    DeliveryCountsShape,
    ErasuresShape,
    RecentReadersShape,
    SystemShape,
)
from interfaces.api.history.wire import Shape
from interfaces.api.readers.auth import reader_of


def _arguments(shape: type[Shape], description: str) -> dict[str, Any]:
    response = {"description": description, "content": document.json_content(shape)}
    return document.endpoint({200: response}, (), document.ALWAYS, ())


def add_operations(router: APIRouter, endpoints: OperationsEndpoints) -> None:
    """Add the endpoints of what operators read."""

    @router.get(
        "/deliveries/counts",
        summary="Callbacks that are not delivered, by state and receiver",
        **_arguments(DeliveryCountsShape, "The counts."),
    )
    async def delivery_counts(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.delivery_counts(request, reader_of(request))

    @router.get(
        "/erasures",
        summary="Erasures: due, overdue and requested",
        **_arguments(ErasuresShape, "The erasures of data of the key's merchants."),
    )
    async def erasures(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.erasures(request, reader_of(request))

    @router.get(
        "/checks",
        summary="The outcomes of `tillroll check`, for auditors",
        **_arguments(ChecksShape, "The outcomes, the newest first."),
    )
    async def checks(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.checks(request, reader_of(request))

    @router.get(
        "/readers",
        summary="Who has read in the last 24 hours, for auditors",
        **_arguments(RecentReadersShape, "The readers, the one who read last first."),
    )
    async def readers(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.readers(request, reader_of(request))

    @router.get(
        "/system",
        summary="Versions, and the progress of the audit log, for auditors",
        **_arguments(SystemShape, "The versions and the progress."),
    )
    async def system(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.system(request, reader_of(request))
