from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.order_part_shown import OrderPartShown


T = TypeVar("T", bound="ExpectationShown")


@_attrs_define
class ExpectationShown:
    """What the shop promises for some pieces.

    Attributes:
        id (str):
        method (str):
        lines (list[OrderPartShown]):
        group (None | str):
        description (None | str):
        fulfillable_on (None | str):
    """

    id: str
    method: str
    lines: list[OrderPartShown]
    group: None | str
    description: None | str
    fulfillable_on: None | str

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        method = self.method

        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)

        group: None | str
        group = self.group

        description: None | str
        description = self.description

        fulfillable_on: None | str
        fulfillable_on = self.fulfillable_on

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "method": method,
                "lines": lines,
                "group": group,
                "description": description,
                "fulfillable_on": fulfillable_on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.order_part_shown import OrderPartShown

        d = dict(src_dict)
        id = d.pop("id")

        method = d.pop("method")

        lines = []
        _lines = d.pop("lines")
        for lines_item_data in _lines:
            lines_item = OrderPartShown.from_dict(lines_item_data)

            lines.append(lines_item)

        def _parse_group(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        group = _parse_group(d.pop("group"))

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        def _parse_fulfillable_on(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        fulfillable_on = _parse_fulfillable_on(d.pop("fulfillable_on"))

        expectation_shown = cls(
            id=id,
            method=method,
            lines=lines,
            group=group,
            description=description,
            fulfillable_on=fulfillable_on,
        )

        return expectation_shown
