"""The URLs of the history API. Every request needs a history key; nothing is ever changed.

| endpoint                                | intent                                                          |
|-----------------------------------------|-----------------------------------------------------------------|
| GET /history/checkouts/{id}             | the state: at the end, `?version=`, `?at=` or Accept-Datetime   |
| GET /history/checkouts/{id}/events      | every event with what it changed                                |
| GET /history/checkouts/{id}/versions    | the versions: the TimeMap                                       |
| GET /history/checkouts/{id}/diff        | what changed from one moment to another                         |
| GET /history/checkouts/{id}/blame       | which event set each field                                      |
| GET /history/checkouts/{id}/refusals    | the attempts that were refused                                  |
| GET /history/checkouts/{id}/timeline    | events, refusals and calls to the shop in one order, by request |
| GET /history/checkouts/{id}/deliveries  | what the shop was told or asked, and every attempt at that      |
| GET /history/events                     | a search across checkouts, in pages or as a file                |
| GET /history/stream                     | new events as they come                                         |
| GET /history/reads                      | who has read what, for auditors                                 |
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from application.history.inquiries import Inquiries
from application.ports.access_log import AccessLog
from application.ports.audit_log import AuditLog
from interfaces.api.history import wire
from interfaces.api.history.access_log import DIALECT, AccessRecorder
from interfaces.api.history.audit import AuditEndpoints
from interfaces.api.history.auth import HistoryKeys, Reader
from interfaces.api.history.checkout import CheckoutHistory
from interfaces.api.history.errors import refused
from interfaces.api.history.openapi import document
from interfaces.api.history.settings import HistoryKey
from interfaces.http.dialect import Dialect
from interfaces.http.errors.problems import fault_problem
from interfaces.http.openapi import MOMENT
from interfaces.runtime.live import Live
from interfaces.runtime.shutdown import Shutdown

PREFIX = "/history"
_bearer = HTTPBearer(
    auto_error=False, scheme_name="HistoryKey", description="A history key, scope history:read."
)
_Key = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]


def history_dialect(
    *,
    inquiries: Inquiries,
    trail: AuditLog,
    log: AccessLog,
    keys: Live[Sequence[HistoryKey]],
    clock: Callable[[], datetime],
    ending: Shutdown,
) -> Dialect:
    """The history API. Streams end when `ending` begins."""
    known = keys.following(HistoryKeys)
    readings = AccessRecorder(log, clock)
    one = CheckoutHistory(inquiries, readings, clock)
    across = AuditEndpoints(
        trail=trail, inquiries=inquiries, log=log, readings=readings, ending=ending
    )
    router = APIRouter(prefix=PREFIX, tags=["History"])
    _add_deliveries(router, one, known)

    def reader(credentials: HTTPAuthorizationCredentials | None) -> Reader:
        return known.now.reader(credentials.credentials if credentials else None)

    @router.get("/checkouts/{checkout_id}", summary="The state, now or then", **document.state())
    async def state(request: Request, checkout_id: str, key: _Key) -> Response:
        return await one.state(request, reader(key))

    @router.get(
        "/checkouts/{checkout_id}/events",
        summary="Every event with what it changed",
        **document.one_checkout(wire.EventsShape, "The events, oldest first."),
    )
    async def events(request: Request, checkout_id: str, key: _Key) -> Response:
        return await one.events(request, reader(key))

    @router.get(
        "/checkouts/{checkout_id}/versions",
        summary="The versions: the TimeMap (RFC 7089)",
        **document.one_checkout(
            wire.VersionsShape, "The versions, oldest first.", link_format=True
        ),
    )
    async def versions(request: Request, checkout_id: str, key: _Key) -> Response:
        return await one.versions(request, reader(key))

    @router.get(
        "/checkouts/{checkout_id}/diff",
        summary="What changed from one moment to another",
        **document.difference(),
    )
    async def difference(request: Request, checkout_id: str, key: _Key) -> Response:
        return await one.difference(request, reader(key))

    @router.get(
        "/checkouts/{checkout_id}/blame",
        summary="Which event set each field",
        **document.one_checkout(
            wire.BlameShape, "Every field of the state.", parameters=MOMENT, of_a_moment=True
        ),
    )
    async def blame(request: Request, checkout_id: str, key: _Key) -> Response:
        return await one.blame(request, reader(key))

    @router.get(
        "/checkouts/{checkout_id}/refusals",
        summary="The attempts that were refused",
        **document.one_checkout(wire.RefusalsShape, "The refused attempts, oldest first."),
    )
    async def refusals(request: Request, checkout_id: str, key: _Key) -> Response:
        return await one.refusals(request, reader(key))

    @router.get(
        "/checkouts/{checkout_id}/timeline",
        summary="Events and refusals in one order, by request",
        **document.one_checkout(wire.TimelineShape, "The requests, oldest first."),
    )
    async def timeline(request: Request, checkout_id: str, key: _Key) -> Response:
        return await one.timeline(request, reader(key))

    @router.get("/events", summary="Search and export events", **document.search())
    async def search(request: Request, key: _Key) -> Response:
        return await across.events(request, reader(key))

    @router.get("/stream", summary="New events as they come", **document.stream())
    async def stream(request: Request, key: _Key) -> Response:
        return await across.stream(request, reader(key))

    @router.get("/reads", summary="Who has read what, for auditors", **document.reads())
    async def reads(request: Request, key: _Key) -> Response:
        return await across.reads(request, reader(key))

    return Dialect(
        name=DIALECT,
        prefixes=frozenset({PREFIX}),
        router=router,
        render_refusal=refused,
        render_error=fault_problem,
    )


def _add_deliveries(router: APIRouter, one: CheckoutHistory, known: Live[HistoryKeys]) -> None:
    @router.get(
        "/checkouts/{checkout_id}/deliveries",
        summary="What the shop was told or asked, and every attempt at that",
        **document.one_checkout(wire.DeliveriesShape, "The deliveries, oldest first."),
    )
    async def deliveries(request: Request, checkout_id: str, key: _Key) -> Response:
        return await one.deliveries(request, known.now.reader(key.credentials if key else None))
