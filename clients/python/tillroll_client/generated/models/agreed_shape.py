from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AgreedShape")


@_attrs_define
class AgreedShape:
    """What the customer agreed to: `total` with `version`; `shown_total` is what `shown_version` showed before.

    Attributes:
        version (int):
        shown_version (int):
        time (str):
        by (str):
        total (int):
        shown_total (int):
        currency (str):
        completed (None | str):
        released (None | str):
    """

    version: int
    shown_version: int
    time: str
    by: str
    total: int
    shown_total: int
    currency: str
    completed: None | str
    released: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        shown_version = self.shown_version

        time = self.time

        by = self.by

        total = self.total

        shown_total = self.shown_total

        currency = self.currency

        completed: None | str
        completed = self.completed

        released: None | str
        released = self.released

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "shown_version": shown_version,
                "time": time,
                "by": by,
                "total": total,
                "shown_total": shown_total,
                "currency": currency,
                "completed": completed,
                "released": released,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        shown_version = d.pop("shown_version")

        time = d.pop("time")

        by = d.pop("by")

        total = d.pop("total")

        shown_total = d.pop("shown_total")

        currency = d.pop("currency")

        def _parse_completed(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        completed = _parse_completed(d.pop("completed"))

        def _parse_released(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        released = _parse_released(d.pop("released"))

        agreed_shape = cls(
            version=version,
            shown_version=shown_version,
            time=time,
            by=by,
            total=total,
            shown_total=shown_total,
            currency=currency,
            completed=completed,
            released=released,
        )

        agreed_shape.additional_properties = d
        return agreed_shape

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
