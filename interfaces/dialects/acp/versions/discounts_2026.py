"""The discount extension of the versions of 2026: its negotiation, its requests, and `discounts` in a session.

It is active where the agent names it among its extensions, or sends codes. `coupons` is its deprecated alias. A
session without it has the discounts in its totals only.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

import msgspec

from domain.checkout import Checkout
from domain.values.cart import Line
from domain.values.discounts import AppliedDiscount, DiscountKind
from interfaces.dialects.session.messages import REJECTION_CODES, rejection_text
from interfaces.dialects.session.requests import is_null, object_of, read_codes
from interfaces.dialects.session.session_v1 import Shape
from interfaces.http.request.body.reader import FieldReader
from interfaces.http.request.timestamps import rfc_3339

EXTENSION: Final = "discount"
_SHIPPING: Final = "$.totals.shipping"
_DECLARATION: Final = {
    "name": EXTENSION,
    "extends": [
        "$.CheckoutSessionCreateRequest.discounts",
        "$.CheckoutSessionUpdateRequest.discounts",
        "$.CheckoutSession.discounts",
    ],
}


def codes_of(fields: FieldReader) -> tuple[str, ...] | None:
    """Read the codes of a request; None if it has none, and empty if it removes all. `discounts` has precedence."""
    for name in ("discounts", "coupons"):
        if is_null(fields, name):
            return ()
        if not fields.has(name):
            continue
        if name == "coupons":
            return read_codes(fields, name)
        discounts = object_of(fields, name)
        return None if discounts is None else read_codes(discounts, "codes")
    return None


def names_extension(fields: FieldReader) -> bool:
    """Return whether the body of "create" names the extension, or uses it."""
    capabilities = fields.value("capabilities")
    named = capabilities.get("extensions") if isinstance(capabilities, Mapping) else None
    names = [
        each.partition("@")[0]
        for each in (named if isinstance(named, list) else ())
        if isinstance(each, str)
    ]
    return EXTENSION in names or fields.has("discounts")


def is_active(checkout: Checkout) -> bool:
    """Return whether the extension is active in a session."""
    if checkout.discounts.codes:
        return True
    if '"extensions"' not in checkout.settings:
        return False
    settings = msgspec.json.decode(checkout.settings)
    return EXTENSION in settings.get("extensions", ())


def declarations() -> list[Shape]:
    """Write the active extensions of a session that has this one."""
    return [_DECLARATION]


def discounts_shape(checkout: Checkout) -> Shape:
    """Write `discounts`: the codes as they were given, what was applied, and why the rest was not."""
    discounts = checkout.discounts
    places = {line.id: place for place, line in enumerate(checkout.cart.lines)}
    shape: Shape = {
        "codes": list(discounts.codes),
        "applied": [_applied_shape(each, places, checkout.currency) for each in discounts.applied],
    }
    if discounts.rejected:
        shape["rejected"] = [
            {
                "code": each.code,
                "reason": REJECTION_CODES[each.reason],
                "message": rejection_text(each),
            }
            for each in discounts.rejected
        ]
    return shape


def discount_details(checkout: Checkout, line: Line) -> list[Shape]:
    """Write what each discount takes off a line."""
    return [
        _detail(each, part.amount)
        for each in checkout.discounts.applied
        for part in each.allocations
        if part.line == line.id
    ]


def _applied_shape(discount: AppliedDiscount, places: Mapping[str, int], currency: str) -> Shape:
    shape: Shape = {"id": f"di_{discount.id}"}
    if discount.code is not None:
        shape["code"] = discount.code
    shape |= {"coupon": _coupon(discount, currency), "amount": discount.amount}
    if discount.code is None:
        shape["automatic"] = True
    for name, at in (("start", discount.starts_at), ("end", discount.ends_at)):
        if at is not None:
            shape[name] = rfc_3339(at)
    shape |= {"method": discount.method.value, "priority": discount.priority}
    allocations = [
        {"path": f"$.line_items[{places[part.line]}]", "amount": part.amount}
        for part in discount.allocations
    ]
    if discount.shipping:
        allocations.append({"path": _SHIPPING, "amount": discount.shipping})
    return {**shape, "allocations": allocations}


def _coupon(discount: AppliedDiscount, currency: str) -> Shape:
    shape: Shape = {"id": discount.id, "name": discount.title}
    match discount.kind:
        case DiscountKind.PERCENTAGE:
            percent = Decimal(discount.value) / 100
            shape["percent_off"] = int(percent) if percent == int(percent) else percent
        case DiscountKind.FIXED:
            shape |= {"amount_off": discount.value, "currency": currency.lower()}
        case DiscountKind.FREE_SHIPPING:
            shape |= {"amount_off": discount.shipping, "currency": currency.lower()}
    return {**shape, "duration": "once"}


def _detail(discount: AppliedDiscount, amount: int) -> Shape:
    shape: Shape = {} if discount.code is None else {"code": discount.code}
    kind = "percentage" if discount.kind is DiscountKind.PERCENTAGE else "fixed"
    source = "automatic" if discount.code is None else "coupon"
    return {
        **shape,
        "type": kind,
        "amount": amount,
        "description": discount.title,
        "source": source,
    }
