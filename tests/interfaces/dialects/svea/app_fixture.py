"""The Svea dialect on in-memory stores, with a stopped clock and predictable ids."""

import contextlib
import itertools
import json
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from fastapi import FastAPI

from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.service import Checkouts, Lifetime
from application.commands.change import Change
from application.commands.purchase import (
    CancelCheckout,
    CommitPurchase,
    CompletePurchase,
    ReleaseCommitment,
)
from application.commands.shop import IdentifyCustomer, OpenCheckout, ReplaceMetadata, Suspend
from application.persons.sealing import Persons
from application.ports.purchase_validation import PurchaseValidation
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.values.cart import Cart
from domain.values.customer import Address, Customer
from domain.values.payment import Payment
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.merchants import svea_merchants, walley_merchants
from interfaces.dialects.svea.routes import svea_dialect
from interfaces.dialects.walley.routes import walley_dialect
from interfaces.http.app import create_http_app
from interfaces.http.idempotency import Idempotency
from interfaces.http.request.body.reader import json_text
from interfaces.runtime.live import Live
from interfaces.storage.memory.key_vault import InMemoryKeyVault
from interfaces.storage.memory.storage import InMemoryStorage
from tests.interfaces.dialects.svea.signing_client import signed_headers
from tests.interfaces.dialects.walley.app_fixture import InjectedFailures

OPENED_AT = datetime(2025, 12, 25, 10, 0, 0, tzinfo=UTC)
TIMESTAMP = "2025-12-25 10:00:00"
FIRST_NUMBER = 8949177
ROW = {
    "ArticleNumber": "ABC80",
    "Name": "Computer",
    "Quantity": 300,
    "UnitPrice": 500000,
    "VatPercent": 2500,
}
SETTINGS = {
    "PushUri": "https://shop.example/push?order={checkout.order.uri}",
    "TermsUri": "https://shop.example/terms",
    "CheckoutUri": "https://shop.example/checkout",
    "ConfirmationUri": "https://shop.example/thanks",
}
CREATION: dict[str, Any] = {
    "CountryCode": "SE",
    "Currency": "SEK",
    "Locale": "sv-SE",
    "ClientOrderNumber": "1234ABCD",
    "MerchantSettings": SETTINGS,
    "Cart": {"Items": [ROW]},
}
ADA = Customer(
    email="ada@example.com",
    phone="+46701234567",
    first_name="Ada",
    last_name="Lovelace",
    national_id="19121212-1212",
    delivery_address=Address(
        address="Gatan 1", address2="Trappa 2", postal_code="111 22", city="Stockholm", country="SE"
    ),
)
SECRETS = {"100001": "demo-svea-secret", "100002": "other-svea-secret"}
PROVENANCE = Provenance(actor="test", dialect="test", operation="test", request_id="test")
TOKEN = "9b1de0b5-3f0c-4c58-8a5e-f7f1a5a6c1de"
_CHANGES: dict[str, Change] = {
    "identified": IdentifyCustomer(customer=ADA),
    "suspended": Suspend(),
    "cancelled": CancelCheckout(reason=None),
    "payment failed": ReleaseCommitment(reason=None),
}


