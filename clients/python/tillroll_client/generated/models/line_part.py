from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="LinePart")


@_attrs_define
class LinePart:
    """Pieces of one line.

    Attributes:
        line (str): The id of the line, as reading the order has it. Example: A-1001.
        quantity (int | str):
    """

    line: str
    quantity: int | str

    def to_dict(self) -> dict[str, Any]:
        line = self.line

        quantity: int | str
        quantity = self.quantity

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "line": line,
                "quantity": quantity,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        line = d.pop("line")

        def _parse_quantity(data: object) -> int | str:
            return cast(int | str, data)

        quantity = _parse_quantity(d.pop("quantity"))

        line_part = cls(
            line=line,
            quantity=quantity,
        )

        return line_part
