"""What orders of several protocols share: the status of a line, promises, and the order of ACP 2025-09-29."""

from collections.abc import Iterable, Iterator
from typing import Final

from domain.checkout import Checkout
from domain.orders import LineProgress
from domain.shipments import OrderStage, stage_of_order
from domain.values.fulfilment import FulfilmentGroup, FulfilmentKind
from domain.values.order import DISPUTE, Adjustment, Expectation, LineQuantity
from interfaces.dialects.session.session_v1 import Shape

_CREDIT: Final = "credit"
_STATUSES: Final = {
    OrderStage.PLACED: "confirmed",
    OrderStage.STARTED: "confirmed",
    OrderStage.SENT: "shipped",
    OrderStage.RECEIVED: "fulfilled",
    OrderStage.CANCELLED: "canceled",
}


def order_v1(checkout: Checkout, permalink: str) -> Shape:
    """Write the order of ACP up to 2026-01-30. It has no id, which that schema forbids."""
    return {
        "type": "order",
        "checkout_session_id": checkout.id,
        "permalink_url": permalink,
        "status": _STATUSES[stage_of_order(checkout)],
        "refunds": list(_refunds(checkout.adjustments)),
    }


def method_of(kind: FulfilmentKind) -> str:
    """Return the way of delivery in the words that orders have: they know no local delivery."""
    is_local = kind is FulfilmentKind.LOCAL_DELIVERY
    return FulfilmentKind.SHIPPING.value if is_local else kind.value


def line_status(progress: LineProgress) -> str:
    """Return the status of an ordered line: `removed`, `fulfilled`, `partial` or `processing`."""
    if progress.total == 0:
        return "removed"
    if progress.fulfilled == progress.total:
        return "fulfilled"
    return "partial" if progress.fulfilled > 0 else "processing"


def expectations_of(
    checkout: Checkout, groups: Iterable[FulfilmentGroup]
) -> tuple[Expectation, ...]:
    """Return what the shop promised since, or else one expectation for each group whose option is chosen."""
    if checkout.expectations:
        return checkout.expectations
    quantities = {line.id: line.quantity for line in checkout.cart.lines}
    return tuple(
        Expectation(
            id=group.id,
            kind=group.kind,
            lines=tuple(LineQuantity(line=line, quantity=quantities[line]) for line in group.lines),
            group=group.id,
            description=option.title,
        )
        for group in groups
        if group.lines and (option := group.option) is not None
    )


def _refunds(adjustments: Iterable[Adjustment]) -> Iterator[Shape]:
    """Write what was paid back. A dispute is no refund: the shop does not decide it."""
    for each in adjustments:
        if each.is_done and each.amount and each.kind != DISPUTE:
            method = "store_credit" if each.kind == _CREDIT else "original_payment"
            yield {"type": method, "amount": each.amount}
