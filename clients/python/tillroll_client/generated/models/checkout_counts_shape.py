from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.checkout_counts_shape_fields import CheckoutCountsShapeFields
    from ..models.count_shape import CountShape
    from ..models.lag_shape import LagShape


T = TypeVar("T", bound="CheckoutCountsShape")


@_attrs_define
class CheckoutCountsShape:
    """The number of checkouts of a search, and of those with each value of a field, by the name of its parameter.

    Attributes:
        checkouts (CountShape): A number of checkouts. `more`: it is the least that there are, because only the newest
            1000 were counted.
        fields (CheckoutCountsShapeFields):
        behind (LagShape): How far the audit log is behind the recorded events; 0 if it has all of them.
    """

    checkouts: CountShape
    fields: CheckoutCountsShapeFields
    behind: LagShape
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkouts = self.checkouts.to_dict()

        fields = self.fields.to_dict()

        behind = self.behind.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkouts": checkouts,
                "fields": fields,
                "behind": behind,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.checkout_counts_shape_fields import CheckoutCountsShapeFields
        from ..models.count_shape import CountShape
        from ..models.lag_shape import LagShape

        d = dict(src_dict)
        checkouts = CountShape.from_dict(d.pop("checkouts"))

        fields = CheckoutCountsShapeFields.from_dict(d.pop("fields"))

        behind = LagShape.from_dict(d.pop("behind"))

        checkout_counts_shape = cls(
            checkouts=checkouts,
            fields=fields,
            behind=behind,
        )

        checkout_counts_shape.additional_properties = d
        return checkout_counts_shape

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
