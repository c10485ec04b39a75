from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_session_status import AcpSessionStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_buyer import AcpBuyer
    from ..models.acp_capabilities import AcpCapabilities
    from ..models.acp_consent_option import AcpConsentOption
    from ..models.acp_discounts import AcpDiscounts
    from ..models.acp_fulfillment_details import AcpFulfillmentDetails
    from ..models.acp_fulfillment_group import AcpFulfillmentGroup
    from ..models.acp_fulfillment_option import AcpFulfillmentOption
    from ..models.acp_line import AcpLine
    from ..models.acp_message import AcpMessage
    from ..models.acp_order import AcpOrder
    from ..models.acp_selected_option import AcpSelectedOption
    from ..models.acp_session_protocol import AcpSessionProtocol
    from ..models.acp_total import AcpTotal
    from ..models.session_link import SessionLink


T = TypeVar("T", bound="AcpSession")


@_attrs_define
class AcpSession:
    """The session of 2026-01-30 and 2026-04-17.

    Attributes:
        id (str):
        protocol (AcpSessionProtocol):
        capabilities (AcpCapabilities):
        status (AcpSessionStatus):
        currency (str): ISO 4217. Example: usd.
        line_items (list[AcpLine]):
        fulfillment_options (list[AcpFulfillmentOption]):
        totals (list[AcpTotal]):
        messages (list[AcpMessage]):
        links (list[SessionLink]):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
        expires_at (datetime.datetime):
        buyer (AcpBuyer | Unset):
        fulfillment_details (AcpFulfillmentDetails | Unset):
        fulfillment_groups (list[AcpFulfillmentGroup] | Unset):
        selected_fulfillment_options (list[AcpSelectedOption] | Unset):
        discounts (AcpDiscounts | Unset):
        marketing_consent_options (list[AcpConsentOption] | Unset):
        order (AcpOrder | Unset): 2026-04-17 has the lines, the deliveries, the adjustments and the totals.
    """

    id: str
    protocol: AcpSessionProtocol
    capabilities: AcpCapabilities
    status: AcpSessionStatus
    currency: str
    line_items: list[AcpLine]
    fulfillment_options: list[AcpFulfillmentOption]
    totals: list[AcpTotal]
    messages: list[AcpMessage]
    links: list[SessionLink]
    created_at: datetime.datetime
    updated_at: datetime.datetime
    expires_at: datetime.datetime
    buyer: AcpBuyer | Unset = UNSET
    fulfillment_details: AcpFulfillmentDetails | Unset = UNSET
    fulfillment_groups: list[AcpFulfillmentGroup] | Unset = UNSET
    selected_fulfillment_options: list[AcpSelectedOption] | Unset = UNSET
    discounts: AcpDiscounts | Unset = UNSET
    marketing_consent_options: list[AcpConsentOption] | Unset = UNSET
    order: AcpOrder | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        protocol = self.protocol.to_dict()

        capabilities = self.capabilities.to_dict()

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

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        expires_at = self.expires_at.isoformat()

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

        marketing_consent_options: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.marketing_consent_options, Unset):
            marketing_consent_options = []
            for marketing_consent_options_item_data in self.marketing_consent_options:
                marketing_consent_options_item = (
                    marketing_consent_options_item_data.to_dict()
                )
                marketing_consent_options.append(marketing_consent_options_item)

        order: dict[str, Any] | Unset = UNSET
        if not isinstance(self.order, Unset):
            order = self.order.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "protocol": protocol,
                "capabilities": capabilities,
                "status": status,
                "currency": currency,
                "line_items": line_items,
                "fulfillment_options": fulfillment_options,
                "totals": totals,
                "messages": messages,
                "links": links,
                "created_at": created_at,
                "updated_at": updated_at,
                "expires_at": expires_at,
            }
        )
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
        if marketing_consent_options is not UNSET:
            field_dict["marketing_consent_options"] = marketing_consent_options
        if order is not UNSET:
            field_dict["order"] = order

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_buyer import AcpBuyer
        from ..models.acp_capabilities import AcpCapabilities
        from ..models.acp_consent_option import AcpConsentOption
        from ..models.acp_discounts import AcpDiscounts
        from ..models.acp_fulfillment_details import AcpFulfillmentDetails
        from ..models.acp_fulfillment_group import AcpFulfillmentGroup
        from ..models.acp_fulfillment_option import AcpFulfillmentOption
        from ..models.acp_line import AcpLine
        from ..models.acp_message import AcpMessage
        from ..models.acp_order import AcpOrder
        from ..models.acp_selected_option import AcpSelectedOption
        from ..models.acp_session_protocol import AcpSessionProtocol
        from ..models.acp_total import AcpTotal
        from ..models.session_link import SessionLink

        d = dict(src_dict)
        id = d.pop("id")

        protocol = AcpSessionProtocol.from_dict(d.pop("protocol"))

        capabilities = AcpCapabilities.from_dict(d.pop("capabilities"))

        status = AcpSessionStatus(d.pop("status"))

        currency = d.pop("currency")

        line_items = []
        _line_items = d.pop("line_items")
        for line_items_item_data in _line_items:
            line_items_item = AcpLine.from_dict(line_items_item_data)

            line_items.append(line_items_item)

        fulfillment_options = []
        _fulfillment_options = d.pop("fulfillment_options")
        for fulfillment_options_item_data in _fulfillment_options:
            fulfillment_options_item = AcpFulfillmentOption.from_dict(
                fulfillment_options_item_data
            )

            fulfillment_options.append(fulfillment_options_item)

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

        links = []
        _links = d.pop("links")
        for links_item_data in _links:
            links_item = SessionLink.from_dict(links_item_data)

            links.append(links_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        _buyer = d.pop("buyer", UNSET)
        buyer: AcpBuyer | Unset
        if isinstance(_buyer, Unset):
            buyer = UNSET
        else:
            buyer = AcpBuyer.from_dict(_buyer)

        _fulfillment_details = d.pop("fulfillment_details", UNSET)
        fulfillment_details: AcpFulfillmentDetails | Unset
        if isinstance(_fulfillment_details, Unset):
            fulfillment_details = UNSET
        else:
            fulfillment_details = AcpFulfillmentDetails.from_dict(_fulfillment_details)

        _fulfillment_groups = d.pop("fulfillment_groups", UNSET)
        fulfillment_groups: list[AcpFulfillmentGroup] | Unset = UNSET
        if _fulfillment_groups is not UNSET:
            fulfillment_groups = []
            for fulfillment_groups_item_data in _fulfillment_groups:
                fulfillment_groups_item = AcpFulfillmentGroup.from_dict(
                    fulfillment_groups_item_data
                )

                fulfillment_groups.append(fulfillment_groups_item)

        _selected_fulfillment_options = d.pop("selected_fulfillment_options", UNSET)
        selected_fulfillment_options: list[AcpSelectedOption] | Unset = UNSET
        if _selected_fulfillment_options is not UNSET:
            selected_fulfillment_options = []
            for selected_fulfillment_options_item_data in _selected_fulfillment_options:
                selected_fulfillment_options_item = AcpSelectedOption.from_dict(
                    selected_fulfillment_options_item_data
                )

                selected_fulfillment_options.append(selected_fulfillment_options_item)

        _discounts = d.pop("discounts", UNSET)
        discounts: AcpDiscounts | Unset
        if isinstance(_discounts, Unset):
            discounts = UNSET
        else:
            discounts = AcpDiscounts.from_dict(_discounts)

        _marketing_consent_options = d.pop("marketing_consent_options", UNSET)
        marketing_consent_options: list[AcpConsentOption] | Unset = UNSET
        if _marketing_consent_options is not UNSET:
            marketing_consent_options = []
            for marketing_consent_options_item_data in _marketing_consent_options:
                marketing_consent_options_item = AcpConsentOption.from_dict(
                    marketing_consent_options_item_data
                )

                marketing_consent_options.append(marketing_consent_options_item)

        _order = d.pop("order", UNSET)
        order: AcpOrder | Unset
        if isinstance(_order, Unset):
            order = UNSET
        else:
            order = AcpOrder.from_dict(_order)

        acp_session = cls(
            id=id,
            protocol=protocol,
            capabilities=capabilities,
            status=status,
            currency=currency,
            line_items=line_items,
            fulfillment_options=fulfillment_options,
            totals=totals,
            messages=messages,
            links=links,
            created_at=created_at,
            updated_at=updated_at,
            expires_at=expires_at,
            buyer=buyer,
            fulfillment_details=fulfillment_details,
            fulfillment_groups=fulfillment_groups,
            selected_fulfillment_options=selected_fulfillment_options,
            discounts=discounts,
            marketing_consent_options=marketing_consent_options,
            order=order,
        )

        acp_session.additional_properties = d
        return acp_session

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
