"""Sessions and purchases of agents on in-memory stores, with a payment provider controlled by the test."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from application.checkouts.admission import Target
from application.checkouts.idempotency import ResponseRenderer
from application.ports.catalogue import Offer, Product, ShippingOption, TaxedOn, TaxRate
from application.ports.idempotency_store import IdempotentRequest, StoredResponse
from application.ports.payment_provider import (
    Declined,
    NotAttempted,
    Paid,
    PaymentOrder,
    PaymentUnclear,
)
from application.selling.payments import Purchase
from application.selling.pricing import ItemRequest
from application.selling.purchases import Purchases
from application.selling.session_requests import NewSession, SessionUpdate
from application.selling.sessions import Sessions
from domain.checkout import Checkout
from domain.values.customer import Address
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHOP

HOME = Address(name="Ada", address="1 Main St", city="Los Angeles", state="CA", country="US")
GOODS = Offer(
    products=[
        Product(id="mug", title="Mug", unit_price=1000, weight=400, stock=10, most_per_order=5),
        Product(id="tea", title="Tea", unit_price=500, weight=100),
    ],
    tax_rates=[TaxRate(name="Tax", rate=1000, on=TaxedOn.ORDER)],
    shipping_options=[
        ShippingOption(id="parcel", title="Parcel", price=100, max_weight=1000, country="US"),
        ShippingOption(id="courier", title="Courier", price=300, country="US"),
    ],
)
PAYING = Purchase(token="tok_succeed", provider="stripe")


class ProviderStub:
    """A payment provider that counts its requests for each payment attempt, and can be made to fail."""

    def __init__(self) -> None:
        self.requests: dict[str, int] = {}
        self.outcomes: dict[str, Paid | Declined | NotAttempted] = {}
        self.declines = False
        self.before: BaseException | None = None
        self.after: BaseException | None = None
        self.is_unavailable = False

    async def authorise(self, order: PaymentOrder) -> Paid | Declined:
        """Return the payment, or fail before or after it as set."""
        if self.before is not None:
            raise self.before
        self.requests[order.attempt] = self.requests.get(order.attempt, 0) + 1
        outcome = self.outcomes.get(order.attempt)
        if outcome is None:
            paid = Paid(payment_id=f"pay {order.attempt}", provider=order.provider, method="card")
            outcome = Declined(reason="No money.") if self.declines else paid
            self.outcomes[order.attempt] = outcome
        if self.after is not None:
            raise self.after
        return Declined(reason="Closed.") if isinstance(outcome, NotAttempted) else outcome

    async def settle(self, attempt: str) -> Paid | Declined | NotAttempted:
        """Return the outcome of a payment attempt."""
        if self.is_unavailable:
            raise PaymentUnclear
        return self.outcomes.setdefault(attempt, NotAttempted())

    @property
    def payments(self) -> int:
        """The number of payments made."""
        return sum(isinstance(outcome, Paid) for outcome in self.outcomes.values())


@dataclass
class SellingFixture:
    """One process: sessions, purchases and a payment provider, on stores that other processes may share."""

    app: ApplicationFixture = field(default_factory=ApplicationFixture)
    provider: ProviderStub = field(default_factory=ProviderStub)
    ids: Callable[[], int] = field(default_factory=lambda: itertools.count(1).__next__)

    def __post_init__(self) -> None:
        self.sessions = Sessions(
            self.app.checkouts, self.app.storage.catalogue, clock=self.app.clock
        )
        self.purchases = Purchases(
            checkouts=self.app.checkouts,
            sessions=self.sessions,
            provider=self.provider,
            clock=self.app.clock,
            new_id=lambda kind: f"{kind}-{self.ids()}",
        )

    def start_process(self) -> "SellingFixture":
        """= | Return another process on the same stores and with the same provider."""
        return SellingFixture(app=self.app.start_process(), provider=self.provider, ids=self.ids)

    async def stock(self, goods: Offer = GOODS) -> None:
        """Fill the catalogue."""
        await self.app.storage.catalogue.put("demo", goods)

    async def stock_left(self, article: str = "mug") -> int | None:
        """Return the number of pieces in stock."""
        terms = await self.app.storage.catalogue.terms("demo", [article])
        return terms.products[article].stock

    async def open(
        self,
        *items: tuple[str, int],
        address: Address | None = HOME,
        response_renderer: ResponseRenderer | None = None,
    ) -> Checkout:
        """= | Open a session, by default with an address."""
        number = self.ids()
        new = NewSession(
            merchant="demo",
            dialect="stateset",
            checkout_id=f"session-{number}",
            public_token=f"token-{number}",
            country="US",
            currency="USD",
            items=tuple(ItemRequest(article=article, quantity=count) for article, count in items),
            address=address,
        )
        return await self.sessions.open(new, SHOP, response_renderer)

    async def update(self, session: Checkout, **change: object) -> Checkout:
        """Change a session."""
        update = SessionUpdate(**change)  # type: ignore[arg-type]
        return await self.sessions.update(target(session), update, SHOP)

    async def complete(
        self,
        session: Checkout,
        purchase: Purchase = PAYING,
        *,
        response_renderer: ResponseRenderer | None = None,
        again: bool = False,
    ) -> Checkout:
        """= | Complete a session."""
        return await self.purchases.complete(
            target(session), lambda _: purchase, SHOP, response_renderer, again=again
        )


def target(session: Checkout) -> Target:
    """The session as the target of a request of its own merchant."""
    return Target(checkout_id=session.id, merchant="demo", dialect="stateset")


def with_key(key: str = "k-1") -> ResponseRenderer:
    """How the response of a request with an idempotency key is rendered."""
    idempotent_request = IdempotentRequest(
        identity="agent", path="/complete", key=key, fingerprint="f"
    )
    return ResponseRenderer(
        idempotent_request=idempotent_request,
        render=lambda checkout: StoredResponse(status=200, body=checkout.stage.value.encode()),
    )
