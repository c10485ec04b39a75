from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.difference_shape_patch_item import DifferenceShapePatchItem
    from ..models.mark_shape import MarkShape


T = TypeVar("T", bound="DifferenceShape")


@_attrs_define
class DifferenceShape:
    """The changes from one version to another.

    Attributes:
        checkout (str):
        from_ (MarkShape): A version and the time of its event.
        to (MarkShape): A version and the time of its event.
        patch (list[DifferenceShapePatchItem]): A JSON patch (RFC 6902).
        words (list[str]): The changes in English, one sentence for each.
    """

    checkout: str
    from_: MarkShape
    to: MarkShape
    patch: list[DifferenceShapePatchItem]
    words: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        from_ = self.from_.to_dict()

        to = self.to.to_dict()

        patch = []
        for patch_item_data in self.patch:
            patch_item = patch_item_data.to_dict()
            patch.append(patch_item)

        words = self.words

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "from": from_,
                "to": to,
                "patch": patch,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.difference_shape_patch_item import DifferenceShapePatchItem
        from ..models.mark_shape import MarkShape

        d = dict(src_dict)
        checkout = d.pop("checkout")

        from_ = MarkShape.from_dict(d.pop("from"))

        to = MarkShape.from_dict(d.pop("to"))

        patch = []
        _patch = d.pop("patch")
        for patch_item_data in _patch:
            patch_item = DifferenceShapePatchItem.from_dict(patch_item_data)

            patch.append(patch_item)

        words = cast(list[str], d.pop("words"))

        difference_shape = cls(
            checkout=checkout,
            from_=from_,
            to=to,
            patch=patch,
            words=words,
        )

        difference_shape.additional_properties = d
        return difference_shape

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