class AppFixture:
    """The Svea and Walley dialects with their dependencies, and methods that put an order into any state."""

    def __init__(self, validation: PurchaseValidation | None = None) -> None:
        storage = InMemoryStorage()
        self.time = OPENED_AT
        self.store = InjectedFailures(storage.events)
        self.refusals = storage.refusals
        self.storage = storage
        self.vault = InMemoryKeyVault()
        ids, tokens = itertools.count(1), itertools.count(1)
        self.checkouts = Checkouts(
            store=self.store,
            refusals=storage.refusals,
            persons=Persons(storage.persons, lambda: self.time),
            cache=CheckoutCache(100),
            lifetime=Lifetime(),
            clock=lambda: self.time,
            new_id=lambda: str(uuid.UUID(int=next(ids))),
            new_order_number=itertools.count(FIRST_NUMBER).__next__,
            validation=validation,
        )

        def new_token(country: str) -> str:
            return f"public-{country}-{next(tokens):032x}"

        merchants = demo_configuration().merchants
        svea = svea_dialect(
            checkouts=self.checkouts,
            merchants=Live(svea_merchants(merchants)),
            public_address=None,
            clock=lambda: self.time,
            new_id=lambda: str(uuid.UUID(int=next(ids))),
            new_public_token=new_token,
            vault=self.vault,
        )
        walley = walley_dialect(
            checkouts=self.checkouts,
            merchants=Live(walley_merchants(merchants)),
            idempotency=Idempotency(storage.answers, storage.persons, lambda: self.time),
            clock=lambda: self.time,
            new_public_token=new_token,
            token_key=lambda: b"k" * 32,
        )
        self.routes = svea.router.routes
        self.app = create_http_app([svea, walley], _empty_lifespan)
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, raise_app_exceptions=False),
            base_url="https://tillroll.test",
        )

    async def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        /,
        *,
        merchant: str = "100001",
        **headers: str,
    ) -> httpx.Response:
        """Sends a signed request of Demo Shop. A body that is not bytes is sent as JSON."""
        content = body if isinstance(body, bytes) else b""
        if body is not None and not isinstance(body, bytes):
            content = json_text(body).encode()
        timestamp = f"{self.time:%Y-%m-%d %H:%M:%S}"
        sent = {
            **signed_headers(content, timestamp, merchant, SECRETS[merchant]),
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return await self.client.request(method, path, content=content, headers=sent)

    async def opened(self, **more: Any) -> str:
        """Opens an order, and returns its path."""
        answer = await self.ask("POST", "/api/orders", {**CREATION, **more})
        return f"/api/orders/{json.loads(answer.content)['OrderId']}"

    async def token(self) -> str:
        """Completes a recurring order, and returns the path of its token."""
        await self.bring(await self.opened(Recurring=True), "completed")
        return f"/api/tokens/{TOKEN}"

    async def checkout(self, path: str) -> Checkout:
        """Returns the checkout of an order's path."""
        checkout_id = await self.checkouts.find_by_order_number(int(path.rpartition("/")[2]))
        return await self.checkouts.read(
            Target(checkout_id=checkout_id, merchant=None, ignores_expiry=True)
        )

    async def change(self, path: str, change: Change) -> Checkout:
        """Applies a change that does not come from the shop."""
        checkout = await self.checkout(path)
        target = Target(checkout_id=checkout.id, merchant=None)
        return await self.checkouts.change(target, change, PROVENANCE)

    async def open_through_walley(self, cart: Cart, **more: Any) -> str:
        """Opens a checkout through Walley, and returns its path as a Svea order."""
        command = OpenCheckout(
            **{
                "merchant": "demo-shop",
                "dialect": "walley",
                "country": "SE",
                "currency": "SEK",
                "public_token": f"public-SE-{uuid.uuid4().hex}",
                "cart": cart,
                **more,
            }
        )
        checkout = await self.checkouts.open(command, PROVENANCE)
        return f"/api/orders/{checkout.order_number}"

    async def bring(self, path: str, state: str, method: str = "card") -> None:
        """Puts an order into a state, or sets a condition of the fixture."""
        if state in _CHANGES:
            await self.change(path, _CHANGES[state])
            return
        match state:
            case "committed":
                version = (await self.checkout(path)).version
                await self.change(path, CommitPurchase(shown_version=version))
            case "completed":
                await self.bring(path, "committed")
                await self.bring(path, "paid", method)
            case "paid":
                total = (await self.checkout(path)).total
                payment = Payment(method=method, amount=total, currency="SEK")
                completion = CompletePurchase(
                    payment=payment, order_id="o-1", purchase_id="p-1", recurring_token=TOKEN
                )
                await self.change(path, completion)
            case "touched":
                await self.change(path, ReplaceMetadata(metadata=f'"{self.time}"'))
            case "idle for 48 hours":
                self.time += timedelta(hours=48)
            case "a year passed":
                self.time += timedelta(days=365)
            case "another change comes first":
                self.store.is_overtaken = True
            case "the database is away":
                self.store.is_unavailable = True
            case "a bug":
                self.store.is_broken = True
            case _:
                raise ValueError(state)


@contextlib.asynccontextmanager
async def _empty_lifespan(_: FastAPI) -> AsyncIterator[None]:
    yield
