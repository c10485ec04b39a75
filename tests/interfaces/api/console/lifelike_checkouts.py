"""Lifelike checkouts of 30 days in every dialect: purchases, disputes, refused changes, abandoned carts.

The same seed makes the same checkouts. They are made through the application, at times that the caller's clock takes.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from application.commands.change import Change
from application.commands.purchase import CommitPurchase, CompletePurchase
from application.commands.shop import (
    IdentifyCustomer,
    OpenCheckout,
    ReplaceCart,
    Resume,
    Suspend,
    UpdateFees,
)
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import Refusal
from domain.values.cart import Cart, Line
from domain.values.charges import Fee
from domain.values.customer import Customer
from domain.values.payment import Payment

_SHOPS = {
    "walley": ("shop:demo-client", "SE", "SEK"),
    "svea": ("shop:100001", "NO", "NOK"),
    "stateset": ("agent:demo", "US", "USD"),
    "acp": ("agent:demo", "JP", "JPY"),
}
_GOODS = (("10001", "Coffee", 9500), ("10002", "Tea", 4500), ("10003", "A bag, blue", 129900))
_FIRST_NAMES = ("Jane", "Åsa", "Mikko", "Łucja")
_DAYS = 30


@dataclass
class LifelikeCheckouts:
    """Makes checkouts. `set_time` sets the clock of the application."""

    checkouts: Checkouts
    set_time: Callable[[datetime], None]
    random: Random

    async def make(self, count: int, until: datetime) -> list[str]:
        """Makes checkouts in the 30 days until a time, and returns their ids, the oldest first."""
        starts = sorted(
            until - timedelta(minutes=self.random.randrange(60, _DAYS * 24 * 60))
            for _ in range(count)
        )
        return [await self._make_one(number, at) for number, at in enumerate(starts)]

    async def _make_one(self, number: int, at: datetime) -> str:
        dialect = self.random.choice(list(_SHOPS))
        shop, country, currency = _SHOPS[dialect]
        requests = _times(at, self.random)
        self.set_time(next(requests))
        checkout = await self.checkouts.open(
            OpenCheckout(
                merchant="demo-shop",
                dialect=dialect,
                country=country,
                currency=currency,
                public_token=f"public-{number}",
                cart=self._cart(),
                reference=f"R-{1000 + number}",
            ),
            _by(shop, dialect, "open checkout", number),
        )
        customer = f"shopper:{checkout.id}"

        async def change(what: Change, actor: str, operation: str) -> None:
            self.set_time(next(requests))
            by = _by(actor, "shopper" if actor == customer else dialect, operation, number)
            target = Target(checkout_id=checkout.id, merchant=None)
            with contextlib.suppress(Refusal):
                await self.checkouts.change(target, what, by)

        for _ in range(self.random.randrange(3)):
            await change(ReplaceCart(cart=self._cart()), shop, "replace cart")
        if self.random.random() < 0.3:
            return checkout.id
        name = self.random.choice(_FIRST_NAMES)
        who = Customer(email=f"{name.lower()}@person.example", first_name=name)
        await change(IdentifyCustomer(customer=who), customer, "identify customer")
        if self.random.random() < 0.4:
            await change(Suspend(), customer, "suspend checkout")
            await change(self._fees(), shop, "update fees")
            await change(Resume(), customer, "resume checkout")
        newest = await self._newest(checkout.id)
        await change(CommitPurchase(shown_version=newest.version), customer, "commit purchase")
        if self.random.random() < 0.3:
            await change(self._fees(), shop, "update fees")
        if self.random.random() < 0.8:
            paid = Payment(method="card", amount=newest.total, currency=currency)
            done = CompletePurchase(
                payment=paid, order_id=f"order-{number}", purchase_id=f"purchase-{number}"
            )
            await change(done, "payments:demo-shop", "report payment success")
        return checkout.id

    async def _newest(self, checkout_id: str) -> Checkout:
        return await self.checkouts.read(Target(checkout_id=checkout_id, merchant=None))

    def _cart(self) -> Cart:
        chosen = self.random.sample(_GOODS, self.random.randrange(1, len(_GOODS) + 1))
        return Cart(
            lines=tuple(
                Line.with_tax_inside(
                    article=article,
                    description=description,
                    quantity=Decimal(self.random.randrange(1, 5)),
                    unit_price=price,
                    tax_rate=2500,
                )
                for article, description, price in chosen
            )
        )

    def _fees(self) -> UpdateFees:
        price = self.random.choice((4900, 5900, 9900))
        fee = Fee.with_tax_inside(
            kind="shipping", article="s", description="Parcel", unit_price=price, tax_rate=2500
        )
        return UpdateFees(fees=(fee,))


def _times(at: datetime, random: Random) -> Iterator[datetime]:
    while True:
        yield at
        at += timedelta(seconds=random.randrange(1, 240))


def _by(actor: str, dialect: str, operation: str, number: int) -> Provenance:
    return Provenance(
        actor=actor,
        dialect="payments" if actor.startswith("payments:") else dialect,
        operation=operation,
        request_id=f"request-{number}",
        address="192.0.2.7",
        user_agent="Example/1.0",
    )
