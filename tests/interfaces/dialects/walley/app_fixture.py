"""The Walley dialect on in-memory stores, with a stopped clock and predictable ids."""

import contextlib
import itertools
import uuid
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from fastapi import FastAPI

from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.service import Checkouts, Lifetime
from application.commands.change import Change
from application.commands.purchase import CancelCheckout, CommitPurchase, CompletePurchase
from application.commands.shop import ChangeReference, IdentifyCustomer, ReplaceMetadata, Suspend
from application.persons.sealing import Persons
from application.ports.event_store import Alias, Append, StoreUnavailable, VersionTaken
from application.ports.person_vault import PersonAccess
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from domain.provenance import Provenance
from domain.values.customer import Address, Customer, CustomerKind
from domain.values.payment import Payment
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.merchants import walley_merchants
from interfaces.dialects.walley.routes import walley_dialect
from interfaces.http.app import create_http_app
from interfaces.http.idempotency import Idempotency
from interfaces.http.request.body.reader import json_text
from interfaces.runtime.live import Live
from interfaces.storage.memory.storage import InMemoryEventStore, InMemoryStorage

CHECKOUT_ID = "1eec44b5-66d3-4058-a31f-3444229fb727"
OPENED_AT = datetime(2025, 12, 25, 10, 0, 0, tzinfo=UTC)
CREATION = {
    "storeId": 1001,
    "countryCode": "SE",
    "merchantTermsUri": "https://example.com/terms",
    "notificationUri": "https://example.com/notify",
    "cart": {
        "items": [
            {"id": "1", "description": "A product", "unitPrice": 50, "quantity": 2, "vat": 25}
        ]
    },
}
PRIVATE = Customer(
    email="john.doe@example.com",
    phone="+46701234567",
    first_name="John",
    last_name="Doe",
    national_id="19520101-1234",
    delivery_address=Address(address="Sunny road 2", postal_code="12345", city="Big Town"),
)
BUSINESS = Customer(
    kind=CustomerKind.BUSINESS,
    email="office@example.com",
    phone="+46701234567",
    company="Example AB",
    organization_number="556677-8899",
    delivery_address=Address(address="Sunny road 2", postal_code="12345", city="Big Town"),
)
PROVENANCE = Provenance(actor="test", dialect="test", operation="test", request_id="test")
_CHANGES: dict[str, Change] = {
    "identified": IdentifyCustomer(customer=PRIVATE),
    "identified as a company": IdentifyCustomer(customer=BUSINESS),
    "suspended": Suspend(),
    "reference set": ChangeReference(reference="R-1"),
    "cancelled": CancelCheckout(reason=None),
}


class InjectedFailures:
    """An event store that fails on demand."""

    def __init__(self, store: InMemoryEventStore) -> None:
        self._store = store
        self.is_overtaken = False
        self.is_unavailable = False
        self.is_broken = False

    async def append(self, append: Append) -> PersonAccess | None:
        """Appends, unless a failure is injected."""
        self._raise_injected()
        if self.is_overtaken:
            raise VersionTaken(overlapped=True)
        return await self._store.append(append)

    async def events(
        self, checkout_id: str, *, after: int = 0, up_to: int | None = None
    ) -> Sequence[CheckoutEvent]:
        """Reads events, unless a failure is injected."""
        self._raise_injected()
        return await self._store.events(checkout_id, after=after, up_to=up_to)

    async def find(self, name: Alias) -> str | None:
        """Finds a checkout's id by an alias."""
        return await self._store.find(name)

    def _raise_injected(self) -> None:
        if self.is_unavailable:
            raise StoreUnavailable("the database is away")
        if self.is_broken:
            raise RuntimeError("a bug")


