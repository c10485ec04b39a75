from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.expectation_body_method import ExpectationBodyMethod
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.line_part import LinePart


T = TypeVar("T", bound="ExpectationBody")


@_attrs_define
class ExpectationBody:
    """What the customer is promised for some pieces.

    Attributes:
        lines (list[LinePart]):
        id (None | str | Unset): The shop's own id, unique in its order: a report with it can be repeated. Default: a
            new one.
        method (ExpectationBodyMethod | Unset):  Default: ExpectationBodyMethod.SHIPPING.
        group (None | str | Unset): The delivery group whose destination they go to, as the checkout has it.
        description (None | str | Unset):
        fulfillable_on (None | str | Unset): `now`, or when they can be sent.
    """

    lines: list[LinePart]
    id: None | str | Unset = UNSET
    method: ExpectationBodyMethod | Unset = ExpectationBodyMethod.SHIPPING
    group: None | str | Unset = UNSET
    description: None | str | Unset = UNSET
    fulfillable_on: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)

        id: None | str | Unset
        if isinstance(self.id, Unset):
            id = UNSET
        else:
            id = self.id

        method: str | Unset = UNSET
        if not isinstance(self.method, Unset):
            method = self.method.value

        group: None | str | Unset
        if isinstance(self.group, Unset):
            group = UNSET
        else:
            group = self.group

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        fulfillable_on: None | str | Unset
        if isinstance(self.fulfillable_on, Unset):
            fulfillable_on = UNSET
        else:
            fulfillable_on = self.fulfillable_on

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "lines": lines,
            }
        )
        if id is not UNSET:
            field_dict["id"] = id
        if method is not UNSET:
            field_dict["method"] = method
        if group is not UNSET:
            field_dict["group"] = group
        if description is not UNSET:
            field_dict["description"] = description
        if fulfillable_on is not UNSET:
            field_dict["fulfillable_on"] = fulfillable_on

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.line_part import LinePart

        d = dict(src_dict)
        lines = []
        _lines = d.pop("lines")
        for lines_item_data in _lines:
            lines_item = LinePart.from_dict(lines_item_data)

            lines.append(lines_item)

        def _parse_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        id = _parse_id(d.pop("id", UNSET))

        _method = d.pop("method", UNSET)
        method: ExpectationBodyMethod | Unset
        if isinstance(_method, Unset):
            method = UNSET
        else:
            method = ExpectationBodyMethod(_method)

        def _parse_group(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        group = _parse_group(d.pop("group", UNSET))

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        def _parse_fulfillable_on(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        fulfillable_on = _parse_fulfillable_on(d.pop("fulfillable_on", UNSET))

        expectation_body = cls(
            lines=lines,
            id=id,
            method=method,
            group=group,
            description=description,
            fulfillable_on=fulfillable_on,
        )

        return expectation_body
