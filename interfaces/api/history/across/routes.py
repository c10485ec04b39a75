"""The URLs of the searches across checkouts beyond events."""

from fastapi import APIRouter, Request, Response

from interfaces.api.history import wire
from interfaces.api.history.across.parameters import REFUSALS
from interfaces.api.history.across.refusals import RefusalEndpoint
from interfaces.api.history.auth import reader_of
from interfaces.api.history.openapi import document
from interfaces.api.history.openapi.history_key import DocumentedKey


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
