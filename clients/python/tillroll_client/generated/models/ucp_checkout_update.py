from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

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


T = TypeVar("T", bound="UcpCheckoutUpdate")


@_attrs_define
class UcpCheckoutUpdate:
    """What is absent stays, and null removes.

    Attributes:
        line_items (list[UcpLineInput] | Unset):
        buyer (None | UcpBuyer | Unset):
        context (None | UcpContext | Unset):
        signals (None | UcpSignals | Unset):
        attribution (None | UcpAttribution | Unset):
        fulfillment (None | UcpFulfillmentInput | Unset):
        discounts (None | UcpDiscountsInput | Unset):
    """

    line_items: list[UcpLineInput] | Unset = UNSET
    buyer: None | UcpBuyer | Unset = UNSET
    context: None | UcpContext | Unset = UNSET
    signals: None | UcpSignals | Unset = UNSET
    attribution: None | UcpAttribution | Unset = UNSET
    fulfillment: None | UcpFulfillmentInput | Unset = UNSET
    discounts: None | UcpDiscountsInput | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.ucp_attribution import UcpAttribution
        from ..models.ucp_buyer import UcpBuyer
        from ..models.ucp_context import UcpContext
        from ..models.ucp_discounts_input import UcpDiscountsInput
        from ..models.ucp_fulfillment_input import UcpFulfillmentInput
        from ..models.ucp_signals import UcpSignals

        line_items: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.line_items, Unset):
            line_items = []
            for line_items_item_data in self.line_items:
                line_items_item = line_items_item_data.to_dict()
                line_items.append(line_items_item)

        buyer: dict[str, Any] | None | Unset
        if isinstance(self.buyer, Unset):
            buyer = UNSET
        elif isinstance(self.buyer, UcpBuyer):
            buyer = self.buyer.to_dict()
        else:
            buyer = self.buyer

        context: dict[str, Any] | None | Unset
        if isinstance(self.context, Unset):
            context = UNSET
        elif isinstance(self.context, UcpContext):
            context = self.context.to_dict()
        else:
            context = self.context

        signals: dict[str, Any] | None | Unset
        if isinstance(self.signals, Unset):
            signals = UNSET
        elif isinstance(self.signals, UcpSignals):
            signals = self.signals.to_dict()
        else:
            signals = self.signals

        attribution: dict[str, Any] | None | Unset
        if isinstance(self.attribution, Unset):
            attribution = UNSET
        elif isinstance(self.attribution, UcpAttribution):
            attribution = self.attribution.to_dict()
        else:
            attribution = self.attribution

        fulfillment: dict[str, Any] | None | Unset
        if isinstance(self.fulfillment, Unset):
            fulfillment = UNSET
        elif isinstance(self.fulfillment, UcpFulfillmentInput):
            fulfillment = self.fulfillment.to_dict()
        else:
            fulfillment = self.fulfillment

        discounts: dict[str, Any] | None | Unset
        if isinstance(self.discounts, Unset):
            discounts = UNSET
        elif isinstance(self.discounts, UcpDiscountsInput):
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
        _line_items = d.pop("line_items", UNSET)
        line_items: list[UcpLineInput] | Unset = UNSET
        if _line_items is not UNSET:
            line_items = []
            for line_items_item_data in _line_items:
                line_items_item = UcpLineInput.from_dict(line_items_item_data)

                line_items.append(line_items_item)

        def _parse_buyer(data: object) -> None | UcpBuyer | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                buyer_type_0 = UcpBuyer.from_dict(data)

                return buyer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UcpBuyer | Unset, data)

        buyer = _parse_buyer(d.pop("buyer", UNSET))

        def _parse_context(data: object) -> None | UcpContext | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                context_type_0 = UcpContext.from_dict(data)

                return context_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UcpContext | Unset, data)

        context = _parse_context(d.pop("context", UNSET))

        def _parse_signals(data: object) -> None | UcpSignals | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                signals_type_0 = UcpSignals.from_dict(data)

                return signals_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UcpSignals | Unset, data)

        signals = _parse_signals(d.pop("signals", UNSET))

        def _parse_attribution(data: object) -> None | UcpAttribution | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                attribution_type_0 = UcpAttribution.from_dict(data)

                return attribution_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UcpAttribution | Unset, data)

        attribution = _parse_attribution(d.pop("attribution", UNSET))

        def _parse_fulfillment(data: object) -> None | UcpFulfillmentInput | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fulfillment_type_0 = UcpFulfillmentInput.from_dict(data)

                return fulfillment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UcpFulfillmentInput | Unset, data)

        fulfillment = _parse_fulfillment(d.pop("fulfillment", UNSET))

        def _parse_discounts(data: object) -> None | UcpDiscountsInput | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                discounts_type_0 = UcpDiscountsInput.from_dict(data)

                return discounts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UcpDiscountsInput | Unset, data)

        discounts = _parse_discounts(d.pop("discounts", UNSET))

        ucp_checkout_update = cls(
            line_items=line_items,
            buyer=buyer,
            context=context,
            signals=signals,
            attribution=attribution,
            fulfillment=fulfillment,
            discounts=discounts,
        )

        ucp_checkout_update.additional_properties = d
        return ucp_checkout_update

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
