"""`discounts` in a checkout: the codes as they were given, and what was applied."""

from collections.abc import Mapping
from typing import Final

from domain.checkout import Checkout
from domain.values.discounts import AppliedDiscount
from interfaces.dialects.ucp.wire import Shape

_SHIPPING: Final = '$.totals[?@.type == "fulfillment"]'


def discounts_shape(checkout: Checkout) -> Shape:
    """Write the discounts. Why a code does not apply is among the messages."""
    places = {line.id: place for place, line in enumerate(checkout.cart.lines)}
    applied = [_applied_shape(each, places) for each in checkout.discounts.applied if each.amount]
    return {"codes": list(checkout.discounts.codes), "applied": applied}


def _applied_shape(discount: AppliedDiscount, places: Mapping[str, int]) -> Shape:
    shape: Shape = {"title": discount.title, "amount": discount.amount}
    if discount.code is None:
        shape["automatic"] = True
    else:
        shape["code"] = discount.code
    shape["method"] = discount.method.value
    if discount.priority >= 1:
        shape["priority"] = discount.priority
    allocations = [
        {"path": f"$.line_items[{places[part.line]}]", "amount": part.amount}
        for part in discount.allocations
    ]
    if discount.shipping:
        allocations.append({"path": _SHIPPING, "amount": discount.shipping})
    return {**shape, "allocations": allocations}
