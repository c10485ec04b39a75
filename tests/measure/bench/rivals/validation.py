"""The rules of Walley's item table in pydantic, which is faster than tillroll's reader."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    StringConstraints,
    TypeAdapter,
    model_validator,
)

_Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)]
_Cut = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(lambda text: text[:50]),
]


class Item(BaseModel):
    """A row of the cart."""

    id: _Label
    description: _Cut
    type: Literal["GiftCard"] | None = None
    unitPrice: Annotated[Decimal, Field(ge=-999_999_999, le=999_999_999, decimal_places=2)]  # noqa: N815
    unitWeight: Annotated[Decimal, Field(ge=0)] | None = None  # noqa: N815
    quantity: Annotated[int, Field(ge=1, le=99_999_999)]
    vat: Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]
    requiresElectronicId: bool | None = None  # noqa: N815
    minimumAge: Annotated[int, Field(ge=1, le=120)] | None = None  # noqa: N815
    sku: Annotated[str, StringConstraints(max_length=1024)] | None = None

    @model_validator(mode="after")
    def _gift_card(self) -> Self:
        if self.type is not None and (self.unitPrice >= 0 or self.quantity != 1 or self.vat):
            raise ValueError("a gift card has a negative price, quantity 1 and no VAT")
        return self


def _distinct(items: Sequence[Item]) -> Sequence[Item]:
    if len({(item.id, item.description) for item in items}) != len(items):
        raise ValueError("id and description must be unique")
    return items


CART: TypeAdapter[Sequence[Item]] = TypeAdapter(
    Annotated[list[Item], Field(max_length=5000), AfterValidator(_distinct)]
)
"""Reads a cart from JSON, and writes it."""
