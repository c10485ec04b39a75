from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DecidedOnShape")


@_attrs_define
class DecidedOnShape:
    """The state that the command was decided on. `total` is minor units of `currency`.

    Attributes:
        version (int):
        time (str):
        stage (str):
        total (int):
        currency (str):
    """

    version: int
    time: str
    stage: str
    total: int
    currency: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        time = self.time

        stage = self.stage

        total = self.total

        currency = self.currency

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "time": time,
                "stage": stage,
                "total": total,
                "currency": currency,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        time = d.pop("time")

        stage = d.pop("stage")

        total = d.pop("total")

        currency = d.pop("currency")

        decided_on_shape = cls(
            version=version,
            time=time,
            stage=stage,
            total=total,
            currency=currency,
        )

        decided_on_shape.additional_properties = d
        return decided_on_shape

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
