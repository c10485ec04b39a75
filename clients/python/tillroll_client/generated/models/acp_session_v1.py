from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_session_v1_status import AcpSessionV1Status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_session_v1_order import AcpSessionV1Order
    from ..models.session_address import SessionAddress
    from ..models.session_buyer import SessionBuyer
    from ..models.session_link import SessionLink
    from ..models.session_v1_line import SessionV1Line
    from ..models.session_v1_message import SessionV1Message
    from ..models.session_v1_option import SessionV1Option
    from ..models.session_v1_provider import SessionV1Provider
    from ..models.session_v1_total import SessionV1Total


T = TypeVar("T", bound="AcpSessionV1")


@_attrs_define
class AcpSessionV1:
    """
    Attributes:
        id (str):
        payment_provider (SessionV1Provider):
        status (AcpSessionV1Status):
        currency (str): ISO 4217. Example: usd.
        line_items (list[SessionV1Line]):
        fulfillment_options (list[SessionV1Option]):
        totals (list[SessionV1Total]):
        messages (list[SessionV1Message]):
        links (list[SessionLink]):
        buyer (SessionBuyer | Unset):
        fulfillment_address (SessionAddress | Unset):
        fulfillment_option_id (str | Unset):
        order (AcpSessionV1Order | Unset):
    """

    id: str
    payment_provider: SessionV1Provider
    status: AcpSessionV1Status
    currency: str
    line_items: list[SessionV1Line]
    fulfillment_options: list[SessionV1Option]
    totals: list[SessionV1Total]
    messages: list[SessionV1Message]
    links: list[SessionLink]
    buyer: SessionBuyer | Unset = UNSET
    fulfillment_address: SessionAddress | Unset = UNSET
    fulfillment_option_id: str | Unset = UNSET
    order: AcpSessionV1Order | Unset = UNSET
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

        order: dict[str, Any] | Unset = UNSET
        if not isinstance(self.order, Unset):
            order = self.order.to_dict()

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
        if order is not UNSET:
            field_dict["order"] = order

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_session_v1_order import AcpSessionV1Order
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

        status = AcpSessionV1Status(d.pop("status"))

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

        _order = d.pop("order", UNSET)
        order: AcpSessionV1Order | Unset
        if isinstance(_order, Unset):
            order = UNSET
        else:
            order = AcpSessionV1Order.from_dict(_order)

        acp_session_v1 = cls(
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
            order=order,
        )

        acp_session_v1.additional_properties = d
        return acp_session_v1

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
