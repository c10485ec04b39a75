"""The URLs of the endpoints that find checkouts."""

from fastapi import APIRouter, Request, Response

from interfaces.api.history.finding import openapi
from interfaces.api.history.finding.endpoints import FindingEndpoints
from interfaces.api.history.openapi.history_key import DocumentedKey
from interfaces.api.readers.auth import reader_of


def add_finding(router: APIRouter, endpoints: FindingEndpoints) -> None:
    """Add the endpoints to the history API."""

    @router.get("/checkouts", summary="Search checkouts", **openapi.checkouts())
    async def checkouts(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.checkouts(request, reader_of(request))

    @router.get("/counts", summary="Count checkouts", **openapi.counts())
    async def counts(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.counts(request, reader_of(request))

    @router.get("/suggestions", summary="Suggest search terms", **openapi.suggestions())
    async def suggestions(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.suggestions(request, reader_of(request))

    @router.get("/lookup", summary="Find checkouts by a name", **openapi.by_name())
    async def by_name(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.by_name(request, reader_of(request))

    @router.post("/lookup", summary="Find checkouts by any name", **openapi.by_any_name())
    async def by_any_name(request: Request, _: DocumentedKey) -> Response:
        return await endpoints.by_any_name(request, reader_of(request))
