"""Applies discounts to the lines of a session, before their taxes.

Lower priorities are applied first; of equal ones the automatic discounts, in the order of their ids, and then the codes
in the order in which the customer gave them. Each takes its part of what the earlier ones left, and never more than
that. A percentage is cut off to whole minor units. What a discount takes off several lines together is divided among
them in proportion, and so adds up exactly. A code that does not apply has a reason; an automatic discount just does not
apply.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from application.ports.catalogue import Discount, OfferedDiscount
from domain.values.cart import Line
from domain.values.discounts import (
    NO_DISCOUNTS,
    Allocation,
    AppliedDiscount,
    CodeRejection,
    DiscountKind,
    DiscountMethod,
    Discounts,
    RejectedCode,
)
from domain.values.money import cut_share, divide_in_proportion, multiply


@dataclass(frozen=True, kw_only=True)
class DiscountRequest:
    """The codes of a customer, whether an e-mail address of the customer is known, and the time of the quote (UTC)."""

    codes: Sequence[str] = ()
    is_buyer_known: bool = False
    at: datetime


@dataclass(frozen=True, kw_only=True)
class _Candidate:
    offered: OfferedDiscount
    code: str | None = None
    place: int = -1

    @property
    def discount(self) -> Discount:
        return self.offered.discount


@dataclass
class _Calculation:
    """The lines and what is left of each, and the discounts that were applied to them."""

    lines: Sequence[Line]
    left: dict[str, int]
    subtotal: int
    applied: list[tuple[Discount, AppliedDiscount]] = field(default_factory=list)


def apply_discounts(
    lines: Sequence[Line], offered: Sequence[OfferedDiscount], request: DiscountRequest
) -> Discounts:
    """Return the discounts of lines that have none yet. Free shipping has no amount before an option is chosen."""
    if not (offered or request.codes):
        return NO_DISCOUNTS
    left = {line.id: max(price_of(line), 0) for line in lines}
    calculation = _Calculation(lines, left, sum(left.values()))
    rejected: list[RejectedCode] = []
    candidates: list[_Candidate] = []
    for candidate in _candidates(offered, request.codes):
        if isinstance(candidate, RejectedCode):
            rejected.append(candidate)
        else:
            candidates.append(candidate)
    for candidate in sorted(candidates, key=lambda each: (each.discount.priority, each.place)):
        reason = _obstacle(candidate.offered, calculation, request) or _apply(
            candidate, calculation
        )
        if reason is not None and candidate.code is not None:
            rejected.append(RejectedCode(code=candidate.code, place=candidate.place, reason=reason))
    return Discounts(
        codes=tuple(request.codes),
        applied=tuple(applied for _, applied in calculation.applied),
        rejected=tuple(sorted(rejected, key=lambda each: each.place)),
    )


def ships_free(discounts: Discounts) -> bool:
    """Return whether one of the discounts is free shipping."""
    return any(each.kind is DiscountKind.FREE_SHIPPING for each in discounts.applied)


def with_shipping(discounts: Discounts, amount: int) -> Discounts:
    """Return the discounts with `amount` taken off the chosen delivery option by the one that is free shipping."""
    if not amount:
        return discounts
    return replace(
        discounts,
        applied=tuple(
            replace(each, shipping=amount) if each.kind is DiscountKind.FREE_SHIPPING else each
            for each in discounts.applied
        ),
    )


def price_of(line: Line) -> int:
    """Return the price of a line before its discount and its tax, in minor units."""
    return multiply(line.unit_price, line.quantity)


def _candidates(
    offered: Sequence[OfferedDiscount], codes: Sequence[str]
) -> Iterator[_Candidate | RejectedCode]:
    """Yield the automatic discounts, and each code with its discount, or rejected because there is none."""
    by_code: Mapping[str, OfferedDiscount] = {
        each.discount.code.lower(): each for each in offered if each.discount.code is not None
    }
    automatic = [each for each in offered if each.discount.code is None]
    for each in sorted(automatic, key=lambda each: each.discount.id):
        yield _Candidate(offered=each)
    seen: set[str] = set()
    for place, code in enumerate(codes):
        known = by_code.get(code.lower())
        if known is None:
            yield RejectedCode(code=code, place=place, reason=CodeRejection.UNKNOWN)
        elif code.lower() in seen:
            yield RejectedCode(code=code, place=place, reason=CodeRejection.ALREADY_APPLIED)
        else:
            seen.add(code.lower())
            yield _Candidate(offered=known, code=code, place=place)


def _obstacle(
    offered: OfferedDiscount, calculation: _Calculation, request: DiscountRequest
) -> CodeRejection | None:
    """Return why a discount does not apply, by its conditions; None if they are met."""
    discount = offered.discount
    if discount.ends_at is not None and request.at >= discount.ends_at:
        return CodeRejection.EXPIRED
    if discount.starts_at is not None and request.at < discount.starts_at:
        return CodeRejection.UNKNOWN
    if discount.max_uses is not None and offered.uses >= discount.max_uses:
        return CodeRejection.USED_UP
    if discount.max_uses_per_buyer is not None:
        if not request.is_buyer_known:
            return CodeRejection.BUYER_UNKNOWN
        if offered.uses_by_buyer >= discount.max_uses_per_buyer:
            return CodeRejection.USED_UP
    if calculation.subtotal < discount.min_subtotal:
        return CodeRejection.MINIMUM_NOT_MET
    if not _eligible(discount, calculation.lines):
        return CodeRejection.NOT_ELIGIBLE
    if calculation.applied and not (
        discount.combines and all(other.combines for other, _ in calculation.applied)
    ):
        return CodeRejection.NOT_COMBINABLE
    return None


def _apply(candidate: _Candidate, calculation: _Calculation) -> CodeRejection | None:
    """Add the discount to the calculation. Return why it takes nothing off, if so."""
    discount = candidate.discount
    is_shipping = discount.kind is DiscountKind.FREE_SHIPPING
    allocations: tuple[Allocation, ...] = ()
    if is_shipping:
        kinds = [other.kind for other, _ in calculation.applied]
        if DiscountKind.FREE_SHIPPING in kinds:
            return CodeRejection.NOT_COMBINABLE
    else:
        allocations = _allocations(discount, calculation)
        if not allocations:
            is_first = not calculation.applied
            return CodeRejection.NOT_ELIGIBLE if is_first else CodeRejection.NOT_COMBINABLE
    for part in allocations:
        calculation.left[part.line] -= part.amount
    applied = AppliedDiscount(
        id=discount.id,
        title=discount.title,
        kind=discount.kind,
        value=discount.value,
        method=discount.method,
        priority=discount.priority,
        code=candidate.code,
        allocations=allocations,
        starts_at=discount.starts_at,
        ends_at=discount.ends_at,
        is_counted=discount.is_counted,
    )
    calculation.applied.append((discount, applied))
    return None


def _allocations(discount: Discount, calculation: _Calculation) -> tuple[Allocation, ...]:
    """Return what the discount takes off each line, at most what is left of it, without lines that it leaves alone."""
    lines = [line for line in _eligible(discount, calculation.lines) if calculation.left[line.id]]
    left = [calculation.left[line.id] for line in lines]
    is_rate = discount.kind is DiscountKind.PERCENTAGE
    if discount.method is DiscountMethod.EACH:
        parts = [
            cut_share(rest, discount.value)
            if is_rate
            else min(multiply(discount.value, line.quantity), rest)
            for line, rest in zip(lines, left, strict=True)
        ]
    else:
        whole = sum(left)
        amount = cut_share(whole, discount.value) if is_rate else min(discount.value, whole)
        parts = divide_in_proportion(amount, left) if whole else []
    return tuple(
        Allocation(line=line.id, amount=amount)
        for line, amount in zip(lines, parts, strict=True)
        if amount
    )


def _eligible(discount: Discount, lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not discount.articles or line.article in discount.articles]
