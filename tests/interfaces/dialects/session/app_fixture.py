"""A test application: the session dialects on in-memory stores, with a fixed clock and predictable ids."""

import contextlib
import itertools
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
from fastapi import FastAPI
from msgspec.structs import replace as changed

from application.address_book.known_addresses import KnownAddresses
from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.service import Checkouts, Lifetime
from application.commands.change import Change
from application.commands.shop import OpenCheckout, Suspend
from application.persons.sealing import Persons
from application.ports.catalogue import Offer
from application.ports.payment_provider import Declined, NotAttempted, Paid, PaymentOrder
from application.selling.purchases import Purchases
from application.selling.sessions import Sessions
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.values.cart import Cart
from interfaces.api.catalogue.routes import catalogue_dialect
from interfaces.api.orders.routes import orders_dialect
from interfaces.configuration.demo.catalogue import DEMO_CATALOGUE
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.merchants import order_keys, selling_merchants, ucp_merchants
from interfaces.configuration.settings import Merchant
from interfaces.configuration.signing_keys import public_keys
from interfaces.dialects.acp.routes import acp_dialect
from interfaces.dialects.session.settings import MarketingConsent, SellingLink
from interfaces.dialects.stateset.routes import stateset_dialect
from interfaces.dialects.ucp.negotiation.profiles import PlatformProfiles
from interfaces.dialects.ucp.routes import ucp_dialect
from interfaces.dialects.ucp.settings import UcpSettings
from interfaces.dialects.ucp.signing.keys import ShopKey
from interfaces.http.app import create_http_app
from interfaces.http.idempotency import Idempotency
from interfaces.runtime.live import Live
from interfaces.storage.memory.audit_log import InMemoryAuditLog
from interfaces.storage.memory.storage import InMemoryStorage
from interfaces.storage.postgres.tables.demo_payments import DEMO_PROVIDER, payment_id, refusal_of
from interfaces.storage.subdivisions import state_codes
from tests.domain.event_builders import SHIRT
from tests.interfaces.dialects.ucp.platforms import Platforms
from tests.interfaces.dialects.walley.app_fixture import InjectedFailures

OPENED_AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PROVENANCE = Provenance(actor="test", dialect="test", operation="test", request_id="test")
ADDRESS = {
    "name": "John Doe",
    "line_one": "456 Oak Ave",
    "city": "Los Angeles",
    "state": "CA",
    "country": "US",
    "postal_code": "90210",
}
BUYER = {
    "first_name": "John",
    "last_name": "Doe",
    "email": "john@example.com",
    "phone_number": "+1234567890",
}


class InMemoryProvider:
    """The demo payment provider on a dict. `requests` counts the requests for each payment attempt."""

    def __init__(self) -> None:
        self.requests: dict[str, int] = {}
        self.outcomes: dict[str, Paid | Declined | NotAttempted] = {}

    async def authorise(self, order: PaymentOrder) -> Paid | Declined:
        """Returns the outcome that the token selects."""
        self.requests[order.attempt] = self.requests.get(order.attempt, 0) + 1
        paid = Paid(payment_id=payment_id(order.attempt), provider=DEMO_PROVIDER, method="card")
        outcome = refusal_of(order.token) or paid
        self.outcomes[order.attempt] = outcome
        return outcome

    async def settle(self, attempt: str) -> Paid | Declined | NotAttempted:
        """Returns the outcome of a payment attempt."""
        return self.outcomes.setdefault(attempt, NotAttempted())


