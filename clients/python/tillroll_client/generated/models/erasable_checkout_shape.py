from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.erasable_checkout_shape_stage import ErasableCheckoutShapeStage

T = TypeVar("T", bound="ErasableCheckoutShape")


@_attrs_define
class ErasableCheckoutShape:
    """A checkout with data of the person. `ended` is null while it has not ended. `classes` can still be erased.

    Attributes:
        checkout (str):
        merchant (str):
        stage (ErasableCheckoutShapeStage):
        opened (str):
        ended (None | str):
        classes (list[str]):
    """

    checkout: str
    merchant: str
    stage: ErasableCheckoutShapeStage
    opened: str
    ended: None | str
    classes: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        merchant = self.merchant

        stage = self.stage.value

        opened = self.opened

        ended: None | str
        ended = self.ended

        classes = self.classes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "merchant": merchant,
                "stage": stage,
                "opened": opened,
                "ended": ended,
                "classes": classes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        checkout = d.pop("checkout")

        merchant = d.pop("merchant")

        stage = ErasableCheckoutShapeStage(d.pop("stage"))

        opened = d.pop("opened")

        def _parse_ended(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        ended = _parse_ended(d.pop("ended"))

        classes = cast(list[str], d.pop("classes"))

        erasable_checkout_shape = cls(
            checkout=checkout,
            merchant=merchant,
            stage=stage,
            opened=opened,
            ended=ended,
            classes=classes,
        )

        erasable_checkout_shape.additional_properties = d
        return erasable_checkout_shape

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
