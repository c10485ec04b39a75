"""Discounts: the codes that a customer gave, what they and automatic discounts take off, and why the rest do not apply.

All amounts are minor units and results. A discount takes its amount from lines (`allocations`) and from the chosen
delivery option (`shipping`), before their taxes; so its amount is the sum of both, and nothing else records it.
"""

import enum
from dataclasses import dataclass
from datetime import datetime


class DiscountKind(enum.Enum):
    """What a discount takes off."""

    PERCENTAGE = "percentage"
    """A part of the price; `value` is basis points."""
    FIXED = "fixed"
    """An amount; `value` is minor units. With the method EACH, for each piece."""
    FREE_SHIPPING = "free-shipping"
    """The whole price of the chosen delivery option; `value` is 0."""


class DiscountMethod(enum.Enum):
    """How a discount is calculated on several lines."""

    EACH = "each"
    """On each line on its own."""
    ACROSS = "across"
    """On the sum of the lines, and divided among them in proportion."""


class CodeRejection(enum.Enum):
    """Why a code does not apply."""

    UNKNOWN = "unknown"
    """The shop has no such code, or it is not valid yet."""
    EXPIRED = "expired"
    ALREADY_APPLIED = "already-applied"
    NOT_COMBINABLE = "not-combinable"
    """It cannot apply with another discount, or that one leaves nothing to take from."""
    MINIMUM_NOT_MET = "minimum-not-met"
    BUYER_UNKNOWN = "buyer-unknown"
    """Its uses are counted for each buyer, and the buyer has given no e-mail address."""
    NOT_ELIGIBLE = "not-eligible"
    """It applies to nothing in the cart."""
    USED_UP = "used-up"


@dataclass(frozen=True, kw_only=True)
class Allocation:
    """The part of a discount that is taken off the line with the id `line`."""

    line: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class AppliedDiscount:
    """A discount that applies. `code` is as the customer gave it; None for an automatic discount.

    `id`, `title`, `kind` and `value` are those of the catalogue. Lower priorities are applied first. `is_counted` is
    whether the discount has a limited number of uses, so that a purchase with it is one of them.
    """

    id: str
    title: str
    kind: DiscountKind
    value: int
    method: DiscountMethod
    priority: int
    code: str | None = None
    allocations: tuple[Allocation, ...] = ()
    shipping: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_counted: bool = False

    @property
    def amount(self) -> int:
        """What the discount takes off altogether."""
        return sum(each.amount for each in self.allocations) + self.shipping


@dataclass(frozen=True, kw_only=True)
class RejectedCode:
    """A code that does not apply. `place` is its index in the codes that the customer gave."""

    code: str
    place: int
    reason: CodeRejection


@dataclass(frozen=True, kw_only=True)
class Discounts:
    """The codes as the customer gave them, and what became of them and of the automatic discounts."""

    codes: tuple[str, ...] = ()
    applied: tuple[AppliedDiscount, ...] = ()
    rejected: tuple[RejectedCode, ...] = ()

    def taken_off(self, line: str) -> int:
        """Return what all discounts together take off a line."""
        return sum(
            part.amount
            for discount in self.applied
            for part in discount.allocations
            if part.line == line
        )

    @property
    def shipping(self) -> int:
        """What all discounts together take off the chosen delivery option."""
        return sum(discount.shipping for discount in self.applied)


NO_DISCOUNTS = Discounts()
