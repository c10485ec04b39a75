"""States whose rendering is kept: one of each stage and obstacle, and texts that are hard to write as JSON."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from domain.checkout import Checkout
from domain.events import Opening
from domain.provenance import Provenance
from domain.values.cart import Cart, Line, LineKind
from domain.values.charges import Fee, OrderTax
from domain.values.customer import Address, Customer, CustomerKind
from domain.values.discounts import AppliedDiscount, DiscountKind, DiscountMethod, Discounts
from domain.values.fulfilment import (
    Fulfilment,
    FulfilmentGroup,
    FulfilmentKind,
    FulfilmentOption,
)
from domain.values.payment import Payment
from domain.values.quote import Notice, NoticeKind, Quote
from domain.values.shown import Sight

AT: Final = datetime(2026, 3, 1, 14, 3, 12, 120_000, tzinfo=UTC)
BY: Final = Provenance(actor="shop:s", dialect="walley", operation="test", request_id="r")
JANE: Final = Customer(
    email="jane@person.example",
    phone="+46700000012",
    first_name="Jane",
    last_name="Åström",
    national_id="19121212-1212",
    delivery_address=Address(address="Storgatan 1", city="Lund", postal_code="22222", country="SE"),
)
COMPANY: Final = Customer(
    kind=CustomerKind.BUSINESS,
    email="no-domain",
    phone="12",
    company="Kaffe AB",
    organization_number="556000-0000",
    billing_address=Address(name="Jane Doe", state="CA", country="US"),
)


def opened(currency: str = "SEK") -> Checkout:
    """A checkout without anything in it."""
    opening = Opening(
        merchant="demo-shop",
        dialect="walley",
        country="SE",
        currency=currency,
        public_token="public-SE-1",
        settings="{}",
        expires_at=AT + timedelta(days=7),
    )
    return Checkout.open("checkout-1", opening, by=BY, at=AT)


def filled() -> Checkout:
    """A checkout with lines of every kind of value, and a fee."""
    checkout = opened()
    lines = (
        Line.with_tax_inside(
            article="1",
            description='Coffee "dark" </script>\u202e\x07 ☕',
            quantity=Decimal("0.750"),
            unit_price=9500,
            tax_rate=2500,
        ),
        Line.with_tax_inside(
            article="2",
            description="",
            quantity=Decimal(2),
            unit_price=10000,
            tax_rate=1200,
            discount=1500,
            kind=LineKind.DIGITAL,
            requires_electronic_id=True,
            minimum_age=18,
        ),
    )
    checkout.replace_cart(Cart(lines=lines), by=BY, at=AT)
    fee = Fee.with_tax_inside(
        kind="shipping", article="s", description="Parcel", unit_price=4900, tax_rate=2500
    )
    checkout.update_fees((fee,), by=BY, at=AT)
    return checkout


def _identified(customer: Customer) -> Checkout:
    checkout = filled()
    checkout.identify_customer(customer, by=BY, at=AT)
    return checkout


def _suspended() -> Checkout:
    checkout = filled()
    checkout.suspend(by=BY, at=AT)
    return checkout


def _committed() -> Checkout:
    checkout = _identified(JANE)
    checkout.commit(checkout.version, by=BY, at=AT)
    return checkout


def _completed() -> Checkout:
    checkout = _committed()
    payment = Payment(method="card", amount=checkout.total, currency="SEK")
    checkout.complete(payment, order_id="o", purchase_id="p", by=BY, at=AT)
    return checkout


def _cancelled() -> Checkout:
    checkout = filled()
    checkout.cancel("no reason", by=BY, at=AT)
    return checkout


def _below_zero() -> Checkout:
    checkout = opened("JPY")
    line = Line.with_tax_inside(
        article="1", description="Back", quantity=Decimal(1), unit_price=-500, tax_rate=0
    )
    checkout.replace_cart(Cart(lines=(line,)), by=BY, at=AT)
    return checkout


def _sold_out() -> Checkout:
    checkout = filled()
    notice = Notice(kind=NoticeKind.OUT_OF_STOCK, article='it\'s "1"', available=None)
    quote = Quote(cart=checkout.cart, delivery=Fulfilment(needs_address=False), notices=(notice,))
    checkout.replace_quote(quote, by=BY, at=AT)
    return checkout


def _without_state() -> Checkout:
    checkout = filled()
    notice = Notice(kind=NoticeKind.STATE_UNKNOWN)
    quote = Quote(cart=checkout.cart, delivery=Fulfilment(needs_address=False), notices=(notice,))
    checkout.replace_quote(quote, by=BY, at=AT)
    return checkout


def option(
    kind: FulfilmentKind, title: str, subtotal: int, tax: int = 0, discount: int = 0
) -> FulfilmentOption:
    """A delivery option with its tax on top."""
    return FulfilmentOption(
        id=title,
        kind=kind,
        title=title,
        subtotal=subtotal,
        tax=tax,
        total=subtotal - discount + tax,
        discount=discount or None,
    )


def delivered() -> Checkout:
    """A checkout with a chosen delivery."""
    checkout = filled()
    post = option(FulfilmentKind.SHIPPING, "By post", 4900, tax=1000, discount=900)
    delivery = Fulfilment(needs_address=False, offered=(post,), chosen=post.id)
    cheaper = AppliedDiscount(
        id="d",
        title="Cheaper shipping",
        kind=DiscountKind.FREE_SHIPPING,
        value=0,
        method=DiscountMethod.ACROSS,
        priority=1,
        shipping=900,
    )
    quote = Quote(cart=checkout.cart, delivery=delivery, discounts=Discounts(applied=(cheaper,)))
    checkout.replace_quote(quote, by=BY, at=AT)
    return checkout


def _in_groups() -> Checkout:
    checkout = opened()
    line = Line.with_tax_on_top(
        article="3",
        description="Mug",
        quantity=Decimal(3),
        unit_price=950,
        tax_rate=800,
        discount=285,
    )
    cart = Cart(lines=(line, *filled().cart.lines))
    post = option(FulfilmentKind.SHIPPING, "By post </script>", 4900)
    van = option(FulfilmentKind.LOCAL_DELIVERY, "By van", 2500, tax=500)
    groups = tuple(
        FulfilmentGroup(
            id=str(place), kind=each.kind, lines=(), offered=(post, van), chosen=each.id
        )
        for place, each in enumerate((post, van))
    )
    quote = Quote(
        cart=cart,
        delivery=Fulfilment(needs_address=True, groups=groups),
        order_taxes=(OrderTax(name="City tax", rate=150, amount=412),),
    )
    checkout.replace_quote(quote, by=BY, at=AT)
    return checkout


def _expired() -> Checkout:
    checkout = filled()
    checkout.expire(by=BY, at=AT + timedelta(days=8))
    return checkout


STATES: Final[dict[str, tuple[Callable[[], Checkout], Sight]]] = {
    "nothing in the cart": (opened, Sight.MASKED),
    "lines and fees": (filled, Sight.MASKED),
    "below zero": (_below_zero, Sight.MASKED),
    "a person, whole": (lambda: _identified(JANE), Sight.WHOLE),
    "a person, masked": (lambda: _identified(JANE), Sight.MASKED),
    "a company, whole": (lambda: _identified(COMPANY), Sight.WHOLE),
    "a company, masked": (lambda: _identified(COMPANY), Sight.MASKED),
    "sold out": (_sold_out, Sight.MASKED),
    "without the state of an address": (_without_state, Sight.MASKED),
    "suspended": (_suspended, Sight.MASKED),
    "committed": (_committed, Sight.WHOLE),
    "completed": (_completed, Sight.NOTHING),
    "cancelled": (_cancelled, Sight.NOTHING),
    "expired": (_expired, Sight.NOTHING),
    "a delivery": (delivered, Sight.MASKED),
    "deliveries in groups, and a tax on the whole": (_in_groups, Sight.MASKED),
}
