"""What has happened before a test of the history API, in words, and the dispute that most of them read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from application.commands.purchase import CommitPurchase, CompletePurchase
from application.commands.shop import ReplaceCart, Resume, Suspend, UpdateFees
from domain.values.cart import Cart
from domain.values.payment import Payment
from tests.interfaces.api.history.dispute import (
    ID,
    PAYMENTS,
    SHOP,
    SHOPPER,
    TEA,
    coffee,
    shipping,
)
from tests.interfaces.api.history.webhook_deliveries import called_back

if TYPE_CHECKING:
    from tests.interfaces.api.history.app_fixture import AppFixture


async def bring(app: AppFixture, given: str) -> None:
    """Make happen what the words say."""
    match given:
        case "a checkout":
            await app.opened()
        case "the dispute":
            await app.dispute()
        case "the dispute, logged":
            await app.dispute()
            app.ledger.sign()
            app.log_refusal()
        case "the dispute, called back":
            await app.dispute()
            app.deliveries.listed = list(called_back())
        case "the dispute, read twice":
            await app.dispute()
            await app.get(f"/history/checkouts/{ID}?version=5")
            await app.get("/history/events?q=tea")
        case "the dispute, erased":
            await app.dispute()
            await app.client.post(
                "/history/persons/erasures",
                headers={"Authorization": "Bearer demo-eraser"},
                json={"checkout_id": ID, "confirm": True},
            )
        case "":
            pass
        case _:
            raise ValueError(given)


async def finish_dispute(app: AppFixture) -> None:
    """Make happen what followed the opening: versions 4 to 11, and two attempts that are refused."""
    for lines in ((coffee(3),), (coffee(3), TEA), (TEA, coffee(3))):
        change = ReplaceCart(cart=Cart(lines=lines))
        await app.change(ID, change, SHOP, "replace cart")
    await app.change(ID, Suspend(), SHOPPER, "suspend checkout")
    await app.change(ID, UpdateFees(fees=(shipping(4900),)), SHOP, "update fees")
    await app.change(ID, Resume(), SHOPPER, "resume checkout")
    await app.change(
        ID, CommitPurchase(shown_version=await app.newest_version(ID)), SHOPPER, "commit purchase"
    )
    await app.change(ID, UpdateFees(fees=(shipping(9900),)), SHOP, "update fees")
    await app.change(ID, Suspend(), SHOPPER, "suspend checkout")
    payment = Payment(method="card", amount=37900, currency="SEK")
    done = CompletePurchase(payment=payment, order_id="order-1", purchase_id="purchase-1")
    await app.change(ID, done, PAYMENTS, "report payment success")
