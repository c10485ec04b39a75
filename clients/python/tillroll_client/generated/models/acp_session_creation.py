from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_buyer_input import AcpBuyerInput
    from ..models.acp_discount_codes import AcpDiscountCodes
    from ..models.acp_fulfillment_details_input import AcpFulfillmentDetailsInput
    from ..models.acp_fulfillment_group_input import AcpFulfillmentGroupInput
    from ..models.acp_item_input import AcpItemInput
    from ..models.acp_option_selection import AcpOptionSelection
    from ..models.acp_session_creation_capabilities import (
        AcpSessionCreationCapabilities,
    )
    from ..models.acp_session_creation_metadata import AcpSessionCreationMetadata


T = TypeVar("T", bound="AcpSessionCreation")


@_attrs_define
class AcpSessionCreation:
    """Has `line_items`, or in 2026-04-17 a `cart_id`.

    Attributes:
        line_items (list[AcpItemInput] | Unset):
        currency (str | Unset): ISO 4217. Example: usd.
        capabilities (AcpSessionCreationCapabilities | Unset):
        metadata (AcpSessionCreationMetadata | Unset): Free-form data of the client.
        cart_id (str | Unset): In 2026-04-17: the cart that becomes the session.
        buyer (AcpBuyerInput | Unset):
        fulfillment_details (AcpFulfillmentDetailsInput | Unset):
        fulfillment_groups (list[AcpFulfillmentGroupInput] | Unset):
        selected_fulfillment_options (list[AcpOptionSelection] | Unset):
        discounts (AcpDiscountCodes | Unset):
    """

    line_items: list[AcpItemInput] | Unset = UNSET
    currency: str | Unset = UNSET
    capabilities: AcpSessionCreationCapabilities | Unset = UNSET
    metadata: AcpSessionCreationMetadata | Unset = UNSET
    cart_id: str | Unset = UNSET
    buyer: AcpBuyerInput | Unset = UNSET
    fulfillment_details: AcpFulfillmentDetailsInput | Unset = UNSET
    fulfillment_groups: list[AcpFulfillmentGroupInput] | Unset = UNSET
    selected_fulfillment_options: list[AcpOptionSelection] | Unset = UNSET
    discounts: AcpDiscountCodes | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        line_items: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.line_items, Unset):
            line_items = []
            for line_items_item_data in self.line_items:
                line_items_item = line_items_item_data.to_dict()
                line_items.append(line_items_item)

        currency = self.currency

        capabilities: dict[str, Any] | Unset = UNSET
        if not isinstance(self.capabilities, Unset):
            capabilities = self.capabilities.to_dict()

        metadata: dict[str, Any] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = self.metadata.to_dict()

        cart_id = self.cart_id

        buyer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.buyer, Unset):
            buyer = self.buyer.to_dict()

        fulfillment_details: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fulfillment_details, Unset):
            fulfillment_details = self.fulfillment_details.to_dict()

        fulfillment_groups: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.fulfillment_groups, Unset):
            fulfillment_groups = []
            for fulfillment_groups_item_data in self.fulfillment_groups:
                fulfillment_groups_item = fulfillment_groups_item_data.to_dict()
                fulfillment_groups.append(fulfillment_groups_item)

        selected_fulfillment_options: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.selected_fulfillment_options, Unset):
            selected_fulfillment_options = []
            for (
                selected_fulfillment_options_item_data
            ) in self.selected_fulfillment_options:
                selected_fulfillment_options_item = (
                    selected_fulfillment_options_item_data.to_dict()
                )
                selected_fulfillment_options.append(selected_fulfillment_options_item)

        discounts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.discounts, Unset):
            discounts = self.discounts.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if line_items is not UNSET:
            field_dict["line_items"] = line_items
        if currency is not UNSET:
            field_dict["currency"] = currency
        if capabilities is not UNSET:
            field_dict["capabilities"] = capabilities
        if metadata is not UNSET:
            field_dict["metadata"] = metadata
        if cart_id is not UNSET:
            field_dict["cart_id"] = cart_id
        if buyer is not UNSET:
            field_dict["buyer"] = buyer
        if fulfillment_details is not UNSET:
            field_dict["fulfillment_details"] = fulfillment_details
        if fulfillment_groups is not UNSET:
            field_dict["fulfillment_groups"] = fulfillment_groups
        if selected_fulfillment_options is not UNSET:
            field_dict["selected_fulfillment_options"] = selected_fulfillment_options
        if discounts is not UNSET:
            field_dict["discounts"] = discounts

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_buyer_input import AcpBuyerInput
        from ..models.acp_discount_codes import AcpDiscountCodes
        from ..models.acp_fulfillment_details_input import AcpFulfillmentDetailsInput
        from ..models.acp_fulfillment_group_input import AcpFulfillmentGroupInput
        from ..models.acp_item_input import AcpItemInput
        from ..models.acp_option_selection import AcpOptionSelection
        from ..models.acp_session_creation_capabilities import (
            AcpSessionCreationCapabilities,
        )
        from ..models.acp_session_creation_metadata import AcpSessionCreationMetadata

        d = dict(src_dict)
        _line_items = d.pop("line_items", UNSET)
        line_items: list[AcpItemInput] | Unset = UNSET
        if _line_items is not UNSET:
            line_items = []
            for line_items_item_data in _line_items:
                line_items_item = AcpItemInput.from_dict(line_items_item_data)

                line_items.append(line_items_item)

        currency = d.pop("currency", UNSET)

        _capabilities = d.pop("capabilities", UNSET)
        capabilities: AcpSessionCreationCapabilities | Unset
        if isinstance(_capabilities, Unset):
            capabilities = UNSET
        else:
            capabilities = AcpSessionCreationCapabilities.from_dict(_capabilities)

        _metadata = d.pop("metadata", UNSET)
        metadata: AcpSessionCreationMetadata | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = AcpSessionCreationMetadata.from_dict(_metadata)

        cart_id = d.pop("cart_id", UNSET)

        _buyer = d.pop("buyer", UNSET)
        buyer: AcpBuyerInput | Unset
        if isinstance(_buyer, Unset):
            buyer = UNSET
        else:
            buyer = AcpBuyerInput.from_dict(_buyer)

        _fulfillment_details = d.pop("fulfillment_details", UNSET)
        fulfillment_details: AcpFulfillmentDetailsInput | Unset
        if isinstance(_fulfillment_details, Unset):
            fulfillment_details = UNSET
        else:
            fulfillment_details = AcpFulfillmentDetailsInput.from_dict(
                _fulfillment_details
            )

        _fulfillment_groups = d.pop("fulfillment_groups", UNSET)
        fulfillment_groups: list[AcpFulfillmentGroupInput] | Unset = UNSET
        if _fulfillment_groups is not UNSET:
            fulfillment_groups = []
            for fulfillment_groups_item_data in _fulfillment_groups:
                fulfillment_groups_item = AcpFulfillmentGroupInput.from_dict(
                    fulfillment_groups_item_data
                )

                fulfillment_groups.append(fulfillment_groups_item)

        _selected_fulfillment_options = d.pop("selected_fulfillment_options", UNSET)
        selected_fulfillment_options: list[AcpOptionSelection] | Unset = UNSET
        if _selected_fulfillment_options is not UNSET:
            selected_fulfillment_options = []
            for selected_fulfillment_options_item_data in _selected_fulfillment_options:
                selected_fulfillment_options_item = AcpOptionSelection.from_dict(
                    selected_fulfillment_options_item_data
                )

                selected_fulfillment_options.append(selected_fulfillment_options_item)

        _discounts = d.pop("discounts", UNSET)
        discounts: AcpDiscountCodes | Unset
        if isinstance(_discounts, Unset):
            discounts = UNSET
        else:
            discounts = AcpDiscountCodes.from_dict(_discounts)

        acp_session_creation = cls(
            line_items=line_items,
            currency=currency,
            capabilities=capabilities,
            metadata=metadata,
            cart_id=cart_id,
            buyer=buyer,
            fulfillment_details=fulfillment_details,
            fulfillment_groups=fulfillment_groups,
            selected_fulfillment_options=selected_fulfillment_options,
            discounts=discounts,
        )

        acp_session_creation.additional_properties = d
        return acp_session_creation

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
