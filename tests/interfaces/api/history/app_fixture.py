"""The history API on stores in memory, over a dispute that has been played out; clock and ids are known beforehand."""

import contextlib
import itertools
from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx
from fastapi import FastAPI

from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.checkouts.service import Checkouts, Lifetime
from application.commands.change import Change
from application.commands.shop import OpenCheckout
from application.history.finding.checkout_search import CheckoutSearch
from application.history.finding.counting import CheckoutCounting
from application.history.finding.name_lookup import NameLookup
from application.history.finding.present_state import PresentState
from application.history.inquiries import Inquiries
from application.history.operations.reports import Operations
from application.history.shown.replay import ShownReplay
from application.history.windows.page_traces import PageTraceReader
from application.persons.export import PersonExports
from application.persons.sealing import Persons
from application.ports.audit_log import AuditLog
from application.ports.erasures.destroyed_keys import NoDestroyedKeyList
from application.ports.event_store import EventStore
from application.ports.ledger.reading import Ledger
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import Refusal
from domain.values.cart import Cart
from interfaces.api.history.finding.endpoints import Finders
from interfaces.api.history.routes import history_dialect
from interfaces.api.readers.settings import HistoryKey
from interfaces.api.readers.stream_limit import StreamLimit
from interfaces.api.shown.display_renderers import ShownRenderers
from interfaces.composition.erasures import build_erasures
from interfaces.composition.evidence import build_evidence
from interfaces.composition.refusal_statuses import status_of
from interfaces.composition.shop_apis import shop_apis
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.http.app import create_http_app
from interfaces.runtime.live import Live
from interfaces.runtime.shutdown import Shutdown
from interfaces.storage.memory.audit_log import InMemoryAuditLog
from interfaces.storage.memory.figures import InMemoryFigureLog
from interfaces.storage.memory.operations import (
    FixedInstallation,
    InMemoryCheckLog,
    InMemoryErasureSchedule,
    InMemoryLedgerAudits,
)
from interfaces.storage.memory.storage import InMemoryStorage
from tests.interfaces.api.history.dispute import (
    ID,
    OPENED_AT,
    PAYMENTS,
    SECOND,
    SHOP,
    SHOPPER,
    coffee,
)
from tests.interfaces.api.history.scenarios import bring, finish_dispute
from tests.interfaces.api.history.webhook_deliveries import ListedDeliveries
from tests.interfaces.api.ledger_in_memory import InMemoryLedger

BLIND = HistoryKey(name="blind", key="no-scope", merchants="all", scopes=())
ERASERS = (
    HistoryKey(name="eraser", key="erases", merchants="all", scopes=("persons:erase",)),
    HistoryKey(
        name="shop-eraser", key="erases-own", merchants=("demo-shop",), scopes=("persons:erase",)
    ),
)
SENDER = HistoryKey(
    name="sender",
    key="sends",
    merchants=("demo-shop",),
    scopes=("history:read", "deliveries:send"),
)
HISTORY = {"Authorization": "Bearer demo-history"}
AUDITOR = {"Authorization": "Bearer demo-auditor"}
_DIALECTS = {SHOP: "walley", SHOPPER: "shopper", PAYMENTS: "payments"}

_LOGGED_REFUSAL = b'{"timestamp":"2026-03-01T14:03:12.000000Z","asked":{"price":1}}'