class AppFixture:
    """The dialects with their services, and methods that put a session into any state."""

    def __init__(
        self,
        links: tuple[SellingLink, ...] = (),
        requests_per_minute: int = 1_000_000,
        consents: tuple[MarketingConsent, ...] = (),
        ucp: UcpSettings | None = None,
        ucp_keys: tuple[ShopKey, ...] = (),
    ) -> None:
        self.time = OPENED_AT
        self.storage = InMemoryStorage()
        self.store = InjectedFailures(self.storage.events)
        self.provider = InMemoryProvider()
        self._ids = itertools.count(1)
        numbers = itertools.count(1)
        self.merchants = tuple(
            _selling(
                each,
                links=links,
                requests_per_minute=requests_per_minute,
                marketing_consents=consents,
            )
            for each in demo_configuration().merchants
        )
        if ucp is not None:
            self.merchants = tuple(changed(each, ucp=ucp) for each in self.merchants)
        self.platforms = Platforms()
        self.ucp_shops = Live(
            ucp_merchants(self.merchants, lambda each: replace(public_keys(each), own=ucp_keys))
        )

        self.checkouts = Checkouts(
            store=self.store,
            refusals=self.storage.refusals,
            persons=Persons(self.storage.persons, lambda: self.time),
            cache=CheckoutCache(100),
            lifetime=Lifetime(),
            clock=lambda: self.time,
            new_id=lambda: self.new_id("checkout"),
            new_order_number=lambda: next(numbers),
        )
        sessions = Sessions(
            self.checkouts,
            self.storage.catalogue,
            state_codes,
            clock=lambda: self.time,
            known_addresses=KnownAddresses(self.storage.address_book),
        )
        purchases = Purchases(
            checkouts=self.checkouts,
            sessions=sessions,
            provider=self.provider,
            clock=lambda: self.time,
            new_id=self.new_id,
        )
        idempotency = Idempotency(self.storage.answers, self.storage.persons, lambda: self.time)
        stateset = stateset_dialect(
            checkouts=self.checkouts,
            sessions=sessions,
            purchases=purchases,
            listings=self.storage.listings,
            idempotency=idempotency,
            merchants=Live(selling_merchants(self.merchants)),
            clock=lambda: self.time,
            new_name=self.new_id,
            new_public_token=lambda country: self.new_id(f"public-{country}"),
        )
        acp = acp_dialect(
            checkouts=self.checkouts,
            sessions=sessions,
            purchases=purchases,
            idempotency=idempotency,
            merchants=Live(selling_merchants(self.merchants)),
            public_address=None,
            new_name=self.new_id,
            new_public_token=lambda country: self.new_id(f"public-{country}"),
        )
        ucp_api = ucp_dialect(
            checkouts=self.checkouts,
            sessions=sessions,
            purchases=purchases,
            idempotency=idempotency,
            audit_log=InMemoryAuditLog(self.storage.events),
            merchants=self.ucp_shops,
            profiles=PlatformProfiles(self.platforms, self._seconds),
            public_address=None,
            clock=lambda: self.time,
            new_id=lambda: self.new_id("shipment"),
            new_name=self.new_id,
            new_public_token=lambda country: self.new_id(f"public-{country}"),
        )
        catalogue = catalogue_dialect(
            catalogue=self.storage.catalogue, merchants=Live(selling_merchants(self.merchants))
        )
        orders = orders_dialect(
            checkouts=self.checkouts,
            merchants=Live(order_keys(self.merchants)),
            idempotency=idempotency,
            clock=lambda: self.time,
            new_id=lambda: self.new_id("entry"),
        )
        self.app = create_http_app([stateset, acp, ucp_api, catalogue, orders], empty_lifespan)
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, raise_app_exceptions=False),
            base_url="https://tillroll.test",
        )

    def _seconds(self) -> float:
        return self.time.timestamp()

    def new_id(self, kind: str) -> str:
        """Returns the next id of a kind, for example `checkout_001`."""
        return f"{kind}_{next(self._ids):03d}"

    async def fill(self) -> None:
        """Fills the catalogues of both shops."""
        for merchant in self.merchants:
            await self.storage.catalogue.put(merchant.id, DEMO_CATALOGUE)

    async def put(self, *articles: str, **change: Any) -> None:
        """Changes products of Demo Shop."""
        products = [
            replace(product, **change)
            for product in DEMO_CATALOGUE.products
            if product.id in articles
        ]
        await self.storage.catalogue.put("demo-shop", Offer(products=products))

    async def change(self, checkout_id: str, change: Change) -> Checkout:
        """Changes a checkout as another client."""
        return await self.checkouts.change(self.target(checkout_id), change, PROVENANCE)

    def target(self, checkout_id: str) -> Target:
        """Returns the target of a checkout of any merchant."""
        return Target(checkout_id=checkout_id, merchant=None)

    async def bring(self, checkout_id: str, state: str) -> None:
        """Puts a session, or the store, into a state."""
        match state:
            case "suspended":
                await self.change(checkout_id, Suspend())
            case "expired":
                self.time = OPENED_AT.replace(day=8, hour=13)
            case "gone":
                self.time = OPENED_AT.replace(day=20)
            case "another change comes first":
                self.store.is_overtaken = True
            case "the database is away":
                self.store.is_unavailable = True
            case "a bug":
                self.store.is_broken = True
            case _:
                raise ValueError(state)

    async def walley_checkout(self) -> Checkout:
        """Opens a checkout in the Walley dialect."""
        command = OpenCheckout(
            merchant="demo-shop",
            dialect="walley",
            country="SE",
            currency="SEK",
            public_token="public-SE-1",
            cart=Cart(lines=(SHIRT,)),
        )
        return await self.checkouts.open(command, PROVENANCE)


def _selling(merchant: Merchant, **settings: Any) -> Merchant:
    assert merchant.selling is not None
    return changed(merchant, selling=changed(merchant.selling, **settings))


@contextlib.asynccontextmanager
async def empty_lifespan(_: FastAPI) -> AsyncIterator[None]:
    """A lifespan that starts nothing."""
    yield
