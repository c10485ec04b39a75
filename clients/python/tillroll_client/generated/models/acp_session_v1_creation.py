from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_session_v1_buyer_input import AcpSessionV1BuyerInput
    from ..models.acp_session_v1_creation_metadata import AcpSessionV1CreationMetadata
    from ..models.session_address_input import SessionAddressInput
    from ..models.session_v1_item_input import SessionV1ItemInput


T = TypeVar("T", bound="AcpSessionV1Creation")


@_attrs_define
class AcpSessionV1Creation:
    """
    Attributes:
        items (list[SessionV1ItemInput]):
        buyer (AcpSessionV1BuyerInput | Unset):
        fulfillment_address (SessionAddressInput | Unset):
        fulfillment_option_id (str | Unset):
        metadata (AcpSessionV1CreationMetadata | Unset): Free-form data of the client.
    """

    items: list[SessionV1ItemInput]
    buyer: AcpSessionV1BuyerInput | Unset = UNSET
    fulfillment_address: SessionAddressInput | Unset = UNSET
    fulfillment_option_id: str | Unset = UNSET
    metadata: AcpSessionV1CreationMetadata | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        buyer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.buyer, Unset):
            buyer = self.buyer.to_dict()

        fulfillment_address: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fulfillment_address, Unset):
            fulfillment_address = self.fulfillment_address.to_dict()

        fulfillment_option_id = self.fulfillment_option_id

        metadata: dict[str, Any] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = self.metadata.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "items": items,
            }
        )
        if buyer is not UNSET:
            field_dict["buyer"] = buyer
        if fulfillment_address is not UNSET:
            field_dict["fulfillment_address"] = fulfillment_address
        if fulfillment_option_id is not UNSET:
            field_dict["fulfillment_option_id"] = fulfillment_option_id
        if metadata is not UNSET:
            field_dict["metadata"] = metadata

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_session_v1_buyer_input import AcpSessionV1BuyerInput
        from ..models.acp_session_v1_creation_metadata import (
            AcpSessionV1CreationMetadata,
        )
        from ..models.session_address_input import SessionAddressInput
        from ..models.session_v1_item_input import SessionV1ItemInput

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = SessionV1ItemInput.from_dict(items_item_data)

            items.append(items_item)

        _buyer = d.pop("buyer", UNSET)
        buyer: AcpSessionV1BuyerInput | Unset
        if isinstance(_buyer, Unset):
            buyer = UNSET
        else:
            buyer = AcpSessionV1BuyerInput.from_dict(_buyer)

        _fulfillment_address = d.pop("fulfillment_address", UNSET)
        fulfillment_address: SessionAddressInput | Unset
        if isinstance(_fulfillment_address, Unset):
            fulfillment_address = UNSET
        else:
            fulfillment_address = SessionAddressInput.from_dict(_fulfillment_address)

        fulfillment_option_id = d.pop("fulfillment_option_id", UNSET)

        _metadata = d.pop("metadata", UNSET)
        metadata: AcpSessionV1CreationMetadata | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = AcpSessionV1CreationMetadata.from_dict(_metadata)

        acp_session_v1_creation = cls(
            items=items,
            buyer=buyer,
            fulfillment_address=fulfillment_address,
            fulfillment_option_id=fulfillment_option_id,
            metadata=metadata,
        )

        acp_session_v1_creation.additional_properties = d
        return acp_session_v1_creation

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
