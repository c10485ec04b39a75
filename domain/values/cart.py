"""The cart: its lines and their totals."""

import enum
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from domain.values.money import multiply, share, tax_inside


class LineKind(enum.Enum):
    """The kind of a line."""

    ARTICLE = "article"
    GIFT_CARD = "gift-card"
    SHIPPING_FEE = "shipping-fee"
    DIGITAL = "digital"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line as agreed. Amounts are minor units, rates are basis points.

    `unit_price` includes tax where the dialect's prices do. `total` is what the customer pays for the line, `discount`
    the amount deducted before, and `tax` the tax in `total`. All three are results, recorded so that no replay computes
    them again. `discount_rate` is set if the discount was agreed in percent. `row_number` and `data` are the shop's
    own; `data` is never interpreted.

    `line_id` is the id of the line where that is not its article, and `parent` the id of the line of the bundle that
    this line is a part of. `image_url` is that of a picture of the article.
    """

    article: str
    description: str
    quantity: Decimal
    unit_price: int
    tax_rate: int
    total: int
    tax: int
    kind: LineKind = LineKind.ARTICLE
    sku: str | None = None
    unit_weight: Decimal | None = None
    requires_electronic_id: bool | None = None
    minimum_age: int | None = None
    discount: int | None = None
    discount_rate: int | None = None
    unit: str | None = None
    row_number: int | None = None
    data: str | None = None
    line_id: str | None = None
    parent: str | None = None
    image_url: str | None = None

    @classmethod
    def with_tax_on_top(
        cls,
        *,
        article: str,
        description: str,
        quantity: Decimal,
        unit_price: int,
        tax_rate: int,
        kind: LineKind = LineKind.ARTICLE,
        unit_weight: Decimal | None = None,
        discount: int = 0,
        line_id: str | None = None,
        parent: str | None = None,
        image_url: str | None = None,
    ) -> Self:
        """Return a line whose unit price excludes its tax (StateSet and ACP). The tax is that of what is left.

        Raises ValueError for a `discount` below 0 or above the price of the line.
        """
        base = multiply(unit_price, quantity)
        if not 0 <= discount <= max(base, 0):
            raise ValueError(f"a discount of {discount} on a line of {base}")
        subtotal = base - discount
        tax = share(subtotal, tax_rate)
        return cls(
            article=article,
            description=description,
            quantity=quantity,
            unit_price=unit_price,
            tax_rate=tax_rate,
            total=subtotal + tax,
            tax=tax,
            kind=kind,
            unit_weight=unit_weight,
            discount=discount or None,
            line_id=line_id,
            parent=parent,
            image_url=image_url,
        )

    @property
    def id(self) -> str:
        """The id of the line, unique in its cart where a dialect names lines: its own one, or that of its article."""
        return self.line_id or self.article

    @property
    def subtotal(self) -> int:
        """The total of the line without its tax, in minor units."""
        return self.total - self.tax

    @property
    def tax_on_top(self) -> int:
        """The part of `tax` that is added to the prices, in minor units: 0 where they include it."""
        return self.total + (self.discount or 0) - multiply(self.unit_price, self.quantity)

    @classmethod
    def with_tax_inside(
        cls,
        *,
        article: str,
        description: str,
        quantity: Decimal,
        unit_price: int,
        tax_rate: int,
        kind: LineKind = LineKind.ARTICLE,
        sku: str | None = None,
        unit_weight: Decimal | None = None,
        requires_electronic_id: bool | None = None,
        minimum_age: int | None = None,
        discount: int | None = None,
        discount_rate: int | None = None,
        unit: str | None = None,
        row_number: int | None = None,
        data: str | None = None,
    ) -> Self:
        """Return a line whose unit price includes its tax (Walley: "unit price of the article including VAT").

        Price times quantity is rounded once. A `discount` is given as an amount, or as a rate of that rounded product
        and rounded again; the tax is rounded last, inside what is left. So every step has whole minor units, and what
        is not tax is the exact rest.
        """
        gross = multiply(unit_price, quantity)
        if discount_rate is not None:
            discount = share(gross, discount_rate)
        total = gross - (discount or 0)
        return cls(
            article=article,
            description=description,
            quantity=quantity,
            unit_price=unit_price,
            tax_rate=tax_rate,
            total=total,
            tax=tax_inside(total, tax_rate),
            kind=kind,
            sku=sku,
            unit_weight=unit_weight,
            requires_electronic_id=requires_electronic_id,
            minimum_age=minimum_age,
            discount=discount,
            discount_rate=discount_rate,
            unit=unit,
            row_number=row_number,
            data=data,
        )


@dataclass(frozen=True, kw_only=True)
class Cart:
    """The lines of a purchase, in the order in which the shop sent them."""

    lines: tuple[Line, ...] = ()

    @property
    def total(self) -> int:
        """The sum of the lines in minor units."""
        return sum([line.total for line in self.lines])

    @property
    def tax(self) -> int:
        """The tax in the total, in minor units: the sum of the lines' taxes, never computed from the total."""
        return sum([line.tax for line in self.lines])

    @property
    def minimum_age(self) -> int | None:
        """The highest minimum age of any line, or None if no line has one (Walley, "Update cart")."""
        return max((line.minimum_age for line in self.lines if line.minimum_age), default=None)


EMPTY_CART = Cart()
