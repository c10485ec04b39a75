from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.lookup_shape_matched import LookupShapeMatched
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.found_checkout_shape import FoundCheckoutShape
    from ..models.refused_request_shape import RefusedRequestShape


T = TypeVar("T", bound="LookupShape")


@_attrs_define
class LookupShape:
    """The checkouts that have a name, the last changed one first. `more`: there are others.

    Attributes:
        matched (LookupShapeMatched): The kind of name that matched.
        checkouts (list[FoundCheckoutShape]):
        more (bool):
        refused (list[RefusedRequestShape] | Unset): Refused commands of the request, newest first; absent for names of
            other kinds.
    """

    matched: LookupShapeMatched
    checkouts: list[FoundCheckoutShape]
    more: bool
    refused: list[RefusedRequestShape] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        matched = self.matched.value

        checkouts = []
        for checkouts_item_data in self.checkouts:
            checkouts_item = checkouts_item_data.to_dict()
            checkouts.append(checkouts_item)

        more = self.more

        refused: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.refused, Unset):
            refused = []
            for refused_item_data in self.refused:
                refused_item = refused_item_data.to_dict()
                refused.append(refused_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "matched": matched,
                "checkouts": checkouts,
                "more": more,
            }
        )
        if refused is not UNSET:
            field_dict["refused"] = refused

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.found_checkout_shape import FoundCheckoutShape
        from ..models.refused_request_shape import RefusedRequestShape

        d = dict(src_dict)
        matched = LookupShapeMatched(d.pop("matched"))

        checkouts = []
        _checkouts = d.pop("checkouts")
        for checkouts_item_data in _checkouts:
            checkouts_item = FoundCheckoutShape.from_dict(checkouts_item_data)

            checkouts.append(checkouts_item)

        more = d.pop("more")

        _refused = d.pop("refused", UNSET)
        refused: list[RefusedRequestShape] | Unset = UNSET
        if _refused is not UNSET:
            refused = []
            for refused_item_data in _refused:
                refused_item = RefusedRequestShape.from_dict(refused_item_data)

                refused.append(refused_item)

        lookup_shape = cls(
            matched=matched,
            checkouts=checkouts,
            more=more,
            refused=refused,
        )

        lookup_shape.additional_properties = d
        return lookup_shape

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
