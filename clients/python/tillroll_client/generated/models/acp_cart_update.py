from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_buyer_input import AcpBuyerInput
    from ..models.acp_discount_codes import AcpDiscountCodes
    from ..models.acp_item_input import AcpItemInput


T = TypeVar("T", bound="AcpCartUpdate")


@_attrs_define
class AcpCartUpdate:
    """What is absent stays, and null removes.

    Attributes:
        line_items (list[AcpItemInput]):
        buyer (AcpBuyerInput | None | Unset):
        discounts (AcpDiscountCodes | None | Unset):
    """

    line_items: list[AcpItemInput]
    buyer: AcpBuyerInput | None | Unset = UNSET
    discounts: AcpDiscountCodes | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.acp_buyer_input import AcpBuyerInput
        from ..models.acp_discount_codes import AcpDiscountCodes

        line_items = []
        for line_items_item_data in self.line_items:
            line_items_item = line_items_item_data.to_dict()
            line_items.append(line_items_item)

        buyer: dict[str, Any] | None | Unset
        if isinstance(self.buyer, Unset):
            buyer = UNSET
        elif isinstance(self.buyer, AcpBuyerInput):
            buyer = self.buyer.to_dict()
        else:
            buyer = self.buyer

        discounts: dict[str, Any] | None | Unset
        if isinstance(self.discounts, Unset):
            discounts = UNSET
        elif isinstance(self.discounts, AcpDiscountCodes):
            discounts = self.discounts.to_dict()
        else:
            discounts = self.discounts

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "line_items": line_items,
            }
        )
        if buyer is not UNSET:
            field_dict["buyer"] = buyer
        if discounts is not UNSET:
            field_dict["discounts"] = discounts

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_buyer_input import AcpBuyerInput
        from ..models.acp_discount_codes import AcpDiscountCodes
        from ..models.acp_item_input import AcpItemInput

        d = dict(src_dict)
        line_items = []
        _line_items = d.pop("line_items")
        for line_items_item_data in _line_items:
            line_items_item = AcpItemInput.from_dict(line_items_item_data)

            line_items.append(line_items_item)

        def _parse_buyer(data: object) -> AcpBuyerInput | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                buyer_type_0 = AcpBuyerInput.from_dict(data)

                return buyer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AcpBuyerInput | None | Unset, data)

        buyer = _parse_buyer(d.pop("buyer", UNSET))

        def _parse_discounts(data: object) -> AcpDiscountCodes | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                discounts_type_0 = AcpDiscountCodes.from_dict(data)

                return discounts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AcpDiscountCodes | None | Unset, data)

        discounts = _parse_discounts(d.pop("discounts", UNSET))

        acp_cart_update = cls(
            line_items=line_items,
            buyer=buyer,
            discounts=discounts,
        )

        acp_cart_update.additional_properties = d
        return acp_cart_update

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
