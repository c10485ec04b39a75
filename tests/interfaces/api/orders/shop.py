"""A merchant's system that reports on the order of a purchase."""

from typing import Any

import httpx

from application.checkouts.admission import Target
from application.commands.purchase import CommitPurchase, CompletePurchase
from domain.checkout import Checkout
from domain.values.payment import Payment
from tests.interfaces.dialects.session.app_fixture import AppFixture

KEY = "demo-orders"


class Shop:
    """A shop with a Walley checkout, which is paid, and an order key."""

    def __init__(self, app_fixture: AppFixture) -> None:
        self.app_fixture = app_fixture
        self.checkout: Checkout

    async def sell(self) -> Checkout:
        """Sells one shirt (line 1) for 100.00 SEK."""
        opened = await self.app_fixture.walley_checkout()
        await self.app_fixture.change(opened.id, CommitPurchase(shown_version=opened.version))
        payment = Payment(method="card", amount=opened.total, currency="SEK")
        completion = CompletePurchase(payment=payment, order_id="o-1", purchase_id="p-1")
        self.checkout = await self.app_fixture.change(opened.id, completion)
        return self.checkout

    async def report(
        self, body: Any, place: str = "/fulfilments", *, key: str = KEY, **headers: str
    ) -> httpx.Response:
        """Reports something of the order."""
        return await self.app_fixture.client.post(
            f"/purchases/{self.checkout.id}{place}", json=body, headers=_sent(key, headers)
        )

    async def read(self, query: str = "", *, key: str = KEY) -> httpx.Response:
        """Reads the order."""
        path = f"/purchases/{self.checkout.id}{query}"
        return await self.app_fixture.client.get(path, headers=_sent(key, {}))

    async def now(self) -> Checkout:
        """The checkout as it is stored."""
        target = Target(checkout_id=self.checkout.id, merchant=None)
        return await self.app_fixture.checkouts.read(target)


def _sent(key: str, headers: dict[str, str]) -> dict[str, str]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"Authorization": f"Bearer {key}"} | named
