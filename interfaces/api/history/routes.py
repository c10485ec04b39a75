"""The URLs of the history API. Every request needs a history key, and no request changes anything.

| endpoint                                | response                                                        |
|-----------------------------------------|-----------------------------------------------------------------|
| GET /history/checkouts/{id}             | the state: current, `?version=`, `?at=` or Accept-Datetime      |
| GET /history/checkouts/{id}/events      | every event with its changes                                    |
| GET /history/checkouts/{id}/versions    | the versions: the TimeMap                                       |
| GET /history/checkouts/{id}/diff        | the changes between two versions or instants                    |
| GET /history/checkouts/{id}/blame       | the event that set each field                                   |
| GET /history/checkouts/{id}/refusals    | the refused commands                                            |
| GET /history/checkouts/{id}/timeline    | events, refusals and calls to the shop in one order, by request |
| GET /history/checkouts/{id}/deliveries  | the webhooks to the shop with every attempt                     |
| GET /history/events                     | a search across checkouts, in pages or as a file                |
| GET /history/stream                     | new events as server-sent events                                |
| GET /history/reads                      | the access log, for auditors                                    |
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from application.history.inquiries import Inquiries
from application.ports.access_log import AccessLog
from application.ports.audit_log import AuditLog
from application.ports.person_vault import PersonVault
from interfaces.api.history import wire
from interfaces.api.history.audit import AuditEndpoints
from interfaces.api.history.checkout import CheckoutHistory
from interfaces.api.history.errors import render_refusal
from interfaces.api.history.openapi import document
from interfaces.api.history.stream_limit import STREAMS_PER_KEY, StreamLimit
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import HistoryKeys, reader_of
from interfaces.api.readers.settings import HistoryKey
from interfaces.http.dialect import Dialect
from interfaces.http.errors.problems import fault_problem
from interfaces.http.openapi import AS_OF
from interfaces.http.party import Party
from interfaces.runtime.live import Live
from interfaces.runtime.shutdown import Shutdown

DIALECT = "history"
PREFIX = "/history"
_bearer = HTTPBearer(
    auto_error=False, scheme_name="HistoryKey", description="A history key, scope history:read."
)
# Only for the documentation: `identify` reads the key.
_Documented = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]


def history_dialect(
    *,
    inquiries: Inquiries,
    audit_log: AuditLog,
    access_log: AccessLog,
    persons: PersonVault,
    keys: Live[Sequence[HistoryKey]],
    clock: Callable[[], datetime],
    shutdown: Shutdown,
    streams_per_key: int = STREAMS_PER_KEY,
) -> Dialect:
    """Build the history API. Event streams end when `shutdown` begins."""
    live_keys = keys.derive(HistoryKeys)
    recorder = AccessRecorder(access_log, clock, DIALECT)
    one = CheckoutHistory(inquiries, recorder, clock)
    across = AuditEndpoints(
        audit_log=audit_log,
        inquiries=inquiries,
        access_log=access_log,
        recorder=recorder,
        shutdown=shutdown,
        streams=StreamLimit(streams_per_key),
        persons=persons,
    )
    router = APIRouter(prefix=PREFIX, tags=["History"])
    _add_deliveries(router, one)

    async def identify(request: Request) -> Party:
        return live_keys.now.identify(request)

    @router.get(
        "/checkouts/{checkout_id}", summary="The current or a past state", **document.state()
    )
    async def state(request: Request, checkout_id: str, _: _Documented) -> Response:
        return await one.state(request, reader_of(request))

    @router.get(
        "/checkouts/{checkout_id}/events",
        summary="Every event with its changes",
        **document.one_checkout(wire.EventsShape, "The events, oldest first."),
    )
    async def events(request: Request, checkout_id: str, _: _Documented) -> Response:
        return await one.events(request, reader_of(request))

    @router.get(
        "/checkouts/{checkout_id}/versions",
        summary="The versions: the TimeMap (RFC 7089)",
        **document.one_checkout(
            wire.VersionsShape, "The versions, oldest first.", link_format=True
        ),
    )
    async def versions(request: Request, checkout_id: str, _: _Documented) -> Response:
        return await one.versions(request, reader_of(request))

    @router.get(
        "/checkouts/{checkout_id}/diff",
        summary="The changes between two versions or instants",
        **document.difference(),
    )
    async def difference(request: Request, checkout_id: str, _: _Documented) -> Response:
        return await one.difference(request, reader_of(request))

    @router.get(
        "/checkouts/{checkout_id}/blame",
        summary="The event that set each field",
        **document.one_checkout(
            wire.BlameShape, "Every field of the state.", parameters=AS_OF, as_of=True
        ),
    )
    async def blame(request: Request, checkout_id: str, _: _Documented) -> Response:
        return await one.blame(request, reader_of(request))

    @router.get(
        "/checkouts/{checkout_id}/refusals",
        summary="The refused commands",
        **document.one_checkout(wire.RefusalsShape, "The refused commands, oldest first."),
    )
    async def refusals(request: Request, checkout_id: str, _: _Documented) -> Response:
        return await one.refusals(request, reader_of(request))

    @router.get(
        "/checkouts/{checkout_id}/timeline",
        summary="Events, refusals and calls in one order, by request",
        **document.one_checkout(wire.TimelineShape, "The requests, oldest first."),
    )
    async def timeline(request: Request, checkout_id: str, _: _Documented) -> Response:
        return await one.timeline(request, reader_of(request))

    @router.get("/events", summary="Search and export events", **document.search())
    async def search(request: Request, _: _Documented) -> Response:
        return await across.events(request, reader_of(request))

    @router.get("/stream", summary="New events as server-sent events", **document.stream())
    async def stream(request: Request, _: _Documented) -> Response:
        return await across.stream(request, reader_of(request))

    @router.get("/reads", summary="The access log, for auditors", **document.reads())
    async def reads(request: Request, _: _Documented) -> Response:
        return await across.reads(request, reader_of(request))

    return Dialect(
        name=DIALECT,
        prefixes=frozenset({PREFIX}),
        router=router,
        render_refusal=render_refusal,
        render_error=fault_problem,
        identify=identify,
    )


def _add_deliveries(router: APIRouter, one: CheckoutHistory) -> None:
    @router.get(
        "/checkouts/{checkout_id}/deliveries",
        summary="The webhooks to the shop with every attempt",
        **document.one_checkout(wire.DeliveriesShape, "The deliveries, oldest first."),
    )
    async def deliveries(request: Request, checkout_id: str, _: _Documented) -> Response:
        return await one.deliveries(request, reader_of(request))
