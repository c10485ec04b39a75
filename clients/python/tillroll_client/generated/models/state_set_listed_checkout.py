from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.state_set_listed_checkout_status import StateSetListedCheckoutStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.session_address import SessionAddress
    from ..models.session_buyer import SessionBuyer
    from ..models.session_link import SessionLink
    from ..models.session_v1_line import SessionV1Line
    from ..models.session_v1_message import SessionV1Message
    from ..models.session_v1_option import SessionV1Option
    from ..models.session_v1_provider import SessionV1Provider
    from ..models.session_v1_total import SessionV1Total


T = TypeVar("T", bound="StateSetListedCheckout")


@_attrs_define
class StateSetListedCheckout:
    """
    Attributes:
        id (str):
        payment_provider (SessionV1Provider):
        status (StateSetListedCheckoutStatus):
        currency (str): ISO 4217. Example: usd.
        line_items (list[SessionV1Line]):
        fulfillment_options (list[SessionV1Option]):
        totals (list[SessionV1Total]):
        messages (list[SessionV1Message]):
        links (list[SessionLink]):
        buyer (SessionBuyer | Unset):
        fulfillment_address (SessionAddress | Unset):
        fulfillment_option_id (str | Unset):
        created_at (datetime.datetime | Unset):
        updated_at (datetime.datetime | Unset):
    """

    id: str
    payment_provider: SessionV1Provider
    status: StateSetListedCheckoutStatus
    currency: str
    line_items: list[SessionV1Line]
    fulfillment_options: list[SessionV1Option]
    totals: list[SessionV1Total]
    messages: list[SessionV1Message]
    links: list[SessionLink]
    buyer: SessionBuyer | Unset = UNSET
    fulfillment_address: SessionAddress | Unset = UNSET
    fulfillment_option_id: str | Unset = UNSET
    created_at: datetime.datetime | Unset = UNSET
    updated_at: datetime.datetime | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        payment_provider = self.payment_provider.to_dict()

        status = self.status.value

        currency = self.currency

        line_items = []
        for line_items_item_data in self.line_items:
            line_items_item = line_items_item_data.to_dict()
            line_items.append(line_items_item)

        fulfillment_options = []
        for fulfillment_options_item_data in self.fulfillment_options:
            fulfillment_options_item = fulfillment_options_item_data.to_dict()
            fulfillment_options.append(fulfillment_options_item)

        totals = []
        for totals_item_data in self.totals:
            totals_item = totals_item_data.to_dict()
            totals.append(totals_item)

        messages = []
        for messages_item_data in self.messages:
            messages_item = messages_item_data.to_dict()
            messages.append(messages_item)

        links = []
        for links_item_data in self.links:
            links_item = links_item_data.to_dict()
            links.append(links_item)

        buyer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.buyer, Unset):
            buyer = self.buyer.to_dict()

        fulfillment_address: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fulfillment_address, Unset):
            fulfillment_address = self.fulfillment_address.to_dict()

        fulfillment_option_id = self.fulfillment_option_id

        created_at: str | Unset = UNSET
        if not isinstance(self.created_at, Unset):
            created_at = self.created_at.isoformat()

        updated_at: str | Unset = UNSET
        if not isinstance(self.updated_at, Unset):
            updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "payment_provider": payment_provider,
                "status": status,
                "currency": currency,
                "line_items": line_items,
                "fulfillment_options": fulfillment_options,
                "totals": totals,
                "messages": messages,
                "links": links,
            }
        )
        if buyer is not UNSET:
            field_dict["buyer"] = buyer
        if fulfillment_address is not UNSET:
            field_dict["fulfillment_address"] = fulfillment_address
        if fulfillment_option_id is not UNSET:
            field_dict["fulfillment_option_id"] = fulfillment_option_id
        if created_at is not UNSET:
            field_dict["created_at"] = created_at
        if updated_at is not UNSET:
            field_dict["updated_at"] = updated_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.session_address import SessionAddress
        from ..models.session_buyer import SessionBuyer
        from ..models.session_link import SessionLink
        from ..models.session_v1_line import SessionV1Line
        from ..models.session_v1_message import SessionV1Message
        from ..models.session_v1_option import SessionV1Option
        from ..models.session_v1_provider import SessionV1Provider
        from ..models.session_v1_total import SessionV1Total

        d = dict(src_dict)
        id = d.pop("id")

        payment_provider = SessionV1Provider.from_dict(d.pop("payment_provider"))

        status = StateSetListedCheckoutStatus(d.pop("status"))

        currency = d.pop("currency")

        line_items = []
        _line_items = d.pop("line_items")
        for line_items_item_data in _line_items:
            line_items_item = SessionV1Line.from_dict(line_items_item_data)

            line_items.append(line_items_item)

        fulfillment_options = []
        _fulfillment_options = d.pop("fulfillment_options")
        for fulfillment_options_item_data in _fulfillment_options:
            fulfillment_options_item = SessionV1Option.from_dict(
                fulfillment_options_item_data
            )

            fulfillment_options.append(fulfillment_options_item)

        totals = []
        _totals = d.pop("totals")
        for totals_item_data in _totals:
            totals_item = SessionV1Total.from_dict(totals_item_data)

            totals.append(totals_item)

        messages = []
        _messages = d.pop("messages")
        for messages_item_data in _messages:
            messages_item = SessionV1Message.from_dict(messages_item_data)

            messages.append(messages_item)

        links = []
        _links = d.pop("links")
        for links_item_data in _links:
            links_item = SessionLink.from_dict(links_item_data)

            links.append(links_item)

        _buyer = d.pop("buyer", UNSET)
        buyer: SessionBuyer | Unset
        if isinstance(_buyer, Unset):
            buyer = UNSET
        else:
            buyer = SessionBuyer.from_dict(_buyer)

        _fulfillment_address = d.pop("fulfillment_address", UNSET)
        fulfillment_address: SessionAddress | Unset
        if isinstance(_fulfillment_address, Unset):
            fulfillment_address = UNSET
        else:
            fulfillment_address = SessionAddress.from_dict(_fulfillment_address)

        fulfillment_option_id = d.pop("fulfillment_option_id", UNSET)

        _created_at = d.pop("created_at", UNSET)
        created_at: datetime.datetime | Unset
        if isinstance(_created_at, Unset):
            created_at = UNSET
        else:
            created_at = datetime.datetime.fromisoformat(_created_at)

        _updated_at = d.pop("updated_at", UNSET)
        updated_at: datetime.datetime | Unset
        if isinstance(_updated_at, Unset):
            updated_at = UNSET
        else:
            updated_at = datetime.datetime.fromisoformat(_updated_at)

        state_set_listed_checkout = cls(
            id=id,
            payment_provider=payment_provider,
            status=status,
            currency=currency,
            line_items=line_items,
            fulfillment_options=fulfillment_options,
            totals=totals,
            messages=messages,
            links=links,
            buyer=buyer,
            fulfillment_address=fulfillment_address,
            fulfillment_option_id=fulfillment_option_id,
            created_at=created_at,
            updated_at=updated_at,
        )

        state_set_listed_checkout.additional_properties = d
        return state_set_listed_checkout

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
