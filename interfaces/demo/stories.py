"""What happens in demo checkouts: purchases, deliveries, refunds, disputes, abandoned carts, each as a function."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Final

from application.commands.purchase import CancelCheckout
from application.commands.shop import ChangeReference
from domain.values.order import CANCELLATION, DISPUTE, RETURN, SHIPPED
from interfaces.demo.orders import REFUND, STATIONS
from interfaces.demo.script import CheckoutScript

Story = Callable[[CheckoutScript, datetime], Awaitable[None]]
_CHEAP, _USUAL, _DEAR = 4900, 5900, 9900
_LONG_HISTORY: Final = 60


async def _purchase(script: CheckoutScript, at: datetime) -> None:
    """The customer buys what the shop has put into the cart."""
    await script.open(at)
    for _ in range(script.random.randrange(3)):
        await script.cart()
    await script.fees(_USUAL)
    await script.identify()
    await script.commit()
    await script.pay()


async def _price_changed_before(script: CheckoutScript, at: datetime) -> None:
    """The shipping becomes dearer seconds before the customer agrees, while the checkout is suspended."""
    await script.open(at)
    await script.cart()
    await script.fees(_CHEAP)
    await script.identify()
    await script.suspend()
    await script.fees(_DEAR)
    await script.resume()
    await script.commit()
    await script.fees(_USUAL)
    await script.pay()


async def _price_changed_after(script: CheckoutScript, at: datetime) -> None:
    """The shop tries to raise the price after the customer has agreed, and is refused."""
    await script.open(at)
    await script.fees(_USUAL)
    await script.identify()
    await script.commit()
    await script.fees(_DEAR)
    await script.pay()
    await script.cart()


async def _outdated_page(script: CheckoutScript, at: datetime) -> None:
    """The customer agrees to a version that is not the current one, and then to the current one."""
    await script.open(at)
    await script.identify()
    await script.cart()
    await script.commit(versions_ago=1)
    await script.commit()
    await script.pay()


async def _lock_errors(script: CheckoutScript, at: datetime) -> None:
    """Two servers of the shop change the checkout at once, and one of them has an old version."""
    await script.open(at)
    await script.overlap()
    await script.cart()
    await script.stale_cart()
    await script.identify()
    await script.commit()
    await script.pay()


async def _abandoned_cart(script: CheckoutScript, at: datetime) -> None:
    """The customer does not come back."""
    await script.open(at)
    for _ in range(script.random.randrange(3)):
        await script.cart()
    if script.random.random() < 0.4:
        await script.identify()
    if script.random.random() < 0.3:
        await script.suspend()


async def _cancellation(script: CheckoutScript, at: datetime) -> None:
    """The shop cancels the checkout, and a later change is refused."""
    await script.open(at)
    await script.identify()
    await script.change(CancelCheckout(reason="The goods are out of stock."), "cancel checkout")
    await script.cart()


async def _declined_payment(script: CheckoutScript, at: datetime) -> None:
    """The first payment fails; the customer suspends, comes back and pays."""
    await script.open(at)
    await script.fees(_USUAL)
    await script.identify()
    await script.commit()
    await script.fail_payment()
    await script.suspend()
    script.wait(most_minutes=180)
    await script.resume()
    await script.commit()
    await script.pay()


async def _wrong_amount(script: CheckoutScript, at: datetime) -> None:
    """The provider reports a payment of another amount than was agreed, which is refused, and corrects it."""
    await script.open(at)
    await script.identify()
    await script.commit()
    await script.pay(more=5900)
    await script.pay(number=2)


async def _paid_twice(script: CheckoutScript, at: datetime) -> None:
    """The provider charges twice. The second payment is due back."""
    await _purchase(script, at)
    await script.pay(number=2)


async def _long_history(script: CheckoutScript, at: datetime) -> None:
    """A shop that sends its cart at every click."""
    await script.open(at)
    for number in range(script.random.randrange(_LONG_HISTORY // 3, _LONG_HISTORY)):
        await script.cart()
        if number % 10 == 9:
            reference = f"D-{script.serial}-{number}"
            await script.change(ChangeReference(reference=reference), "change reference")
    await script.identify()
    await script.commit()
    await script.pay()


async def _unpaid_commitment(script: CheckoutScript, at: datetime) -> None:
    """The customer agrees, and no payment is reported."""
    await script.open(at)
    await script.identify()
    await script.commit()


async def _delivery(script: CheckoutScript, at: datetime) -> None:
    """The goods are sent, and arrive."""
    await _purchase(script, at)
    await script.send(*STATIONS)


async def _return(script: CheckoutScript, at: datetime) -> None:
    """The goods arrive. The customer sends a piece back, and its price is paid back."""
    await _delivery(script, at)
    await script.adjust(RETURN)


async def _refund(script: CheckoutScript, at: datetime) -> None:
    """The goods are sent, a refund is promised, and it is paid."""
    await _purchase(script, at)
    await script.send(SHIPPED)
    await script.adjust(REFUND, is_pending=True)
    await script.adjust(REFUND)


async def _partial_cancellation(script: CheckoutScript, at: datetime) -> None:
    """A piece is out of stock and cancelled before anything is sent."""
    await _purchase(script, at)
    await script.adjust(CANCELLATION)


async def _dispute(script: CheckoutScript, at: datetime) -> None:
    """The customer disputes the payment at the bank, of goods that are on their way."""
    await _purchase(script, at)
    await script.send(*STATIONS[:2])
    await script.adjust(DISPUTE, is_pending=True)


STORIES: Final[Mapping[Story, int]] = {
    _purchase: 14,
    _delivery: 8,
    _return: 4,
    _refund: 3,
    _partial_cancellation: 3,
    _dispute: 2,
    _price_changed_before: 8,
    _price_changed_after: 8,
    _outdated_page: 5,
    _lock_errors: 5,
    _abandoned_cart: 22,
    _cancellation: 4,
    _declined_payment: 5,
    _wrong_amount: 3,
    _paid_twice: 2,
    _long_history: 2,
    _unpaid_commitment: 2,
}
"""Each story with its share in percent."""
