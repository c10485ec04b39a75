"""A shop is asked before a purchase is committed to, and its word counts for what it was shown."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from application.commands.purchase import CommitPurchase
from application.commands.shop import ReplaceMetadata, Suspend
from application.ports.purchase_validation import (
    Approved,
    OnWaiting,
    Rejected,
    Validation,
    do_nothing,
)
from domain.checkout import Checkout
from domain.refusals import CheckoutSuspended, OutdatedView, PurchaseStopped, StaleVersion
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT


async def _nothing() -> None: ...


@dataclass
class Shop:
    """Answers as it was told to, after what happens `meanwhile`."""

    says: Validation
    meanwhile: Callable[[], Awaitable[object]] = _nothing
    asked: list[tuple[str, int]] = field(default_factory=list)

    async def ask(self, checkout: Checkout, on_waiting: OnWaiting = do_nothing) -> Validation:
        """Notes what it is asked."""
        self.asked.append((checkout.id, checkout.version))
        await self.meanwhile()
        return self.says


async def test_a_purchase_that_is_let_through() -> None:
    """The shop is asked once, about what stands, and the commitment is recorded."""
    shop = Shop(Approved())
    app = ApplicationFixture(validation=shop)
    checkout = await app.open(SHIRT)

    await app.change(checkout.id, CommitPurchase(shown_version=2))

    assert shop.asked == [(checkout.id, 2)]
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "PurchaseCommitted"]


async def test_a_purchase_that_is_given_a_number() -> None:
    """The number is recorded together with the commitment, all or none."""
    app = ApplicationFixture(validation=Shop(Approved(order_reference="order-7")))
    checkout = await app.open(SHIRT)

    committed = await app.change(checkout.id, CommitPurchase(shown_version=2))

    assert committed.reference == "order-7"
    assert app.store.appends[-1] == ["ReferenceChanged", "PurchaseCommitted"]


async def test_a_purchase_that_is_stopped() -> None:
    """Nothing is recorded, the customer gets the shop's words, and the attempt is kept with them."""
    app = ApplicationFixture(
        validation=Shop(Rejected(title="Sold out", message="The last one is gone."))
    )
    checkout = await app.open(SHIRT)

    with pytest.raises(PurchaseStopped) as refused:
        await app.change(checkout.id, CommitPurchase(shown_version=2))

    assert (refused.value.title, refused.value.message) == ("Sold out", "The last one is gone.")
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]
    (attempt,) = await app.attempts(checkout.id)
    assert attempt.reason == "PurchaseStopped"
    assert attempt.facts == '{"shop":{"title":"Sold out","message":"The last one is gone."}}'


async def test_a_purchase_that_is_refused_anyway() -> None:
    """The shop is not asked to reserve anything for a commitment that a rule refuses."""
    shop = Shop(Approved())
    app = ApplicationFixture(validation=shop)
    checkout = await app.open(SHIRT)
    with pytest.raises(OutdatedView):
        await app.change(checkout.id, CommitPurchase(shown_version=1))
    with pytest.raises(StaleVersion):
        await app.change(checkout.id, CommitPurchase(shown_version=2), expected=(1,))
    await app.change(checkout.id, Suspend())

    with pytest.raises(CheckoutSuspended):
        await app.change(checkout.id, CommitPurchase(shown_version=3))

    assert shop.asked == []


async def test_a_change_while_the_shop_thinks() -> None:
    """What the customer has not seen is not bought, whatever the shop said to what they have seen."""
    shop = Shop(Approved())
    app = ApplicationFixture(validation=shop)
    checkout = await app.open(SHIRT)

    async def change() -> None:
        await app.change(checkout.id, ReplaceMetadata(metadata="{}"))

    shop.meanwhile = change
    with pytest.raises(OutdatedView):
        await app.change(checkout.id, CommitPurchase(shown_version=2))

    assert "PurchaseCommitted" not in await app.history(checkout.id)
