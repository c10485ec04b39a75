"""The requests of one demo checkout, each some time after the one before. Refusals are part of the record."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from application.commands.change import Change
from application.commands.order import ReportOrder
from application.commands.purchase import (
    CommitPurchase,
    CompletePurchase,
    Display,
    ReleaseCommitment,
)
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
from domain.stage import Stage
from domain.values.payment import Payment
from interfaces.demo.display import demo_display
from interfaces.demo.goods import DemoGoods
from interfaces.demo.orders import adjustment_report, parcel_report

_BROWSERS: Final = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) Safari/605.1",
    "Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0",
)


@dataclass
class DemoClock:
    """A clock that the demo sets to the time of each request."""

    at: datetime

    def __call__(self) -> datetime:
        """Return the time of the request."""
        return self.at


@dataclass(frozen=True, kw_only=True)
class CompletedPurchase:
    """The completion of a demo purchase: the version of its event, and when."""

    checkout_id: str
    version: int
    merchant: str
    dialect: str
    at: datetime


@dataclass(kw_only=True)
class CheckoutScript:
    """Sends the requests of one checkout. None of them is after `until`: the rest has not happened yet.

    `serial` names the checkout and its requests.
    """

    checkouts: Checkouts
    clock: DemoClock
    random: Random
    goods: DemoGoods
    serial: str
    public_token: str
    until: datetime
    checkout_id: str = ""
    purchase: CompletedPurchase | None = None
    refused: list[str] = field(default_factory=list)
    _requests: int = 0

    async def open(self, at: datetime) -> None:
        """Open the checkout with a cart at a time."""
        self.clock.at = at
        shop = self.goods.shop
        command = OpenCheckout(
            merchant=shop.merchant,
            dialect=shop.dialect,
            country=self.goods.country,
            currency=self.goods.currency,
            public_token=self.public_token,
            settings=shop.settings,
            cart=self.goods.cart(),
            reference=f"D-{self.serial}",
        )
        opened = await self.checkouts.open(command, self._shop("open checkout"))
        self.checkout_id = opened.id

    async def current(self) -> Checkout:
        """Return the checkout with its personal data sealed."""
        return await self.checkouts.current(self.checkout_id)

    async def cart(self) -> None:
        """The shop replaces the cart."""
        await self._change(ReplaceCart(cart=self.goods.cart()), self._shop("replace cart"))

    async def stale_cart(self) -> None:
        """The shop replaces the cart of the version before the current one."""
        version = (await self.current()).version - 1
        change = ReplaceCart(cart=self.goods.cart())
        await self._change(change, self._shop("replace cart"), expected=(version,))

    async def fees(self, ore: int) -> None:
        """The shop sets the price of the shipping."""
        await self._change(UpdateFees(fees=self.goods.fees(ore)), self._shop("update fees"))

    async def overlap(self) -> None:
        """Two servers of the shop replace the cart before either is answered. A store on disk refuses one of them."""
        changes = [ReplaceCart(cart=self.goods.cart()) for _ in range(2)]
        by = self._shop("replace cart")
        await asyncio.gather(*(self._change(change, by, same_time=True) for change in changes))

    async def identify(self) -> None:
        """The customer types name and address."""
        change = IdentifyCustomer(customer=self.goods.customer())
        await self._change(change, self._customer("identify customer"))

    async def suspend(self) -> None:
        """The customer suspends the checkout."""
        await self._change(Suspend(), self._customer("suspend checkout"))

    async def resume(self) -> None:
        """The customer resumes the checkout."""
        await self._change(Resume(), self._customer("resume checkout"))

    async def commit(self, *, versions_ago: int = 0) -> None:
        """The customer agrees to the current version, or to an earlier one that the page still shows."""
        shown = (await self.current()).version - versions_ago
        change = CommitPurchase(
            shown_version=shown, shown=await self._display() if not versions_ago else None
        )
        await self._change(change, self._customer("commit purchase"))

    async def _display(self) -> Display | None:
        """Return what the page shows now; None where there is no page, and of a checkout that has ended."""
        target = Target(checkout_id=self.checkout_id, merchant=None)
        try:
            return demo_display(await self.checkouts.read(target))
        except Refusal:
            return None

    async def pay(self, *, more: int = 0, number: int = 1) -> None:
        """The provider reports payment `number` of the agreed total, and of `more` minor units."""
        checkout = await self.current()
        agreed = checkout.agreed_total
        payment = Payment(
            method=self.random.choice(("card", "card", "invoice", "swish")),
            amount=(checkout.total if agreed is None else agreed) + more,
            currency=checkout.currency,
            id=f"payment-{self.serial}-{number}",
            provider="demo",
        )
        done = CompletePurchase(
            payment=payment,
            commitment=_newest_commitment(checkout),
            order_id=f"order-{self.serial}",
            purchase_id=f"purchase-{self.serial}",
        )
        await self._change(done, self._provider("report payment success"))

    async def fail_payment(self) -> None:
        """The provider reports that the payment failed."""
        checkout = await self.current()
        failed = ReleaseCommitment(
            reason="The card was declined.",
            commitment=_newest_commitment(checkout),
            payment_id=f"payment-{self.serial}-0",
        )
        await self._change(failed, self._provider("report payment failure"))

    async def change(self, what: Change, operation: str) -> None:
        """The shop makes another change of its own."""
        await self._change(what, self._shop(operation))

    async def send(self, *stations: str) -> None:
        """The shop reports a parcel with all pieces, and where it is each half day to two days later."""
        for station in stations:
            self.clock.at += timedelta(minutes=self.random.randrange(600, 2880))
            report = parcel_report(
                await self.current(), station, self.random, self.serial, self.clock.at
            )
            await self._report(report)

    async def adjust(self, kind: str, *, is_pending: bool = False) -> None:
        """The shop reports a refund, a return, a cancelled piece or a dispute, hours to two days later."""
        self.clock.at += timedelta(minutes=self.random.randrange(120, 2880))
        checkout = await self.current()
        report = adjustment_report(
            checkout, kind, self.random, self.serial, self.clock.at, is_pending=is_pending
        )
        await self._report(report)

    async def _report(self, report: ReportOrder) -> None:
        """Report something of the order, unless the purchase has not taken place before `until`."""
        if self.purchase is not None:
            by = self._by(
                f"shop:{self.goods.shop.merchant}",
                "orders",
                "report order",
                "192.0.2.7",
                "warehouse/2.1",
            )
            await self._change(report, by)

    async def end(self) -> None:
        """Let the checkout expire at its deadline, and an open payment end, if their times have come."""
        checkout = await self.current()
        if checkout.stage is Stage.COMMITTED:
            due = self.checkouts.payment_deadline(checkout)
            if due is not None and due < self.until:
                self.clock.at = due
                checkout = await self.checkouts.release_unpaid(self.checkout_id)
        if checkout.stage in (Stage.OPEN, Stage.SUSPENDED) and checkout.deadline < self.until:
            self.clock.at = max(self.clock.at, checkout.deadline)
            await self.checkouts.expire(self.checkout_id)

    def wait(self, *, most_minutes: int) -> None:
        """Let time pass before the next request."""
        self.clock.at += timedelta(seconds=self.random.randrange(60, most_minutes * 60))

    async def _change(
        self,
        what: Change,
        by: Provenance,
        *,
        expected: tuple[int, ...] | None = None,
        same_time: bool = False,
    ) -> None:
        if not same_time:
            self.clock.at += timedelta(milliseconds=self.random.randrange(800, 90_000))
        if self.clock.at > self.until:
            return
        target = Target(checkout_id=self.checkout_id, merchant=None, expected_versions=expected)
        try:
            changed = await self.checkouts.change(target, what, by)
        except Refusal as refusal:
            self.refused.append(refusal.NAME)
            return
        if changed.stage is Stage.COMPLETED and self.purchase is None:
            self.purchase = CompletedPurchase(
                checkout_id=changed.id,
                version=changed.version,
                merchant=changed.merchant,
                dialect=changed.dialect,
                at=self.clock.at,
            )

    def _shop(self, operation: str) -> Provenance:
        shop = self.goods.shop
        return self._by(shop.actor, shop.dialect, operation, "192.0.2.7", "shop/3.2")

    def _customer(self, operation: str) -> Provenance:
        return self._by(
            f"shopper:{self.checkout_id}",
            "shopper",
            operation,
            f"198.51.100.{self.random.randint(2, 250)}",
            self.random.choice(_BROWSERS),
        )

    def _provider(self, operation: str) -> Provenance:
        actor = f"payments:{self.goods.shop.merchant}"
        return self._by(actor, "payments", operation, "203.0.113.9", "provider/1.0")

    def _by(self, actor: str, dialect: str, operation: str, address: str, agent: str) -> Provenance:
        self._requests += 1
        return Provenance(
            actor=actor,
            dialect=dialect,
            operation=operation,
            request_id=f"demo-{self.serial}-{self._requests}",
            address=address,
            user_agent=agent,
        )


def _newest_commitment(checkout: Checkout) -> int | None:
    return checkout.commitments[-1] if checkout.commitments else None