class AppFixture:
    """The dialect with all that it needs. Every request of a checkout comes a second after the one before."""

    def __init__(
        self,
        *,
        store: EventStore | None = None,
        trail: AuditLog | None = None,
        ledger: Ledger | None = None,
    ) -> None:
        self.now = OPENED_AT
        self.deliveries = ListedDeliveries()
        self.storage = InMemoryStorage()
        self.trail = trail or InMemoryAuditLog(self.storage.events, sign_of_life_seconds=0.01)
        self.figures = InMemoryFigureLog(self.storage.events, self.storage.refusals)
        self.ledger = InMemoryLedger(self.storage.events.events_after, lambda: self.now)
        self.read_ledger: Ledger = ledger or self.ledger
        self.refusal_ledger = InMemoryLedger(lambda _: [], lambda: self.now)
        self.read_refusal_ledger: Ledger = ledger or self.refusal_ledger
        self.ending = Shutdown()
        self.streams = StreamLimit()
        self.keys = Live[Sequence[HistoryKey]](
            (*demo_configuration().history_keys, BLIND, SENDER, *ERASERS)
        )
        self._ids = itertools.count(1)
        self._requests = itertools.count(1)
        cache = CheckoutCache(10)
        events = store or self.storage.events
        self.checkouts = Checkouts(
            store=events,
            refusals=self.storage.refusals,
            persons=Persons(self.storage.persons, lambda: self.now),
            cache=cache,
            lifetime=Lifetime(),
            clock=lambda: self.now,
            new_id=lambda: f"checkout-{next(self._ids)}",
            new_order_number=itertools.count(1).__next__,
        )
        histories = CheckoutRepository(events, cache, self.storage.snapshots)
        inquiries = self.inquiries = Inquiries(
            histories=histories,
            store=events,
            refusals=self.storage.refusals,
            persons=self.storage.persons,
            clock=lambda: self.now,
            deliveries=self.deliveries,
        )
        self.erasures = build_erasures(
            checkouts=self.checkouts,
            events=events,
            vault=self.storage.vault,
            persons=self.storage.persons,
            address_book=self.storage.address_book,
            erasures=self.storage.erasures,
            destroyed=NoDestroyedKeyList(),
            clock=lambda: self.now,
            new_id=lambda: "erasure-0",
        )
        self.checks = InMemoryCheckLog()
        self.ledger_audits = InMemoryLedgerAudits()
        self.operations = Operations(
            deliveries=self.deliveries,
            erasures=InMemoryErasureSchedule(self.storage),
            checks=self.checks,
            ledger_audits=self.ledger_audits,
            access_log=self.storage.reads,
            sessions=self.storage.reader_sessions,
            installation=FixedInstallation(),
            clock=lambda: self.now,
        )
        state = PresentState(self.trail, self.storage.refusals, self.deliveries)
        self.finders = Finders(
            search=CheckoutSearch(self.trail, state),
            counting=CheckoutCounting(self.trail, self.storage.refusals, self.deliveries),
            lookup=NameLookup(
                histories=histories,
                store=events,
                audit_log=self.trail,
                persons=self.storage.persons,
                refusals=self.storage.refusals,
            ),
            audit_log=self.trail,
        )
        self.merchants = Live[Any](demo_configuration().merchants)
        self.replay = ShownReplay(
            self.inquiries, PageTraceReader(events), ShownRenderers(shop_apis(self.merchants))
        )
        self.evidence = build_evidence(
            store=events,
            refusals=self.storage.refusals,
            persons=self.storage.persons,
            ledger=self.read_ledger,
            refusal_ledger=self.read_refusal_ledger,
            histories=histories,
            inquiries=inquiries,
            replay=self.replay,
            apis=shop_apis(self.merchants),
        )
        dialect = history_dialect(
            inquiries=self.inquiries,
            replay=self.replay,
            audit_log=self.trail,
            access_log=self.storage.reads,
            persons=self.storage.persons,
            exports=PersonExports(
                inquiries=inquiries,
                persons=self.storage.persons,
                address_book=self.storage.address_book,
                vault=self.storage.vault,
                lifetimes=self.storage.key_lifetimes,
                reads=self.storage.reads,
            ),
            refusals=self.storage.refusals,
            deliveries=self.deliveries,
            requests=self.deliveries,
            figures=self.figures,
            ledger=self.read_ledger,
            evidence=self.evidence,
            refusal_ledger=self.read_refusal_ledger,
            operations=self.operations,
            keys=self.keys,
            clock=lambda: self.now,
            shutdown=self.ending,
            erasures=self.erasures.on_request,
            new_id=map("erasure-{}".format, itertools.count(1)).__next__,
            finders=self.finders,
            status_of=status_of,
            streams=self.streams,
        )
        self.routes = dialect.router.routes
        self.app = create_http_app([dialect], _nothing_to_start)
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, client=("192.0.2.9", 1)),
            base_url="https://tillroll.test",
            headers={"X-Request-Id": "req-1", "User-Agent": "Auditor/1.0"},
        )

    def log_refusal(self) -> None:
        """Log the refused command of the dispute, and sign a head of its ledger."""
        self.refusal_ledger.log_refusal(ID, 1, 1, _LOGGED_REFUSAL)
        self.refusal_ledger.sign()

    async def bring(self, given: str) -> None:
        """What has happened, as goldens say it."""
        await bring(self, given)

    async def get(
        self, path: str, headers: dict[str, str] | None = None, /, **more: str
    ) -> httpx.Response:
        """A request with the demo shop's key, or with other headers."""
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return await self.client.get(path, headers={**(headers or HISTORY), **named})

    async def post(
        self, path: str, body: object, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """A request with a JSON body, with the demo shop's key, or with other headers."""
        return await self.client.post(path, json=body, headers=headers or HISTORY)

    def _by(self, actor: str, operation: str) -> Provenance:
        return Provenance(
            actor=actor,
            dialect=_DIALECTS[actor],
            operation=operation,
            request_id=f"r-{next(self._requests)}",
            address="192.0.2.7",
            user_agent="Shop/1.0",
        )

    async def opened(self, merchant: str = "demo-shop", reference: str = "A-1") -> Checkout:
        """A checkout with one packet of coffee: three versions at one instant."""
        number = len(self.storage.events.events_after(0))
        command = OpenCheckout(
            merchant=merchant,
            dialect="walley",
            country="SE",
            currency="SEK",
            public_token=f"public-SE-{number}",
            cart=Cart(lines=(coffee(1),)),
            reference=reference,
            settings='{"profileName":"b2c"}',
        )
        return await self.checkouts.open(command, self._by(SHOP, "open checkout"))

    async def newest_version(self, checkout_id: str) -> int:
        """The newest version of a checkout."""
        return (await self.storage.events.events(checkout_id))[-1].originator_version

    async def change(self, checkout_id: str, change: Change, actor: str, operation: str) -> None:
        """One request, which may be refused, a second after the last one."""
        self.now += SECOND
        target = Target(checkout_id=checkout_id, merchant=None)
        with contextlib.suppress(Refusal):
            await self.checkouts.change(target, change, self._by(actor, operation))

    async def dispute(self) -> None:
        """A purchase about which people come to disagree: versions 1 to 11, and two attempts that were refused."""
        await self.opened()
        await self.finish_dispute()

    async def finish_dispute(self) -> None:
        """What followed the opening."""
        await finish_dispute(self)


@contextlib.asynccontextmanager
async def _nothing_to_start(_: FastAPI) -> AsyncIterator[None]:
    yield
