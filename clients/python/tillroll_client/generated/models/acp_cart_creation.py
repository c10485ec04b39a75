from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_buyer_input import AcpBuyerInput
    from ..models.acp_cart_creation_metadata import AcpCartCreationMetadata
    from ..models.acp_discount_codes import AcpDiscountCodes
    from ..models.acp_item_input import AcpItemInput


T = TypeVar("T", bound="AcpCartCreation")


@_attrs_define
class AcpCartCreation:
    """
    Attributes:
        line_items (list[AcpItemInput]):
        buyer (AcpBuyerInput | Unset):
        discounts (AcpDiscountCodes | Unset):
        metadata (AcpCartCreationMetadata | Unset): Free-form data of the client.
    """

    line_items: list[AcpItemInput]
    buyer: AcpBuyerInput | Unset = UNSET
    discounts: AcpDiscountCodes | Unset = UNSET
    metadata: AcpCartCreationMetadata | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        line_items = []
        for line_items_item_data in self.line_items:
            line_items_item = line_items_item_data.to_dict()
            line_items.append(line_items_item)

        buyer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.buyer, Unset):
            buyer = self.buyer.to_dict()

        discounts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.discounts, Unset):
            discounts = self.discounts.to_dict()

        metadata: dict[str, Any] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = self.metadata.to_dict()

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
        if metadata is not UNSET:
            field_dict["metadata"] = metadata

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_buyer_input import AcpBuyerInput
        from ..models.acp_cart_creation_metadata import AcpCartCreationMetadata
        from ..models.acp_discount_codes import AcpDiscountCodes
        from ..models.acp_item_input import AcpItemInput

        d = dict(src_dict)
        line_items = []
        _line_items = d.pop("line_items")
        for line_items_item_data in _line_items:
            line_items_item = AcpItemInput.from_dict(line_items_item_data)

            line_items.append(line_items_item)

        _buyer = d.pop("buyer", UNSET)
        buyer: AcpBuyerInput | Unset
        if isinstance(_buyer, Unset):
            buyer = UNSET
        else:
            buyer = AcpBuyerInput.from_dict(_buyer)

        _discounts = d.pop("discounts", UNSET)
        discounts: AcpDiscountCodes | Unset
        if isinstance(_discounts, Unset):
            discounts = UNSET
        else:
            discounts = AcpDiscountCodes.from_dict(_discounts)

        _metadata = d.pop("metadata", UNSET)
        metadata: AcpCartCreationMetadata | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = AcpCartCreationMetadata.from_dict(_metadata)

        acp_cart_creation = cls(
            line_items=line_items,
            buyer=buyer,
            discounts=discounts,
            metadata=metadata,
        )

        acp_cart_creation.additional_properties = d
        return acp_cart_creation

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
