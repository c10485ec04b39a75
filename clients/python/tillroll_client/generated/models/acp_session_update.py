from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

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


T = TypeVar("T", bound="AcpSessionUpdate")


@_attrs_define
class AcpSessionUpdate:
    """What is absent stays, and null removes.

    Attributes:
        line_items (list[AcpItemInput] | Unset):
        buyer (AcpBuyerInput | None | Unset):
        fulfillment_details (AcpFulfillmentDetailsInput | None | Unset):
        fulfillment_groups (list[AcpFulfillmentGroupInput] | None | Unset):
        selected_fulfillment_options (list[AcpOptionSelection] | None | Unset):
        discounts (AcpDiscountCodes | None | Unset):
    """

    line_items: list[AcpItemInput] | Unset = UNSET
    buyer: AcpBuyerInput | None | Unset = UNSET
    fulfillment_details: AcpFulfillmentDetailsInput | None | Unset = UNSET
    fulfillment_groups: list[AcpFulfillmentGroupInput] | None | Unset = UNSET
    selected_fulfillment_options: list[AcpOptionSelection] | None | Unset = UNSET
    discounts: AcpDiscountCodes | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.acp_buyer_input import AcpBuyerInput
        from ..models.acp_discount_codes import AcpDiscountCodes
        from ..models.acp_fulfillment_details_input import AcpFulfillmentDetailsInput

        line_items: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.line_items, Unset):
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

        fulfillment_details: dict[str, Any] | None | Unset
        if isinstance(self.fulfillment_details, Unset):
            fulfillment_details = UNSET
        elif isinstance(self.fulfillment_details, AcpFulfillmentDetailsInput):
            fulfillment_details = self.fulfillment_details.to_dict()
        else:
            fulfillment_details = self.fulfillment_details

        fulfillment_groups: list[dict[str, Any]] | None | Unset
        if isinstance(self.fulfillment_groups, Unset):
            fulfillment_groups = UNSET
        elif isinstance(self.fulfillment_groups, list):
            fulfillment_groups = []
            for fulfillment_groups_type_0_item_data in self.fulfillment_groups:
                fulfillment_groups_type_0_item = (
                    fulfillment_groups_type_0_item_data.to_dict()
                )
                fulfillment_groups.append(fulfillment_groups_type_0_item)

        else:
            fulfillment_groups = self.fulfillment_groups

        selected_fulfillment_options: list[dict[str, Any]] | None | Unset
        if isinstance(self.selected_fulfillment_options, Unset):
            selected_fulfillment_options = UNSET
        elif isinstance(self.selected_fulfillment_options, list):
            selected_fulfillment_options = []
            for (
                selected_fulfillment_options_type_0_item_data
            ) in self.selected_fulfillment_options:
                selected_fulfillment_options_type_0_item = (
                    selected_fulfillment_options_type_0_item_data.to_dict()
                )
                selected_fulfillment_options.append(
                    selected_fulfillment_options_type_0_item
                )

        else:
            selected_fulfillment_options = self.selected_fulfillment_options

        discounts: dict[str, Any] | None | Unset
        if isinstance(self.discounts, Unset):
            discounts = UNSET
        elif isinstance(self.discounts, AcpDiscountCodes):
            discounts = self.discounts.to_dict()
        else:
            discounts = self.discounts

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if line_items is not UNSET:
            field_dict["line_items"] = line_items
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

        d = dict(src_dict)
        _line_items = d.pop("line_items", UNSET)
        line_items: list[AcpItemInput] | Unset = UNSET
        if _line_items is not UNSET:
            line_items = []
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

        def _parse_fulfillment_details(
            data: object,
        ) -> AcpFulfillmentDetailsInput | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fulfillment_details_type_0 = AcpFulfillmentDetailsInput.from_dict(data)

                return fulfillment_details_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AcpFulfillmentDetailsInput | None | Unset, data)

        fulfillment_details = _parse_fulfillment_details(
            d.pop("fulfillment_details", UNSET)
        )

        def _parse_fulfillment_groups(
            data: object,
        ) -> list[AcpFulfillmentGroupInput] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                fulfillment_groups_type_0 = []
                _fulfillment_groups_type_0 = data
                for fulfillment_groups_type_0_item_data in _fulfillment_groups_type_0:
                    fulfillment_groups_type_0_item = AcpFulfillmentGroupInput.from_dict(
                        fulfillment_groups_type_0_item_data
                    )

                    fulfillment_groups_type_0.append(fulfillment_groups_type_0_item)

                return fulfillment_groups_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[AcpFulfillmentGroupInput] | None | Unset, data)

        fulfillment_groups = _parse_fulfillment_groups(
            d.pop("fulfillment_groups", UNSET)
        )

        def _parse_selected_fulfillment_options(
            data: object,
        ) -> list[AcpOptionSelection] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                selected_fulfillment_options_type_0 = []
                _selected_fulfillment_options_type_0 = data
                for (
                    selected_fulfillment_options_type_0_item_data
                ) in _selected_fulfillment_options_type_0:
                    selected_fulfillment_options_type_0_item = (
                        AcpOptionSelection.from_dict(
                            selected_fulfillment_options_type_0_item_data
                        )
                    )

                    selected_fulfillment_options_type_0.append(
                        selected_fulfillment_options_type_0_item
                    )

                return selected_fulfillment_options_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[AcpOptionSelection] | None | Unset, data)

        selected_fulfillment_options = _parse_selected_fulfillment_options(
            d.pop("selected_fulfillment_options", UNSET)
        )

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

        acp_session_update = cls(
            line_items=line_items,
            buyer=buyer,
            fulfillment_details=fulfillment_details,
            fulfillment_groups=fulfillment_groups,
            selected_fulfillment_options=selected_fulfillment_options,
            discounts=discounts,
        )

        acp_session_update.additional_properties = d
        return acp_session_update

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
