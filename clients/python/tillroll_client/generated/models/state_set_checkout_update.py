from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.session_address_input import SessionAddressInput
    from ..models.session_v1_item_input import SessionV1ItemInput
    from ..models.state_set_checkout_buyer_input import StateSetCheckoutBuyerInput


T = TypeVar("T", bound="StateSetCheckoutUpdate")


@_attrs_define
class StateSetCheckoutUpdate:
    """What is absent stays, and null removes.

    Attributes:
        items (list[SessionV1ItemInput] | Unset):
        buyer (None | StateSetCheckoutBuyerInput | Unset):
        fulfillment_address (None | SessionAddressInput | Unset):
        fulfillment_option_id (None | str | Unset):
    """

    items: list[SessionV1ItemInput] | Unset = UNSET
    buyer: None | StateSetCheckoutBuyerInput | Unset = UNSET
    fulfillment_address: None | SessionAddressInput | Unset = UNSET
    fulfillment_option_id: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.session_address_input import SessionAddressInput
        from ..models.state_set_checkout_buyer_input import StateSetCheckoutBuyerInput

        items: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.items, Unset):
            items = []
            for items_item_data in self.items:
                items_item = items_item_data.to_dict()
                items.append(items_item)

        buyer: dict[str, Any] | None | Unset
        if isinstance(self.buyer, Unset):
            buyer = UNSET
        elif isinstance(self.buyer, StateSetCheckoutBuyerInput):
            buyer = self.buyer.to_dict()
        else:
            buyer = self.buyer

        fulfillment_address: dict[str, Any] | None | Unset
        if isinstance(self.fulfillment_address, Unset):
            fulfillment_address = UNSET
        elif isinstance(self.fulfillment_address, SessionAddressInput):
            fulfillment_address = self.fulfillment_address.to_dict()
        else:
            fulfillment_address = self.fulfillment_address

        fulfillment_option_id: None | str | Unset
        if isinstance(self.fulfillment_option_id, Unset):
            fulfillment_option_id = UNSET
        else:
            fulfillment_option_id = self.fulfillment_option_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if items is not UNSET:
            field_dict["items"] = items
        if buyer is not UNSET:
            field_dict["buyer"] = buyer
        if fulfillment_address is not UNSET:
            field_dict["fulfillment_address"] = fulfillment_address
        if fulfillment_option_id is not UNSET:
            field_dict["fulfillment_option_id"] = fulfillment_option_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.session_address_input import SessionAddressInput
        from ..models.session_v1_item_input import SessionV1ItemInput
        from ..models.state_set_checkout_buyer_input import StateSetCheckoutBuyerInput

        d = dict(src_dict)
        _items = d.pop("items", UNSET)
        items: list[SessionV1ItemInput] | Unset = UNSET
        if _items is not UNSET:
            items = []
            for items_item_data in _items:
                items_item = SessionV1ItemInput.from_dict(items_item_data)

                items.append(items_item)

        def _parse_buyer(data: object) -> None | StateSetCheckoutBuyerInput | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                buyer_type_0 = StateSetCheckoutBuyerInput.from_dict(data)

                return buyer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | StateSetCheckoutBuyerInput | Unset, data)

        buyer = _parse_buyer(d.pop("buyer", UNSET))

        def _parse_fulfillment_address(
            data: object,
        ) -> None | SessionAddressInput | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fulfillment_address_type_0 = SessionAddressInput.from_dict(data)

                return fulfillment_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SessionAddressInput | Unset, data)

        fulfillment_address = _parse_fulfillment_address(
            d.pop("fulfillment_address", UNSET)
        )

        def _parse_fulfillment_option_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        fulfillment_option_id = _parse_fulfillment_option_id(
            d.pop("fulfillment_option_id", UNSET)
        )

        state_set_checkout_update = cls(
            items=items,
            buyer=buyer,
            fulfillment_address=fulfillment_address,
            fulfillment_option_id=fulfillment_option_id,
        )

        state_set_checkout_update.additional_properties = d
        return state_set_checkout_update

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
