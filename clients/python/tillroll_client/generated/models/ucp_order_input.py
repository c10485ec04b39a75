from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_adjustment import UcpAdjustment
    from ..models.ucp_order_fulfillment_input import UcpOrderFulfillmentInput
    from ..models.ucp_order_input_line_items_item import UcpOrderInputLineItemsItem


T = TypeVar("T", bound="UcpOrderInput")


@_attrs_define
class UcpOrderInput:
    """A whole order as it was read, with what is new. Entries that are known change nothing.

    Attributes:
        id (str):
        line_items (list[UcpOrderInputLineItemsItem]):
        fulfillment (UcpOrderFulfillmentInput):
        adjustments (list[UcpAdjustment] | None | Unset):
    """

    id: str
    line_items: list[UcpOrderInputLineItemsItem]
    fulfillment: UcpOrderFulfillmentInput
    adjustments: list[UcpAdjustment] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        line_items = []
        for line_items_item_data in self.line_items:
            line_items_item = line_items_item_data.to_dict()
            line_items.append(line_items_item)

        fulfillment = self.fulfillment.to_dict()

        adjustments: list[dict[str, Any]] | None | Unset
        if isinstance(self.adjustments, Unset):
            adjustments = UNSET
        elif isinstance(self.adjustments, list):
            adjustments = []
            for adjustments_type_0_item_data in self.adjustments:
                adjustments_type_0_item = adjustments_type_0_item_data.to_dict()
                adjustments.append(adjustments_type_0_item)

        else:
            adjustments = self.adjustments

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "line_items": line_items,
                "fulfillment": fulfillment,
            }
        )
        if adjustments is not UNSET:
            field_dict["adjustments"] = adjustments

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_adjustment import UcpAdjustment
        from ..models.ucp_order_fulfillment_input import UcpOrderFulfillmentInput
        from ..models.ucp_order_input_line_items_item import UcpOrderInputLineItemsItem

        d = dict(src_dict)
        id = d.pop("id")

        line_items = []
        _line_items = d.pop("line_items")
        for line_items_item_data in _line_items:
            line_items_item = UcpOrderInputLineItemsItem.from_dict(line_items_item_data)

            line_items.append(line_items_item)

        fulfillment = UcpOrderFulfillmentInput.from_dict(d.pop("fulfillment"))

        def _parse_adjustments(data: object) -> list[UcpAdjustment] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                adjustments_type_0 = []
                _adjustments_type_0 = data
                for adjustments_type_0_item_data in _adjustments_type_0:
                    adjustments_type_0_item = UcpAdjustment.from_dict(
                        adjustments_type_0_item_data
                    )

                    adjustments_type_0.append(adjustments_type_0_item)

                return adjustments_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[UcpAdjustment] | None | Unset, data)

        adjustments = _parse_adjustments(d.pop("adjustments", UNSET))

        ucp_order_input = cls(
            id=id,
            line_items=line_items,
            fulfillment=fulfillment,
            adjustments=adjustments,
        )

        ucp_order_input.additional_properties = d
        return ucp_order_input

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
