from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.session_address_input import SessionAddressInput
    from ..models.session_v1_item_input import SessionV1ItemInput
    from ..models.state_set_checkout_buyer_input import StateSetCheckoutBuyerInput
    from ..models.state_set_checkout_creation_metadata import (
        StateSetCheckoutCreationMetadata,
    )


T = TypeVar("T", bound="StateSetCheckoutCreation")


@_attrs_define
class StateSetCheckoutCreation:
    """
    Attributes:
        items (list[SessionV1ItemInput]):
        buyer (StateSetCheckoutBuyerInput | Unset):
        fulfillment_address (SessionAddressInput | Unset):
        fulfillment_option_id (str | Unset):
        metadata (StateSetCheckoutCreationMetadata | Unset): Free-form data of the client.
    """

    items: list[SessionV1ItemInput]
    buyer: StateSetCheckoutBuyerInput | Unset = UNSET
    fulfillment_address: SessionAddressInput | Unset = UNSET
    fulfillment_option_id: str | Unset = UNSET
    metadata: StateSetCheckoutCreationMetadata | Unset = UNSET
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
        from ..models.session_address_input import SessionAddressInput
        from ..models.session_v1_item_input import SessionV1ItemInput
        from ..models.state_set_checkout_buyer_input import StateSetCheckoutBuyerInput
        from ..models.state_set_checkout_creation_metadata import (
            StateSetCheckoutCreationMetadata,
        )

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = SessionV1ItemInput.from_dict(items_item_data)

            items.append(items_item)

        _buyer = d.pop("buyer", UNSET)
        buyer: StateSetCheckoutBuyerInput | Unset
        if isinstance(_buyer, Unset):
            buyer = UNSET
        else:
            buyer = StateSetCheckoutBuyerInput.from_dict(_buyer)

        _fulfillment_address = d.pop("fulfillment_address", UNSET)
        fulfillment_address: SessionAddressInput | Unset
        if isinstance(_fulfillment_address, Unset):
            fulfillment_address = UNSET
        else:
            fulfillment_address = SessionAddressInput.from_dict(_fulfillment_address)

        fulfillment_option_id = d.pop("fulfillment_option_id", UNSET)

        _metadata = d.pop("metadata", UNSET)
        metadata: StateSetCheckoutCreationMetadata | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = StateSetCheckoutCreationMetadata.from_dict(_metadata)

        state_set_checkout_creation = cls(
            items=items,
            buyer=buyer,
            fulfillment_address=fulfillment_address,
            fulfillment_option_id=fulfillment_option_id,
            metadata=metadata,
        )

        state_set_checkout_creation.additional_properties = d
        return state_set_checkout_creation

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
