from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.found_checkout_shape import FoundCheckoutShape
    from ..models.lag_shape import LagShape


T = TypeVar("T", bound="CheckoutHitsShape")


@_attrs_define
class CheckoutHitsShape:
    """A page of a search for checkouts, the newest `found_by` first.

    Attributes:
        checkouts (list[FoundCheckoutShape]):
        behind (LagShape): How far the audit log is behind the recorded events; 0 if it has all of them.
    """

    checkouts: list[FoundCheckoutShape]
    behind: LagShape
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkouts = []
        for checkouts_item_data in self.checkouts:
            checkouts_item = checkouts_item_data.to_dict()
            checkouts.append(checkouts_item)

        behind = self.behind.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkouts": checkouts,
                "behind": behind,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.found_checkout_shape import FoundCheckoutShape
        from ..models.lag_shape import LagShape

        d = dict(src_dict)
        checkouts = []
        _checkouts = d.pop("checkouts")
        for checkouts_item_data in _checkouts:
            checkouts_item = FoundCheckoutShape.from_dict(checkouts_item_data)

            checkouts.append(checkouts_item)

        behind = LagShape.from_dict(d.pop("behind"))

        checkout_hits_shape = cls(
            checkouts=checkouts,
            behind=behind,
        )

        checkout_hits_shape.additional_properties = d
        return checkout_hits_shape

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
