from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.decided_on_shape import DecidedOnShape
    from ..models.other_request_shape import OtherRequestShape
    from ..models.refusal_shape import RefusalShape
    from ..models.wanted_value_shape import WantedValueShape


T = TypeVar("T", bound="RefusedCommandShape")


@_attrs_define
class RefusedCommandShape:
    """One refused command with the state that it was decided on.

    Attributes:
        refusal (RefusalShape): A command refused at `version`. `position` in the log is null if it is only counted;
            `explanation` is English.
        status (int | None): The HTTP status that this release answers such a request with; null if it is not known.
        decided_on (DecidedOnShape): The state that the command was decided on. `total` is minor units of `currency`.
        values (list[WantedValueShape]): What the command is about; at most 200 values.
        value_count (int):
        obstruction (None | OtherRequestShape): Null if no other request stood in the way, or if it is unknown.
    """

    refusal: RefusalShape
    status: int | None
    decided_on: DecidedOnShape
    values: list[WantedValueShape]
    value_count: int
    obstruction: None | OtherRequestShape
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.other_request_shape import OtherRequestShape

        refusal = self.refusal.to_dict()

        status: int | None
        status = self.status

        decided_on = self.decided_on.to_dict()

        values = []
        for values_item_data in self.values:
            values_item = values_item_data.to_dict()
            values.append(values_item)

        value_count = self.value_count

        obstruction: dict[str, Any] | None
        if isinstance(self.obstruction, OtherRequestShape):
            obstruction = self.obstruction.to_dict()
        else:
            obstruction = self.obstruction

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "refusal": refusal,
                "status": status,
                "decided_on": decided_on,
                "values": values,
                "value_count": value_count,
                "obstruction": obstruction,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.decided_on_shape import DecidedOnShape
        from ..models.other_request_shape import OtherRequestShape
        from ..models.refusal_shape import RefusalShape
        from ..models.wanted_value_shape import WantedValueShape

        d = dict(src_dict)
        refusal = RefusalShape.from_dict(d.pop("refusal"))

        def _parse_status(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        status = _parse_status(d.pop("status"))

        decided_on = DecidedOnShape.from_dict(d.pop("decided_on"))

        values = []
        _values = d.pop("values")
        for values_item_data in _values:
            values_item = WantedValueShape.from_dict(values_item_data)

            values.append(values_item)

        value_count = d.pop("value_count")

        def _parse_obstruction(data: object) -> None | OtherRequestShape:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                obstruction_type_0 = OtherRequestShape.from_dict(data)

                return obstruction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OtherRequestShape, data)

        obstruction = _parse_obstruction(d.pop("obstruction"))

        refused_command_shape = cls(
            refusal=refusal,
            status=status,
            decided_on=decided_on,
            values=values,
            value_count=value_count,
            obstruction=obstruction,
        )

        refused_command_shape.additional_properties = d
        return refused_command_shape

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
