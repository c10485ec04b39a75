"""The shop validates a purchase before the commitment is recorded."""

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
class ShopStub:
    """A shop that returns a fixed validation, after it has called `meanwhile`."""

    validation: Validation
    meanwhile: Callable[[], Awaitable[object]] = _nothing
    requests: list[tuple[str, int]] = field(default_factory=list)

    async def ask(self, checkout: Checkout, on_waiting: OnWaiting = do_nothing) -> Validation:
        """Record the request, and return the validation."""
        self.requests.append((checkout.id, checkout.version))
        await self.meanwhile()
        return self.validation


async def test_an_approved_purchase_is_committed() -> None:
    """The shop is asked exactly once, for the current version, and the commitment is recorded."""
    shop = ShopStub(Approved())
    app = ApplicationFixture(validation=shop)
    checkout = await app.open(SHIRT)

    await app.change(checkout.id, CommitPurchase(shown_version=2))

    assert shop.requests == [(checkout.id, 2)]
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "PurchaseCommitted"]


async def test_an_order_reference_is_recorded_with_the_commitment() -> None:
    """The reference from the shop and the commitment are recorded in one append."""
    app = ApplicationFixture(validation=ShopStub(Approved(order_reference="order-7")))
    checkout = await app.open(SHIRT)

    committed = await app.change(checkout.id, CommitPurchase(shown_version=2))

    assert committed.reference == "order-7"
    assert app.store.appends[-1] == ["ReferenceChanged", "PurchaseCommitted"]


async def test_a_rejected_purchase_is_refused() -> None:
    """Nothing is recorded, the customer gets the shop's message, and the refused command has it too."""
    app = ApplicationFixture(
        validation=ShopStub(Rejected(title="Sold out", message="The last one is gone."))
    )
    checkout = await app.open(SHIRT)

    with pytest.raises(PurchaseStopped) as refused:
        await app.change(checkout.id, CommitPurchase(shown_version=2))

    assert (refused.value.title, refused.value.message) == ("Sold out", "The last one is gone.")
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]
    (record,) = await app.refused_commands(checkout.id)
    assert record.reason == "PurchaseStopped"
    assert record.facts == '{"shop":{"title":"Sold out","message":"The last one is gone."}}'


async def test_a_purchase_that_a_rule_refuses_is_not_validated() -> None:
    """The shop is not asked about a commitment that a rule of the domain refuses."""
    shop = ShopStub(Approved())
    app = ApplicationFixture(validation=shop)
    checkout = await app.open(SHIRT)
    with pytest.raises(OutdatedView):
        await app.change(checkout.id, CommitPurchase(shown_version=1))
    with pytest.raises(StaleVersion):
        await app.change(checkout.id, CommitPurchase(shown_version=2), expected=(1,))
    await app.change(checkout.id, Suspend())

    with pytest.raises(CheckoutSuspended):
        await app.change(checkout.id, CommitPurchase(shown_version=3))

    assert shop.requests == []


async def test_a_change_during_the_validation_refuses_the_purchase() -> None:
    """A commitment to an outdated version is refused, although the shop has approved it."""
    shop = ShopStub(Approved())
    app = ApplicationFixture(validation=shop)
    checkout = await app.open(SHIRT)

    async def change() -> None:
        await app.change(checkout.id, ReplaceMetadata(metadata="{}"))

    shop.meanwhile = change
    with pytest.raises(OutdatedView):
        await app.change(checkout.id, CommitPurchase(shown_version=2))

    assert "PurchaseCommitted" not in await app.history(checkout.id)
