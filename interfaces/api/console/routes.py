"""The URLs of the console. Every page but the sign-in needs a session, and records what it shows in the access log.

| endpoint                                   | page                                                  |
|--------------------------------------------|-------------------------------------------------------|
| GET /console                               | 303 to the search                                     |
| GET, POST /console/sign-in                 | the sign-in                                           |
| POST /console/sign-out                     | ends the session, or with `everywhere` all of them    |
| POST /console/preferences                  | keeps language, time zone and theme                   |
| GET, POST /console/search                  | one box for any name, and checkouts by conditions     |
| POST /console/suggestions                  | what a reader may be typing, as JSON                  |
| POST /console/searches, /console/searches/delete | saves a search under a name, and deletes one    |
| GET, POST /console/refusals                | refused commands across checkouts                     |
| GET, POST /console/events                  | events across checkouts                               |
| GET /console/events/file                   | all events of a search as a file; `?format=`          |
| GET, POST /console/readers                 | the access log, for auditors                          |
| GET /console/checkouts/{id}/looked-at      | 303 to the entries of the access log about it         |
| GET /console/checkouts/{id or name}        | one checkout; `?version=`, `?at=`                     |
| GET /console/checkouts/{id}/blame          | every value of a field; `?field=`, `?version=`        |
| GET /console/checkouts/{id}/compare        | two versions; `?from=`, `?to=`                        |
| GET /console/checkouts/{id}/events/{version} | one event as JSON                                   |
| GET /console/checkouts/{id}/refusals/{position} | one refused command, beside the state then       |
| GET /console/checkouts/{id}/shown/{version} | what the customer saw                                |
| GET /console/checkouts/{id}/shown/{version}/page | the customer's page, for a frame                |
| GET /console/overview                      | figures of today, yesterday and 30 days               |
| GET /console/live                          | new events as they come                               |
| GET /console/live/stream                   | server-sent events for open pages                     |
| GET /console/system                        | audit log, callbacks, erasures, checks, readers       |
| GET, POST /console/system/resend?delivery={id} | confirms and sends callbacks again              |
| GET /console/static/{file}                 | style sheet, scripts, icon                            |
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Final

from fastapi import APIRouter, Request, Response

from application.evidence.service import EvidenceService
from application.history.delivery_search import DeliverySearch
from application.history.figures import Figures
from application.history.finding.suggestions import Suggestions
from application.history.inquiries import Inquiries
from application.history.operations.reports import Operations
from application.history.shown.replay import ShownReplay
from application.ports.access_log import AccessLog
from application.ports.audit_log import AuditLog
from application.ports.ledger.reading import Ledger
from application.ports.operations.figures import FigureLog
from application.ports.reader_sessions import ReaderSessions
from application.ports.readers.saved_searches import SavedSearches
from application.ports.refusal_log import StoredRefusal
from application.ports.webhooks.webhook_log import WebhookLog
from interfaces.api.console.access.by_itself import STREAM
from interfaces.api.console.access.cookies import SessionCookie
from interfaces.api.console.access.same_origin import guard
from interfaces.api.console.access.sessions import ConsoleSessions, SessionLimits, SignedIn
from interfaces.api.console.endpoints.checkouts.checkout import CheckoutEndpoints
from interfaces.api.console.endpoints.checkouts.comparison import ComparisonEndpoints
from interfaces.api.console.endpoints.checkouts.field_history import FieldHistoryEndpoints
from interfaces.api.console.endpoints.checkouts.refused_command import RefusedCommandEndpoint
from interfaces.api.console.endpoints.checkouts.shown import ShownEndpoints
from interfaces.api.console.endpoints.events import PATH as EVENTS
from interfaces.api.console.endpoints.events import EventEndpoints
from interfaces.api.console.endpoints.exports import PATH as FILE
from interfaces.api.console.endpoints.exports import ExportEndpoint, Exports
from interfaces.api.console.endpoints.finding.suggesting import PATH as SUGGEST
from interfaces.api.console.endpoints.finding.suggesting import SuggestionEndpoint
from interfaces.api.console.endpoints.operating.overview import PATH as OVERVIEW
from interfaces.api.console.endpoints.operating.overview import OverviewEndpoint
from interfaces.api.console.endpoints.operating.resending import RESEND, ResendEndpoints
from interfaces.api.console.endpoints.operating.system import PATH as SYSTEM
from interfaces.api.console.endpoints.operating.system import SystemEndpoint
from interfaces.api.console.endpoints.readers import PATH as READERS
from interfaces.api.console.endpoints.readers import ReaderEndpoints
from interfaces.api.console.endpoints.refusals import PATH as REFUSALS
from interfaces.api.console.endpoints.refusals import RefusalEndpoints
from interfaces.api.console.endpoints.search import PATH as SEARCH
from interfaces.api.console.endpoints.search import SearchEndpoints
from interfaces.api.console.endpoints.searching import Searches
from interfaces.api.console.endpoints.sign_in import SignInEndpoints
from interfaces.api.console.errors import SIGN_IN, ConsoleErrors
from interfaces.api.console.live.endpoints import PATH as LIVE
from interfaces.api.console.live.endpoints import LiveEndpoints, Streams
from interfaces.api.console.pages import Pages, note_languages, signed_in_to
from interfaces.api.console.policy import see_other
from interfaces.api.console.proofs.endpoint import CheckoutProof
from interfaces.api.console.proofs.evidence import EvidencePages
from interfaces.api.console.proofs.refusals import RefusalProof
from interfaces.api.console.saving.endpoints import DELETE, SAVE, SavingEndpoints
from interfaces.api.console.saving.fields import fields_of_pages
from interfaces.api.console.static_files import PATH as STATIC
from interfaces.api.console.static_files import StaticFiles
from interfaces.api.console.text.languages import Languages
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.settings import HistoryKey
from interfaces.http.dialect import Dialect, Endpoint
from interfaces.http.errors.request_errors import RouteUnknown
from interfaces.http.party import STRANGER, Party, Share
from interfaces.runtime.live import Live

DIALECT: Final = "console"
PREFIX: Final = "/console"
_FILE: Final = f"{STATIC}/{{file_name}}"
# Answered without a session.
_OPEN: Final = frozenset((SIGN_IN, _FILE))
Page = Callable[[Request, SignedIn], Awaitable[Response]]


def console_dialect(
    *,
    inquiries: Inquiries,
    replay: ShownReplay,
    searches: Searches,
    figures: FigureLog,
    operations: Operations,
    audit_log: AuditLog,
    deliveries: WebhookLog,
    ledger: Ledger,
    refusal_ledger: Ledger,
    access_log: AccessLog,
    sessions: ReaderSessions,
    saved_searches: SavedSearches,
    keys: Live[Sequence[HistoryKey]],
    limits: SessionLimits,
    ask_name: bool,
    public_address: str | None,
    languages: Languages,
    clock: Callable[[], datetime],
    new_token: Callable[[], str],
    status_of: Callable[[StoredRefusal], int | None],
    streams: Streams,
    exports: Exports,
    evidence: EvidenceService,
) -> Dialect:
    """Build the console, whose pages read from these services. `status_of` has the status of a refused request."""
    static = StaticFiles()
    pages = Pages(static, clock, languages)
    errors = ConsoleErrors(pages, ask_name=ask_name)
    recorder = AccessRecorder(access_log, clock, DIALECT)
    own_sessions = ConsoleSessions(sessions, keys, limits=limits, clock=clock, new_token=new_token)
    signing_in = SignInEndpoints(
        sessions=own_sessions,
        cookie=SessionCookie(public_address),
        errors=errors,
        recorder=recorder,
        ask_name=ask_name,
    )
    proofs = CheckoutProof(recorder, inquiries, ledger)
    packs = EvidencePages(pages, recorder, inquiries, evidence)
    checkout = CheckoutEndpoints(
        pages=pages,
        recorder=recorder,
        inquiries=inquiries,
        replay=replay,
        audit_log=audit_log,
        lookup=searches.lookup,
        merchants=searches.merchants,
        clock=clock,
        proofs=proofs,
    )
    refusal_proofs = RefusalProof(recorder, inquiries, refusal_ledger)
    refused_command = RefusedCommandEndpoint(pages, recorder, inquiries, status_of, refusal_proofs)
    comparison = ComparisonEndpoints(pages, recorder, inquiries)
    values = FieldHistoryEndpoints(pages, recorder, inquiries)
    shown = ShownEndpoints(pages, recorder, inquiries, replay)
    saving = SavingEndpoints(
        pages=pages,
        recorder=recorder,
        searches=saved_searches,
        pages_fields=fields_of_pages(searches.merchants),
        clock=clock,
        new_id=new_token,
    )
    finder = SearchEndpoints(pages, recorder, searches, saving)
    refusals = RefusalEndpoints(pages, recorder, searches)
    events = EventEndpoints(pages, recorder, searches, exports.formats)
    files = ExportEndpoint(recorder, searches, exports, streams.limit)
    readers = ReaderEndpoints(pages, recorder, searches)
    overview = OverviewEndpoint(
        pages, recorder, Figures(figures), operations, searches.merchants, clock
    )
    delivery_search = DeliverySearch(deliveries, clock)
    resending = ResendEndpoints(pages, recorder, delivery_search)
    system = SystemEndpoint(
        pages=pages,
        recorder=recorder,
        audit_log=audit_log,
        search=delivery_search,
        operations=operations,
        clock=clock,
    )
    live = LiveEndpoints(
        pages=pages,
        recorder=recorder,
        audit_log=audit_log,
        sessions=own_sessions,
        streams=streams,
        merchants=searches.merchants,
        clock=clock,
    )
    suggesting = SuggestionEndpoint(recorder, Suggestions(audit_log))
    router = APIRouter(include_in_schema=False)

    async def send_file(request: Request) -> Response:
        response = static.response(request.path_params["file_name"])
        if response is None:
            raise RouteUnknown
        return response

    async def identify(request: Request) -> Party:
        if request.scope["route"].path in _OPEN:
            return STRANGER
        reader = (await signing_in.identify(request)).reader
        return Party(Share.HISTORY, reader.name, reader.name)

    _add(router, "GET", _FILE, send_file)
    _add(router, "GET", SIGN_IN, signing_in.page)
    _add(router, "POST", SIGN_IN, signing_in.sign_in)
    _add(router, "GET", PREFIX, _lead_to_search)
    for method, path, page in (
        ("POST", f"{PREFIX}/sign-out", signing_in.sign_out),
        ("POST", f"{PREFIX}/preferences", signing_in.choose),
        ("GET", SEARCH, finder.page),
        ("POST", SEARCH, finder.send),
        ("POST", SUGGEST, suggesting.send),
        ("POST", SAVE, saving.save),
        ("POST", DELETE, saving.delete),
        ("GET", REFUSALS, refusals.page),
        ("POST", REFUSALS, refusals.send),
        ("GET", EVENTS, events.page),
        ("POST", EVENTS, events.send),
        ("GET", FILE, files.file),
        ("GET", READERS, readers.page),
        ("POST", READERS, readers.send),
        ("GET", f"{PREFIX}/checkouts/{{checkout_id}}/looked-at", readers.of_checkout),
        ("GET", OVERVIEW, overview.page),
        ("GET", LIVE, live.page),
        ("GET", STREAM, live.stream),
        ("GET", SYSTEM, system.page),
        ("GET", RESEND, resending.confirm),
        ("POST", RESEND, resending.resend),
        ("GET", f"{PREFIX}/checkouts/{{checkout_id}}", checkout.page),
        ("GET", f"{PREFIX}/checkouts/{{checkout_id}}/compare", comparison.page),
        ("GET", f"{PREFIX}/checkouts/{{checkout_id}}/blame", values.page),
        ("GET", f"{PREFIX}/checkouts/{{checkout_id}}/events/{{version}}", checkout.event),
        ("GET", f"{PREFIX}/checkouts/{{checkout_id}}/proof/{{version}}", proofs.file),
        ("GET", f"{PREFIX}/checkouts/{{checkout_id}}/evidence", packs.page),
        ("GET", f"{PREFIX}/checkouts/{{checkout_id}}/evidence/file", packs.file),
        ("GET", f"{PREFIX}/checkouts/{{checkout_id}}/refusals/{{position}}", refused_command.page),
        (
            "GET",
            f"{PREFIX}/checkouts/{{checkout_id}}/refusals/{{position}}/proof",
            refusal_proofs.file,
        ),
        ("GET", f"{PREFIX}/checkouts/{{checkout_id}}/shown/{{version}}", shown.page),
        ("GET", f"{PREFIX}/checkouts/{{checkout_id}}/shown/{{version}}/page", shown.frame),
    ):
        _add(router, method, path, with_session(page))
    return Dialect(
        name=DIALECT,
        prefixes=frozenset({PREFIX}),
        router=router,
        render_refusal=errors.render_refusal,
        render_error=errors.render_error,
        middleware=(guard(errors.render_error, public_address), note_languages(languages)),
        identify=identify,
    )


def with_session(page: Page) -> Endpoint:
    """Return the endpoint of a page that `identify` has found the reader for."""

    async def respond(request: Request) -> Response:
        signed_in = signed_in_to(request)
        assert signed_in is not None, "identify has refused a request without a session"
        return await page(request, signed_in)

    return respond


def _add(router: APIRouter, method: str, path: str, endpoint: Endpoint) -> None:
    router.add_api_route(path, endpoint, methods=[method], response_model=None)


async def _lead_to_search(_: Request) -> Response:
    return see_other(SEARCH)
