"""The events that can be triggered: each opens a checkout of the demo shop and sends the requests that cause it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from interfaces.cli.triggers.demo_shop import TriggeredCheckout


@dataclass(frozen=True)
class Trigger:
    """How an event is made to happen, and what it is."""

    make: Callable[[TriggeredCheckout], None]
    does: str


def _replace_cart(shop: TriggeredCheckout) -> None:
    shop.open()
    shop.replace_cart(3)


def _suspend(shop: TriggeredCheckout) -> None:
    shop.open()
    shop.suspend()


def _commit(shop: TriggeredCheckout) -> None:
    shop.open()
    shop.commit()


def _be_refused(shop: TriggeredCheckout) -> None:
    _commit(shop)
    shop.be_refused()


def _fail_payment(shop: TriggeredCheckout) -> None:
    _commit(shop)
    shop.fail_payment()


def _complete(shop: TriggeredCheckout) -> None:
    _commit(shop)
    shop.pay()


def _ship(shop: TriggeredCheckout) -> None:
    _complete(shop)
    shop.report("fulfilments", {"type": "shipped"})


def _refund(shop: TriggeredCheckout) -> None:
    _ship(shop)
    shop.report("adjustments", {"type": "refund", "amount": 9500})


def _dispute(shop: TriggeredCheckout) -> None:
    _ship(shop)
    shop.report("adjustments", {"type": "dispute", "status": "pending"})


TRIGGERS: Final[Mapping[str, Trigger]] = {
    "opened": Trigger(TriggeredCheckout.open, "a shop opens a checkout"),
    "cart-replaced": Trigger(_replace_cart, "the shop replaces the cart"),
    "suspended": Trigger(_suspend, "the page suspends the checkout"),
    "committed": Trigger(_commit, "the customer agrees to the purchase"),
    "refused": Trigger(_be_refused, "the shop changes the cart of a purchase, and is refused"),
    "payment-failed": Trigger(_fail_payment, "the payment fails"),
    "completed": Trigger(_complete, "the payment succeeds, and the shop is called"),
    "shipped": Trigger(_ship, "the shop sends the goods of a purchase"),
    "refunded": Trigger(_refund, "the shop refunds a purchase"),
    "disputed": Trigger(_dispute, "the customer disputes a purchase"),
}