class AppFixture:
    """The dialect with its dependencies, and methods that put a checkout into any state."""

    def __init__(self) -> None:
        storage = InMemoryStorage()
        self.time = OPENED_AT
        self.store = InjectedFailures(storage.events)
        self.refusals = storage.refusals
        self._ids = 0
        self._tokens = 0
        self._bearer_since: datetime | None = None
        self._known_bearer = ""
        self.checkouts = Checkouts(
            store=self.store,
            refusals=storage.refusals,
            persons=Persons(storage.persons, lambda: self.time),
            cache=CheckoutCache(100),
            lifetime=Lifetime(),
            clock=lambda: self.time,
            new_id=self._new_id,
            new_order_number=itertools.count(1).__next__,
        )
        dialect = walley_dialect(
            checkouts=self.checkouts,
            merchants=Live(walley_merchants(demo_configuration().merchants)),
            idempotency=Idempotency(storage.answers, storage.persons, lambda: self.time),
            clock=lambda: self.time,
            new_public_token=self._new_token,
            token_key=lambda: b"k" * 32,
        )
        self.routes = dialect.router.routes
        self.app = create_http_app([dialect], _empty_lifespan)
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, raise_app_exceptions=False),
            base_url="https://tillroll.test",
        )

    async def token(self, client: str = "demo") -> str:
        """Requests a bearer token of one of the demo merchants."""
        answer = await self.client.post(
            "/oauth2/v2.0/token",
            data={
                "client_id": f"{client}-client",
                "client_secret": f"{client}-secret",
                "grant_type": "client_credentials",
            },
        )
        token: str = answer.json()["access_token"]
        return token

    async def _bearer(self) -> str:
        if self._bearer_since != self.time:
            self._bearer_since, self._known_bearer = self.time, f"Bearer {await self.token()}"
        return self._known_bearer

    async def ask(
        self, method: str, path: str, body: Any = None, /, **headers: str
    ) -> httpx.Response:
        """Sends a request of Demo Shop. A body that is not bytes is sent as JSON."""
        content = body if isinstance(body, bytes | None) else json_text(body).encode()
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {
            "Authorization": await self._bearer(),
            "Content-Type": "application/json",
            **given,
        }
        return await self.client.request(method, path, content=content, headers=sent)

    async def opened(self, **more: Any) -> str:
        """Opens a checkout, and returns its path."""
        answer = await self.ask("POST", "/checkouts", {**CREATION, **more})
        return f"/checkouts/{answer.json()['data']['privateId']}"

    async def change(self, path: str, change: Change) -> Checkout:
        """Applies a change that does not come from the shop."""
        target = Target(checkout_id=path.rpartition("/")[2], merchant=None)
        return await self.checkouts.change(target, change, PROVENANCE)

    async def bring(self, path: str, state: str) -> None:
        """Puts a checkout into a state, or sets a condition of the fixture."""
        if state in _CHANGES:
            await self.change(path, _CHANGES[state])
            return
        match state:
            case "committed":
                unchanged = await self.change(path, ReplaceMetadata(metadata=None))
                await self.change(path, CommitPurchase(shown_version=unchanged.version))
            case "completed":
                await self.bring(path, "committed")
                await self.change(path, await self._payment(path))
            case "expired":
                self.time += timedelta(days=7)
            case "long expired":
                self.time += timedelta(days=7)
                await self.checkouts.expire(path.rpartition("/")[2])
                self.time += timedelta(days=1)
            case "another change comes first":
                self.store.is_overtaken = True
            case "the database is away":
                self.store.is_unavailable = True
            case "a bug":
                self.store.is_broken = True
            case _:
                raise ValueError(state)

    async def _payment(self, path: str) -> CompletePurchase:
        target = Target(checkout_id=path.rpartition("/")[2], merchant=None)
        checkout = await self.checkouts.read(target)
        return CompletePurchase(
            payment=Payment(method="Card", amount=checkout.total, currency="SEK"),
            order_id="f3c0a8a5-9f5e-4a5e-9a37-0d3b8f4f2f10",
            purchase_id="8d7c6b5a-1f2e-4d3c-8b9a-7e6f5d4c3b2a",
        )

    def _new_id(self) -> str:
        self._ids += 1
        return CHECKOUT_ID if self._ids == 1 else str(uuid.UUID(int=self._ids))

    def _new_token(self, country: str) -> str:
        self._tokens += 1
        return f"public-{country}-{self._tokens:032x}"


@contextlib.asynccontextmanager
async def _empty_lifespan(_: FastAPI) -> AsyncIterator[None]:
    yield
