"""The shopper's and the payments API on a store in memory, with a clock and ids that a test knows beforehand."""

import contextlib
import itertools
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import httpx
from fastapi import FastAPI

from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.service import Checkouts, Lifetime
from application.commands.change import Change
from application.commands.purchase import CancelCheckout, CommitPurchase, CompletePurchase
from application.commands.shop import IdentifyCustomer, OpenCheckout, Suspend
from application.persons.sealing import Persons
from application.persons.views import PersonView
from application.ports.event_store import Append, VersionTaken
from application.ports.ledger.reading import Ledger
from application.ports.person_vault import PersonAccess
from application.ports.purchase_validation import PurchaseValidation
from application.ports.refusal_log import StoredRefusal
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from domain.provenance import Provenance
from domain.stage import Stage
from domain.values.cart import Cart, Line
from domain.values.charges import Fee
from domain.values.customer import Customer
from domain.values.payment import Payment
from interfaces.api.payments.routes import payments_dialect
from interfaces.api.shopper.routes import shopper_dialect
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.merchants import payment_keys
from interfaces.dialects.registry import PAGE_SURFACES, SHOP_PAGES
from interfaces.http.app import create_http_app
from interfaces.runtime.live import Live
from interfaces.storage.memory.key_vault import InMemoryKeyVault
from interfaces.storage.memory.person_vault import InMemoryPersonVault
from interfaces.storage.memory.storage import (
    InMemoryDeadlines,
    InMemoryEventStore,
    InMemoryRefusalLog,
)
from tests.interfaces.api.ledger_in_memory import InMemoryLedger

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TOKEN = "public-SE-0123456789abcdef"
SHOP = Provenance(actor="shop:demo-client", dialect="test", operation="prepare", request_id="r-0")
COFFEE = Line.with_tax_inside(
    article="1", description="Coffee", quantity=Decimal("2.00"), unit_price=9500, tax_rate=2500
)
RETURNED = Line.with_tax_inside(
    article="2", description="Return", quantity=Decimal(1), unit_price=-25000, tax_rate=2500
)
SHIPPING = Fee.with_tax_inside(
    kind="shipping", article="s", description="Parcel", unit_price=5000, tax_rate=2500
)
CART = Cart(lines=(COFFEE,))
PAID = Payment(method="card", amount=24000, currency="SEK")
REQUEST = {"X-Request-Id": "req-1"}
JSON = {"Content-Type": "application/json"}
PAGE_KEY = b"the key of page secrets, 32 long"
RECEIPT = timedelta(days=14)
SHOP_PAGE = "https://shop.example/checkout?step=1"
KEY = {"Authorization": "Bearer demo-payments"} | REQUEST


class ConflictingStore(InMemoryEventStore):
    """A store in memory. While `taken` is set, every append finds its version taken."""

    taken = False

    async def append(self, append: Append) -> PersonAccess | None:
        """Append, or raise the conflict that the test has prepared."""
        if self.taken:
            raise VersionTaken(overlapped=True)
        return await super().append(append)


