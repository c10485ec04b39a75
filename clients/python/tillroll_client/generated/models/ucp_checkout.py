from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.session_link import SessionLink
    from ..models.ucp_attribution import UcpAttribution
    from ..models.ucp_authorization import UcpAuthorization
    from ..models.ucp_buyer import UcpBuyer
    from ..models.ucp_checkout_payment import UcpCheckoutPayment
    from ..models.ucp_context import UcpContext
    from ..models.ucp_discounts import UcpDiscounts
    from ..models.ucp_fulfillment import UcpFulfillment
    from ..models.ucp_line import UcpLine
    from ..models.ucp_message import UcpMessage
    from ..models.ucp_meta import UcpMeta
    from ..models.ucp_order_link import UcpOrderLink
    from ..models.ucp_total import UcpTotal


T = TypeVar("T", bound="UcpCheckout")


@_attrs_define
class UcpCheckout:
    """
    Attributes:
        ucp (UcpMeta):
        id (str):
        line_items (list[UcpLine]):
        status (str):
        currency (str): ISO 4217. Example: usd.
        totals (list[UcpTotal]):
        messages (list[UcpMessage]):
        links (list[SessionLink]):
        expires_at (datetime.datetime | Unset):
        buyer (UcpBuyer | Unset):
        fulfillment (UcpFulfillment | Unset):
        discounts (UcpDiscounts | Unset):
        continue_url (str | Unset):
        order (UcpOrderLink | Unset):
        payment (UcpCheckoutPayment | Unset): In 2026-01-11.
        context (UcpContext | Unset): What the buyer may want. Other members are kept too.
        attribution (UcpAttribution | Unset): How the buyer was referred, as in the query of a link.
        ap2 (UcpAuthorization | Unset): The signature of the shop, where mandates were negotiated.
    """

    ucp: UcpMeta
    id: str
    line_items: list[UcpLine]
    status: str
    currency: str
    totals: list[UcpTotal]
    messages: list[UcpMessage]
    links: list[SessionLink]
    expires_at: datetime.datetime | Unset = UNSET
    buyer: UcpBuyer | Unset = UNSET
    fulfillment: UcpFulfillment | Unset = UNSET
    discounts: UcpDiscounts | Unset = UNSET
    continue_url: str | Unset = UNSET
    order: UcpOrderLink | Unset = UNSET
    payment: UcpCheckoutPayment | Unset = UNSET
    context: UcpContext | Unset = UNSET
    attribution: UcpAttribution | Unset = UNSET
    ap2: UcpAuthorization | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ucp = self.ucp.to_dict()

        id = self.id

        line_items = []
        for line_items_item_data in self.line_items:
            line_items_item = line_items_item_data.to_dict()
            line_items.append(line_items_item)

        status = self.status

        currency = self.currency

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

        expires_at: str | Unset = UNSET
        if not isinstance(self.expires_at, Unset):
            expires_at = self.expires_at.isoformat()

        buyer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.buyer, Unset):
            buyer = self.buyer.to_dict()

        fulfillment: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fulfillment, Unset):
            fulfillment = self.fulfillment.to_dict()

        discounts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.discounts, Unset):
            discounts = self.discounts.to_dict()

        continue_url = self.continue_url

        order: dict[str, Any] | Unset = UNSET
        if not isinstance(self.order, Unset):
            order = self.order.to_dict()

        payment: dict[str, Any] | Unset = UNSET
        if not isinstance(self.payment, Unset):
            payment = self.payment.to_dict()

        context: dict[str, Any] | Unset = UNSET
        if not isinstance(self.context, Unset):
            context = self.context.to_dict()

        attribution: dict[str, Any] | Unset = UNSET
        if not isinstance(self.attribution, Unset):
            attribution = self.attribution.to_dict()

        ap2: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ap2, Unset):
            ap2 = self.ap2.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ucp": ucp,
                "id": id,
                "line_items": line_items,
                "status": status,
                "currency": currency,
                "totals": totals,
                "messages": messages,
                "links": links,
            }
        )
        if expires_at is not UNSET:
            field_dict["expires_at"] = expires_at
        if buyer is not UNSET:
            field_dict["buyer"] = buyer
        if fulfillment is not UNSET:
            field_dict["fulfillment"] = fulfillment
        if discounts is not UNSET:
            field_dict["discounts"] = discounts
        if continue_url is not UNSET:
            field_dict["continue_url"] = continue_url
        if order is not UNSET:
            field_dict["order"] = order
        if payment is not UNSET:
            field_dict["payment"] = payment
        if context is not UNSET:
            field_dict["context"] = context
        if attribution is not UNSET:
            field_dict["attribution"] = attribution
        if ap2 is not UNSET:
            field_dict["ap2"] = ap2

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.session_link import SessionLink
        from ..models.ucp_attribution import UcpAttribution
        from ..models.ucp_authorization import UcpAuthorization
        from ..models.ucp_buyer import UcpBuyer
        from ..models.ucp_checkout_payment import UcpCheckoutPayment
        from ..models.ucp_context import UcpContext
        from ..models.ucp_discounts import UcpDiscounts
        from ..models.ucp_fulfillment import UcpFulfillment
        from ..models.ucp_line import UcpLine
        from ..models.ucp_message import UcpMessage
        from ..models.ucp_meta import UcpMeta
        from ..models.ucp_order_link import UcpOrderLink
        from ..models.ucp_total import UcpTotal

        d = dict(src_dict)
        ucp = UcpMeta.from_dict(d.pop("ucp"))

        id = d.pop("id")

        line_items = []
        _line_items = d.pop("line_items")
        for line_items_item_data in _line_items:
            line_items_item = UcpLine.from_dict(line_items_item_data)

            line_items.append(line_items_item)

        status = d.pop("status")

        currency = d.pop("currency")

        totals = []
        _totals = d.pop("totals")
        for totals_item_data in _totals:
            totals_item = UcpTotal.from_dict(totals_item_data)

            totals.append(totals_item)

        messages = []
        _messages = d.pop("messages")
        for messages_item_data in _messages:
            messages_item = UcpMessage.from_dict(messages_item_data)

            messages.append(messages_item)

        links = []
        _links = d.pop("links")
        for links_item_data in _links:
            links_item = SessionLink.from_dict(links_item_data)

            links.append(links_item)

        _expires_at = d.pop("expires_at", UNSET)
        expires_at: datetime.datetime | Unset
        if isinstance(_expires_at, Unset):
            expires_at = UNSET
        else:
            expires_at = datetime.datetime.fromisoformat(_expires_at)

        _buyer = d.pop("buyer", UNSET)
        buyer: UcpBuyer | Unset
        if isinstance(_buyer, Unset):
            buyer = UNSET
        else:
            buyer = UcpBuyer.from_dict(_buyer)

        _fulfillment = d.pop("fulfillment", UNSET)
        fulfillment: UcpFulfillment | Unset
        if isinstance(_fulfillment, Unset):
            fulfillment = UNSET
        else:
            fulfillment = UcpFulfillment.from_dict(_fulfillment)

        _discounts = d.pop("discounts", UNSET)
        discounts: UcpDiscounts | Unset
        if isinstance(_discounts, Unset):
            discounts = UNSET
        else:
            discounts = UcpDiscounts.from_dict(_discounts)

        continue_url = d.pop("continue_url", UNSET)

        _order = d.pop("order", UNSET)
        order: UcpOrderLink | Unset
        if isinstance(_order, Unset):
            order = UNSET
        else:
            order = UcpOrderLink.from_dict(_order)

        _payment = d.pop("payment", UNSET)
        payment: UcpCheckoutPayment | Unset
        if isinstance(_payment, Unset):
            payment = UNSET
        else:
            payment = UcpCheckoutPayment.from_dict(_payment)

        _context = d.pop("context", UNSET)
        context: UcpContext | Unset
        if isinstance(_context, Unset):
            context = UNSET
        else:
            context = UcpContext.from_dict(_context)

        _attribution = d.pop("attribution", UNSET)
        attribution: UcpAttribution | Unset
        if isinstance(_attribution, Unset):
            attribution = UNSET
        else:
            attribution = UcpAttribution.from_dict(_attribution)

        _ap2 = d.pop("ap2", UNSET)
        ap2: UcpAuthorization | Unset
        if isinstance(_ap2, Unset):
            ap2 = UNSET
        else:
            ap2 = UcpAuthorization.from_dict(_ap2)

        ucp_checkout = cls(
            ucp=ucp,
            id=id,
            line_items=line_items,
            status=status,
            currency=currency,
            totals=totals,
            messages=messages,
            links=links,
            expires_at=expires_at,
            buyer=buyer,
            fulfillment=fulfillment,
            discounts=discounts,
            continue_url=continue_url,
            order=order,
            payment=payment,
            context=context,
            attribution=attribution,
            ap2=ap2,
        )

        ucp_checkout.additional_properties = d
        return ucp_checkout

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
