"""An event of discounts that has every field."""

from datetime import timedelta

from domain.events import DiscountsReplaced
from domain.values.discounts import (
    Allocation,
    AppliedDiscount,
    CodeRejection,
    DiscountKind,
    DiscountMethod,
    Discounts,
    RejectedCode,
)
from tests.interfaces.storage.example_values import AT, COMMON

DISCOUNTS_REPLACED = DiscountsReplaced(
    **COMMON,
    discounts=Discounts(
        codes=("HALF", "old"),
        applied=(
            AppliedDiscount(
                id="half",
                title="Half off",
                kind=DiscountKind.PERCENTAGE,
                value=5000,
                method=DiscountMethod.EACH,
                priority=1,
                code="HALF",
                allocations=(Allocation(line="4-2", amount=300),),
                starts_at=AT - timedelta(days=1),
                ends_at=AT + timedelta(days=1),
                is_counted=True,
            ),
            AppliedDiscount(
                id="ships-free",
                title="Free shipping",
                kind=DiscountKind.FREE_SHIPPING,
                value=0,
                method=DiscountMethod.ACROSS,
                priority=2,
                shipping=150,
            ),
        ),
        rejected=(RejectedCode(code="old", place=1, reason=CodeRejection.EXPIRED),),
    ),
)
