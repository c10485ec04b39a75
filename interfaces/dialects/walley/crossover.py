"""Rendering of checkouts that were opened in another dialect.

Articles, prices, taxes, fees and the shop's reference must be exact, so a checkout that Walley cannot represent exactly
is refused. Data without a place in Walley's shapes (units, row numbers and row data, the order's minimum age, settings)
is left out. A row that is a shipping fee becomes the fee.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.checkout import Checkout
from domain.refusals import OpenedInAnotherDialect
from domain.values.cart import Line, LineKind
from domain.values.charges import Fee, Fees, fees_total
from interfaces.dialects.walley.requests.cart import LONGEST_LABEL, MAX_PRICE
from interfaces.dialects.walley.requests.commands import (
    DIALECT,
    DIRECT_INVOICE_NOTIFICATION,
    SHIPPING,
)
from interfaces.dialects.walley.wire import CURRENCIES

_MAX_QUANTITY = 99_999_999
_MAX_PRICE = MAX_PRICE * 100


@dataclass(frozen=True, kw_only=True)
class Content:
    """The content of a checkout, divided into articles and fees as Walley divides it."""

    lines: tuple[Line, ...]
    fees: Fees


def content_of(checkout: Checkout) -> Content:
    """Return the articles and fees of a checkout.

    Raises OpenedInAnotherDialect, with the first reason found, for one that Walley cannot represent.
    """
    if checkout.dialect == DIALECT:
        return Content(lines=checkout.cart.lines, fees=checkout.fees)
    shipping = [line for line in checkout.cart.lines if line.kind is LineKind.SHIPPING_FEE]
    articles = [line for line in checkout.cart.lines if line.kind is not LineKind.SHIPPING_FEE]
    content = Content(
        lines=tuple(replace(line, quantity=Decimal(int(line.quantity))) for line in articles),
        fees=tuple(_fee(line) for line in shipping) + checkout.fees,
    )
    for reason in _obstacles(checkout, content):
        raise OpenedInAnotherDialect(dialect=checkout.dialect, reason=reason)
    return content


def _obstacles(checkout: Checkout, content: Content) -> Iterator[str]:
    if CURRENCIES.get(checkout.country) != checkout.currency:
        yield f"It is in {checkout.currency} and for {checkout.country}."
    if checkout.reference is not None and len(checkout.reference) > LONGEST_LABEL:
        yield f"Its reference is longer than {LONGEST_LABEL} characters."
    for position, line in enumerate(checkout.cart.lines, 1):
        for obstacle in _obstacles_of(line):
            yield f"Its row {position} {obstacle}."
    kinds = [fee.kind for fee in content.fees]
    if len(kinds) > len(set(kinds)) or set(kinds) - {SHIPPING, DIRECT_INVOICE_NOTIFICATION}:
        yield "It has fees other than one for shipping and one for the invoice."
    if sum(line.total for line in content.lines) + fees_total(content.fees) != checkout.total:
        yield "Its total is not what its articles and fees come to."


def _obstacles_of(line: Line) -> Iterator[str]:
    if not 1 <= len(line.article) <= LONGEST_LABEL:
        yield f"has no article number of 1 to {LONGEST_LABEL} characters"
    if not 1 <= len(line.description) <= LONGEST_LABEL:
        yield f"has no description of 1 to {LONGEST_LABEL} characters"
    most = 1 if line.kind is LineKind.SHIPPING_FEE else _MAX_QUANTITY
    if line.quantity % 1 or not 1 <= line.quantity <= most:
        yield f"has the quantity {line.quantity:f}, which is not a whole one from 1 to {most}"
    if abs(line.unit_price) > _MAX_PRICE:
        yield f"has a price of more than {MAX_PRICE}"
    if line.discount:
        yield "has a discount"
    expected = Line.with_tax_inside(
        article="",
        description="",
        quantity=line.quantity,
        unit_price=line.unit_price,
        tax_rate=line.tax_rate,
        discount=line.discount,
    )
    if (expected.total, expected.tax) != (line.total, line.tax):
        yield "has a total or a tax that does not follow from its price and rate"


def _fee(line: Line) -> Fee:
    return Fee(
        kind=SHIPPING,
        article=line.article,
        description=line.description,
        unit_price=line.total,
        tax_rate=line.tax_rate,
        tax=line.tax,
    )
