from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_cart_buyer import AcpCartBuyer
    from ..models.acp_discounts import AcpDiscounts
    from ..models.acp_line import AcpLine
    from ..models.acp_message import AcpMessage
    from ..models.acp_total import AcpTotal


T = TypeVar("T", bound="AcpCart")


@_attrs_define
class AcpCart:
    """A cart of 2026-04-17. Its totals are estimates, without delivery.

    Attributes:
        id (str):
        line_items (list[AcpLine]):
        currency (str): ISO 4217. Example: usd.
        totals (list[AcpTotal]):
        messages (list[AcpMessage]):
        expires_at (datetime.datetime):
        buyer (AcpCartBuyer | Unset):
        discounts (AcpDiscounts | Unset):
    """

    id: str
    line_items: list[AcpLine]
    currency: str
    totals: list[AcpTotal]
    messages: list[AcpMessage]
    expires_at: datetime.datetime
    buyer: AcpCartBuyer | Unset = UNSET
    discounts: AcpDiscounts | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        line_items = []
        for line_items_item_data in self.line_items:
            line_items_item = line_items_item_data.to_dict()
            line_items.append(line_items_item)

        currency = self.currency

        totals = []
        for totals_item_data in self.totals:
            totals_item = totals_item_data.to_dict()
            totals.append(totals_item)

        messages = []
        for messages_item_data in self.messages:
            messages_item = messages_item_data.to_dict()
            messages.append(messages_item)

        expires_at = self.expires_at.isoformat()

        buyer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.buyer, Unset):
            buyer = self.buyer.to_dict()

        discounts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.discounts, Unset):
            discounts = self.discounts.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "line_items": line_items,
                "currency": currency,
                "totals": totals,
                "messages": messages,
                "expires_at": expires_at,
            }
        )
        if buyer is not UNSET:
            field_dict["buyer"] = buyer
        if discounts is not UNSET:
            field_dict["discounts"] = discounts

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_cart_buyer import AcpCartBuyer
        from ..models.acp_discounts import AcpDiscounts
        from ..models.acp_line import AcpLine
        from ..models.acp_message import AcpMessage
        from ..models.acp_total import AcpTotal

        d = dict(src_dict)
        id = d.pop("id")

        line_items = []
        _line_items = d.pop("line_items")
        for line_items_item_data in _line_items:
            line_items_item = AcpLine.from_dict(line_items_item_data)

            line_items.append(line_items_item)

        currency = d.pop("currency")

        totals = []
        _totals = d.pop("totals")
        for totals_item_data in _totals:
            totals_item = AcpTotal.from_dict(totals_item_data)

            totals.append(totals_item)

        messages = []
        _messages = d.pop("messages")
        for messages_item_data in _messages:
            messages_item = AcpMessage.from_dict(messages_item_data)

            messages.append(messages_item)

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        _buyer = d.pop("buyer", UNSET)
        buyer: AcpCartBuyer | Unset
        if isinstance(_buyer, Unset):
            buyer = UNSET
        else:
            buyer = AcpCartBuyer.from_dict(_buyer)

        _discounts = d.pop("discounts", UNSET)
        discounts: AcpDiscounts | Unset
        if isinstance(_discounts, Unset):
            discounts = UNSET
        else:
            discounts = AcpDiscounts.from_dict(_discounts)

        acp_cart = cls(
            id=id,
            line_items=line_items,
            currency=currency,
            totals=totals,
            messages=messages,
            expires_at=expires_at,
            buyer=buyer,
            discounts=discounts,
        )

        acp_cart.additional_properties = d
        return acp_cart

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
