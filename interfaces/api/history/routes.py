"""The URLs of the history API. Every request needs a history key. Only an erasure changes a checkout.

| endpoint                                | response                                                        |
|-----------------------------------------|-----------------------------------------------------------------|
| GET /history/checkouts/{id}             | the state: current, `?version=`, `?at=` or Accept-Datetime      |
| GET /history/checkouts/{id}/answers     | what was agreed, what became of it, and what is not known       |
| GET /history/checkouts/{id}/events      | every event with its changes                                    |
| GET /history/checkouts/{id}/versions    | the versions: the TimeMap                                       |
| GET /history/checkouts/{id}/diff        | the changes between two versions or instants                    |
| GET /history/checkouts/{id}/blame       | the event that set each field                                   |
| GET /history/checkouts/{id}/refusals    | the refused commands                                            |
| GET /history/checkouts/{id}/refusals/n  | the one at a position, with the state then and what came before |
| GET …/{id}/refusals/n/proof             | the proof that a refused command is in its ledger               |
| GET /history/checkouts/{id}/timeline    | events, refusals and calls to the shop in one order, by request |
| GET /history/checkouts/{id}/deliveries  | the webhooks to the shop with every attempt                     |
| GET /history/checkouts/{id}/shown       | what the customer's page showed, currently or at `?version=`    |
| GET /history/checkouts/{id}/proof       | the proof that a version is in the ledger                       |
| POST /history/checkouts/{id}/evidence   | a pack of evidence; needs the scope evidence:make               |
| POST …/{id}/evidence/summary            | what a pack would say and hold, with the same scope             |
| GET /history/checkouts                  | a search for checkouts, in pages                                |
| GET, POST /history/lookup               | the checkouts that have a name                                  |
| GET /history/events                     | a search across checkouts, in pages or as a file                |
| GET /history/refusals                   | a search of refused commands across checkouts                   |
| GET /history/figures                    | counts by hour or day                                           |
| GET /history/deliveries                 | a search of callbacks to shops across checkouts                 |
| GET /history/deliveries/{id}/request     | the request of a callback, as it is sent                        |
| GET /history/deliveries/counts          | callbacks that are not delivered, by state and receiver         |
| POST /history/deliveries/{id}/resend    | a callback again; needs the scope deliveries:send               |
| GET /history/stream                     | new events as server-sent events                                |
| GET /history/reads                      | the access log, for auditors                                    |
| GET /history/readers                    | who has read in the last 24 hours, for auditors                 |
| GET /history/erasures                   | erasures: due, overdue and requested                            |
| GET /history/checks                     | the outcomes of `tillroll check`, for auditors                  |
| GET /history/system                     | versions, and the progress of the audit log, for auditors       |
| POST /history/persons/erasures          | lists or erases data of a person, with the scope persons:erase  |
| GET /history/persons/erasures/{id}      | the certificate of an erasure, with the scope persons:erase     |
| POST /history/persons/export            | everything about one person, for keys with persons:read         |
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from fastapi import APIRouter, Request, Response

from application.evidence.service import EvidenceService
from application.history.delivery_search import DeliverySearch
from application.history.figures import Figures
from application.history.inquiries import Inquiries
from application.history.operations.reports import Operations
from application.history.refusal_search import RefusalSearch
from application.history.shown.replay import ShownReplay
from application.persons.export import PersonExports
from application.persons.requests import PersonErasures
from application.ports.access_log import AccessLog
from application.ports.audit_log import AuditLog
from application.ports.ledger.reading import Ledger
from application.ports.operations.figures import FigureLog
from application.ports.person_vault import PersonVault
from application.ports.refusal_log import RefusalLog, StoredRefusal
from application.ports.webhooks.delivery_requests import DeliveryRequests
from application.ports.webhooks.webhook_log import WebhookLog
from interfaces.api.history import wire
from interfaces.api.history.across.deliveries import DeliveryEndpoints
from interfaces.api.history.across.delivery_requests import (
    DeliveryRequestEndpoint,
    add_delivery_request,
)
from interfaces.api.history.across.figures import FigureEndpoint
from interfaces.api.history.across.refusals import RefusalEndpoint
from interfaces.api.history.across.routes import add_deliveries, add_figures, add_refusals
from interfaces.api.history.answers.endpoints import AnswerEndpoints
from interfaces.api.history.answers.routes import add_answers
from interfaces.api.history.audit import AuditEndpoints
from interfaces.api.history.checkout import CheckoutHistory
from interfaces.api.history.errors import render_refusal
from interfaces.api.history.evidence.endpoint import EvidenceEndpoint, add_evidence
from interfaces.api.history.finding.endpoints import Finders, FindingEndpoints
from interfaces.api.history.finding.routes import add_finding
from interfaces.api.history.openapi import document, person_export
from interfaces.api.history.openapi.history_key import REFERENCE, DocumentedKey
from interfaces.api.history.openapi.parameters import ENTRIES
from interfaces.api.history.operations.endpoints import OperationsEndpoints
from interfaces.api.history.operations.routes import add_operations
from interfaces.api.history.persons.endpoints import ErasureEndpoints
from interfaces.api.history.persons.export import PersonExportEndpoint
from interfaces.api.history.persons.routes import add_erasures
from interfaces.api.history.proofs.endpoint import ProofEndpoint, add_proof
from interfaces.api.history.proofs.refusals import RefusalProofEndpoint, add_refusal_proof
from interfaces.api.history.shown.endpoint import ShownEndpoint, add_shown
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import HistoryKeys, reader_of
from interfaces.api.readers.settings import HistoryKey
from interfaces.api.readers.stream_limit import StreamLimit
from interfaces.http.dialect import Dialect
from interfaces.http.errors.problems import fault_problem
from interfaces.http.party import Party
from interfaces.http.request.body.models import MAX_BODY
from interfaces.runtime.live import Live
from interfaces.runtime.shutdown import Shutdown

DIALECT = "history"
PREFIX = "/history"


def history_dialect(
    *,
    inquiries: Inquiries,
    replay: ShownReplay,
    audit_log: AuditLog,
    access_log: AccessLog,
    persons: PersonVault,
    exports: PersonExports,
    refusals: RefusalLog,
    deliveries: WebhookLog,
    requests: DeliveryRequests,
    figures: FigureLog,
    ledger: Ledger,
    evidence: EvidenceService,
    refusal_ledger: Ledger,
    operations: Operations,
    keys: Live[Sequence[HistoryKey]],
    clock: Callable[[], datetime],
    shutdown: Shutdown,
    finders: Finders,
    streams: StreamLimit,
    erasures: PersonErasures,
    new_id: Callable[[], str],
    status_of: Callable[[StoredRefusal], int | None],
) -> Dialect:
    """Build the history API. Event streams end when `shutdown` begins. `status_of` has that of a refused request."""
    live_keys = keys.derive(HistoryKeys)
    recorder = AccessRecorder(access_log, clock, DIALECT)
    one = CheckoutHistory(inquiries, recorder, clock)
    across = AuditEndpoints(
        audit_log=audit_log,
        inquiries=inquiries,
        access_log=access_log,
        recorder=recorder,
        shutdown=shutdown,
        streams=streams,
        persons=persons,
    )
    router = APIRouter(prefix=PREFIX, tags=[REFERENCE.title])
    _add_deliveries(router, one)
    add_answers(router, AnswerEndpoints(inquiries, recorder, clock, status_of))
    add_proof(router, ProofEndpoint(inquiries, ledger, recorder))
    add_evidence(router, EvidenceEndpoint(evidence, recorder))
    add_refusal_proof(router, RefusalProofEndpoint(inquiries, refusal_ledger, recorder))
    add_shown(router, ShownEndpoint(inquiries, replay, recorder))
    add_erasures(router, ErasureEndpoints(erasures, recorder, clock, new_id))
    export = PersonExportEndpoint(exports=exports, recorder=recorder, streams=streams, clock=clock)
    _add_person_export(router, export)
    search_of_deliveries = DeliverySearch(deliveries, clock)
    add_deliveries(router, DeliveryEndpoints(search_of_deliveries, recorder))
    add_delivery_request(router, DeliveryRequestEndpoint(search_of_deliveries, requests, recorder))
    add_operations(router, OperationsEndpoints(operations, audit_log, recorder))
    add_refusals(router, RefusalEndpoint(RefusalSearch(refusals, persons), recorder))
    add_figures(router, FigureEndpoint(Figures(figures), recorder, clock))
    add_finding(router, FindingEndpoints(finders, recorder))

    async def identify(request: Request) -> Party:
        return live_keys.now.identify(request)

    @router.get(
        "/checkouts/{checkout_id}", summary="The current or a past state", **document.state()
    )
    async def state(request: Request, checkout_id: str, _: DocumentedKey) -> Response:
        return await one.state(request, reader_of(request))

    @router.get(
        "/checkouts/{checkout_id}/events",
        summary="Every event with its changes",
        **document.window(wire.CheckoutEventsShape, "The events, oldest first."),
    )
    async def events(request: Request, checkout_id: str, _: DocumentedKey) -> Response:
        return await one.events(request, reader_of(request))

    @router.get(
        "/checkouts/{checkout_id}/versions",
        summary="The versions: the TimeMap (RFC 7089)",
        **document.one_checkout(
            wire.VersionsShape, "The versions, oldest first.", link_format=True
        ),
    )
    async def versions(request: Request, checkout_id: str, _: DocumentedKey) -> Response:
        return await one.versions(request, reader_of(request))

    @router.get(
        "/checkouts/{checkout_id}/diff",
        summary="The changes between two versions or instants",
        **document.difference(),
    )
    async def difference(request: Request, checkout_id: str, _: DocumentedKey) -> Response:
        return await one.difference(request, reader_of(request))

    @router.get(
        "/checkouts/{checkout_id}/blame",
        summary="The event that set each field",
        **document.blame(),
    )
    async def blame(request: Request, checkout_id: str, _: DocumentedKey) -> Response:
        return await one.blame(request, reader_of(request))

    @router.get(
        "/checkouts/{checkout_id}/refusals",
        summary="The refused commands",
        **document.one_checkout(wire.RefusalsShape, "The refused commands, oldest first."),
    )
    async def refusals_of(request: Request, checkout_id: str, _: DocumentedKey) -> Response:
        return await one.refusals(request, reader_of(request))

    @router.get(
        "/checkouts/{checkout_id}/timeline",
        summary="Events, refusals and calls in one order, by request",
        **document.window(wire.TimelineShape, "The requests, oldest first.", parameters=ENTRIES),
    )
    async def timeline(request: Request, checkout_id: str, _: DocumentedKey) -> Response:
        return await one.timeline(request, reader_of(request))

    @router.get("/events", summary="Search and export events", **document.search())
    async def search(request: Request, _: DocumentedKey) -> Response:
        return await across.events(request, reader_of(request))

    @router.get("/stream", summary="New events as server-sent events", **document.stream())
    async def stream(request: Request, _: DocumentedKey) -> Response:
        return await across.stream(request, reader_of(request))

    @router.get("/reads", summary="The access log, for auditors", **document.reads())
    async def reads(request: Request, _: DocumentedKey) -> Response:
        return await across.reads(request, reader_of(request))

    return Dialect(
        name=DIALECT,
        prefixes=frozenset({PREFIX}),
        router=router,
        render_refusal=render_refusal,
        render_error=fault_problem,
        identify=identify,
        largest_body=MAX_BODY,
        reference=REFERENCE,
    )


def _add_deliveries(router: APIRouter, one: CheckoutHistory) -> None:
    @router.get(
        "/checkouts/{checkout_id}/deliveries",
        summary="The webhooks to the shop with every attempt",
        **document.one_checkout(wire.DeliveriesShape, "The deliveries, oldest first."),
    )
    async def deliveries_of(request: Request, checkout_id: str, _: DocumentedKey) -> Response:
        return await one.deliveries(request, reader_of(request))


def _add_person_export(router: APIRouter, endpoint: PersonExportEndpoint) -> None:
    @router.post(
        "/persons/export", summary="Everything about one person", **person_export.endpoint()
    )
    async def export(request: Request, _: DocumentedKey) -> Response:
        return await endpoint.export(request, reader_of(request))
