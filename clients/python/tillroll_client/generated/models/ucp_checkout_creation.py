from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_attribution import UcpAttribution
    from ..models.ucp_buyer import UcpBuyer
    from ..models.ucp_context import UcpContext
    from ..models.ucp_discounts_input import UcpDiscountsInput
    from ..models.ucp_fulfillment_input import UcpFulfillmentInput
    from ..models.ucp_line_input import UcpLineInput
    from ..models.ucp_signals import UcpSignals


T = TypeVar("T", bound="UcpCheckoutCreation")


@_attrs_define
class UcpCheckoutCreation:
    """
    Attributes:
        line_items (list[UcpLineInput]):
        buyer (UcpBuyer | Unset):
        context (UcpContext | Unset): What the buyer may want. Other members are kept too.
        signals (UcpSignals | Unset): What the platform observed. Other members are kept too.
        attribution (UcpAttribution | Unset): How the buyer was referred, as in the query of a link.
        fulfillment (UcpFulfillmentInput | Unset):
        discounts (UcpDiscountsInput | Unset):
    """

    line_items: list[UcpLineInput]
    buyer: UcpBuyer | Unset = UNSET
    context: UcpContext | Unset = UNSET
    signals: UcpSignals | Unset = UNSET
    attribution: UcpAttribution | Unset = UNSET
    fulfillment: UcpFulfillmentInput | Unset = UNSET
    discounts: UcpDiscountsInput | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        line_items = []
        for line_items_item_data in self.line_items:
            line_items_item = line_items_item_data.to_dict()
            line_items.append(line_items_item)

        buyer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.buyer, Unset):
            buyer = self.buyer.to_dict()

        context: dict[str, Any] | Unset = UNSET
        if not isinstance(self.context, Unset):
            context = self.context.to_dict()

        signals: dict[str, Any] | Unset = UNSET
        if not isinstance(self.signals, Unset):
            signals = self.signals.to_dict()

        attribution: dict[str, Any] | Unset = UNSET
        if not isinstance(self.attribution, Unset):
            attribution = self.attribution.to_dict()

        fulfillment: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fulfillment, Unset):
            fulfillment = self.fulfillment.to_dict()

        discounts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.discounts, Unset):
            discounts = self.discounts.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "line_items": line_items,
            }
        )
        if buyer is not UNSET:
            field_dict["buyer"] = buyer
        if context is not UNSET:
            field_dict["context"] = context
        if signals is not UNSET:
            field_dict["signals"] = signals
        if attribution is not UNSET:
            field_dict["attribution"] = attribution
        if fulfillment is not UNSET:
            field_dict["fulfillment"] = fulfillment
        if discounts is not UNSET:
            field_dict["discounts"] = discounts

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_attribution import UcpAttribution
        from ..models.ucp_buyer import UcpBuyer
        from ..models.ucp_context import UcpContext
        from ..models.ucp_discounts_input import UcpDiscountsInput
        from ..models.ucp_fulfillment_input import UcpFulfillmentInput
        from ..models.ucp_line_input import UcpLineInput
        from ..models.ucp_signals import UcpSignals

        d = dict(src_dict)
        line_items = []
        _line_items = d.pop("line_items")
        for line_items_item_data in _line_items:
            line_items_item = UcpLineInput.from_dict(line_items_item_data)

            line_items.append(line_items_item)

        _buyer = d.pop("buyer", UNSET)
        buyer: UcpBuyer | Unset
        if isinstance(_buyer, Unset):
            buyer = UNSET
        else:
            buyer = UcpBuyer.from_dict(_buyer)

        _context = d.pop("context", UNSET)
        context: UcpContext | Unset
        if isinstance(_context, Unset):
            context = UNSET
        else:
            context = UcpContext.from_dict(_context)

        _signals = d.pop("signals", UNSET)
        signals: UcpSignals | Unset
        if isinstance(_signals, Unset):
            signals = UNSET
        else:
            signals = UcpSignals.from_dict(_signals)

        _attribution = d.pop("attribution", UNSET)
        attribution: UcpAttribution | Unset
        if isinstance(_attribution, Unset):
            attribution = UNSET
        else:
            attribution = UcpAttribution.from_dict(_attribution)

        _fulfillment = d.pop("fulfillment", UNSET)
        fulfillment: UcpFulfillmentInput | Unset
        if isinstance(_fulfillment, Unset):
            fulfillment = UNSET
        else:
            fulfillment = UcpFulfillmentInput.from_dict(_fulfillment)

        _discounts = d.pop("discounts", UNSET)
        discounts: UcpDiscountsInput | Unset
        if isinstance(_discounts, Unset):
            discounts = UNSET
        else:
            discounts = UcpDiscountsInput.from_dict(_discounts)

        ucp_checkout_creation = cls(
            line_items=line_items,
            buyer=buyer,
            context=context,
            signals=signals,
            attribution=attribution,
            fulfillment=fulfillment,
            discounts=discounts,
        )

        ucp_checkout_creation.additional_properties = d
        return ucp_checkout_creation

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