class ApiFixture:
    """A client of both APIs, and the means to bring a checkout to where a test begins."""

    def __init__(
        self, validation: PurchaseValidation | None = None, ledger: Ledger | None = None
    ) -> None:
        self.now = NOW
        self.store = ConflictingStore(InMemoryDeadlines())
        self.ledger = InMemoryLedger(self.store.events_after, lambda: self.now)
        self.refusals = InMemoryRefusalLog()
        self.persons = InMemoryPersonVault(InMemoryKeyVault())
        ids = itertools.count(1)
        self.checkouts = Checkouts(
            store=self.store,
            refusals=self.refusals,
            persons=Persons(self.persons, lambda: self.now),
            cache=CheckoutCache(10),
            lifetime=Lifetime(),
            clock=lambda: self.now,
            new_id=lambda: f"checkout-{next(ids)}",
            validation=validation,
            new_order_number=itertools.count(1).__next__,
        )
        purchases = itertools.count(1)
        self.shopper = shopper_dialect(
            checkouts=self.checkouts,
            page_key=lambda: PAGE_KEY,
            shop_pages={**SHOP_PAGES, "test": _pages},
            page_surfaces=PAGE_SURFACES,
            clock=lambda: self.now,
            receipt_kept_for=RECEIPT,
            ledger=self.ledger if ledger is None else ledger,
        )
        self.app = create_http_app(
            [
                self.shopper,
                payments_dialect(
                    checkouts=self.checkouts,
                    merchants=Live(payment_keys(demo_configuration().merchants)),
                    new_id=lambda: f"new-{next(purchases)}",
                ),
            ],
            _nothing_to_open,
        )
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, client=("192.0.2.7", 1)),
            base_url="http://tillroll.test",
            headers=REQUEST | JSON,
        )

    async def opened(
        self,
        *,
        cart: Cart = CART,
        fees: tuple[Fee, ...] = (SHIPPING,),
        merchant: str = "demo-shop",
        token: str = TOKEN,
        dialect: str = "test",
        settings: str = '{"profileName":"secret-profile"}',
    ) -> Checkout:
        """An open checkout of 240 kronor: version 4, or less where parts are empty."""
        return await self.checkouts.open(
            OpenCheckout(
                merchant=merchant,
                dialect=dialect,
                country="SE",
                currency="SEK",
                public_token=token,
                cart=cart,
                fees=fees,
                metadata='{"margin":"secret-of-the-shop"}',
                settings=settings,
            ),
            SHOP,
        )

    async def change(self, checkout: Checkout, change: Change) -> Checkout:
        """A change past all HTTP."""
        return await self.checkouts.change(
            Target(checkout_id=checkout.id, merchant=None), change, SHOP
        )

    async def at(self, stage: Stage) -> Checkout:
        """A checkout that stands at `stage`."""
        checkout = await self.opened()
        match stage:
            case Stage.OPEN:
                return checkout
            case Stage.SUSPENDED:
                return await self.change(checkout, Suspend())
            case Stage.CANCELLED:
                return await self.change(checkout, CancelCheckout(reason=None))
            case Stage.EXPIRED:
                self.now = checkout.expires_at
                return await self.checkouts.expire(checkout.id)
            case Stage.COMMITTED | Stage.COMPLETED:
                checkout = await self.change(
                    checkout, CommitPurchase(shown_version=checkout.version)
                )
                if stage is Stage.COMMITTED:
                    return checkout
                return await self.change(
                    checkout, CompletePurchase(payment=PAID, order_id="o-1", purchase_id="p-1")
                )

    async def identified(self, customer: Customer) -> Checkout:
        """A checkout whose shop filled in the customer beforehand."""
        return await self.change(await self.opened(), IdentifyCustomer(customer=customer))

    async def history(self, checkout: Checkout) -> Sequence[CheckoutEvent]:
        """All that was recorded, with personal data in clear."""
        view = PersonView(await self.persons.access(checkout.id), in_clear=True)
        return [view.event(event) for event in await self.store.events(checkout.id)]

    async def attempts(self, checkout: Checkout) -> Sequence[StoredRefusal]:
        """All that was refused, with personal data in clear."""
        view = PersonView(await self.persons.access(checkout.id), in_clear=True)
        return [view.refusal(each) for each in await self.refusals.of(checkout.id)]


def problem(
    kind: str, status: int, title: str, detail: str, **members: object
) -> dict[str, object]:
    """The problem details that a request named req-1 is answered with."""
    return {
        "type": f"urn:tillroll:problem:{kind}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": "urn:tillroll:request:req-1",
    } | members


def is_problem(answer: httpx.Response) -> bool:
    """Whether an answer is problem details in form: media type, members, and one status in both places."""
    body = answer.json()
    return (
        answer.headers["content-type"] == "application/problem+json"
        and {"type", "title", "status", "detail", "instance"} <= body.keys()
        and body["status"] == answer.status_code
        and body["type"].startswith("urn:tillroll:problem:")
    )


def _pages(_: Checkout) -> Sequence[str]:
    return (SHOP_PAGE,)


@contextlib.asynccontextmanager
async def _nothing_to_open(_: FastAPI) -> AsyncIterator[None]:
    yield
