from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_preferred_handler import UcpPreferredHandler


T = TypeVar("T", bound="UcpContext")


@_attrs_define
class UcpContext:
    """What the buyer may want. Other members are kept too.

    Attributes:
        address_country (str | Unset):
        address_region (str | Unset):
        postal_code (str | Unset):
        intent (str | Unset):
        language (str | Unset):
        currency (str | Unset):
        location (str | Unset):
        eligibility (list[str] | Unset):
        payment (list[UcpPreferredHandler] | Unset):
    """

    address_country: str | Unset = UNSET
    address_region: str | Unset = UNSET
    postal_code: str | Unset = UNSET
    intent: str | Unset = UNSET
    language: str | Unset = UNSET
    currency: str | Unset = UNSET
    location: str | Unset = UNSET
    eligibility: list[str] | Unset = UNSET
    payment: list[UcpPreferredHandler] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address_country = self.address_country

        address_region = self.address_region

        postal_code = self.postal_code

        intent = self.intent

        language = self.language

        currency = self.currency

        location = self.location

        eligibility: list[str] | Unset = UNSET
        if not isinstance(self.eligibility, Unset):
            eligibility = self.eligibility

        payment: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.payment, Unset):
            payment = []
            for payment_item_data in self.payment:
                payment_item = payment_item_data.to_dict()
                payment.append(payment_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if address_country is not UNSET:
            field_dict["address_country"] = address_country
        if address_region is not UNSET:
            field_dict["address_region"] = address_region
        if postal_code is not UNSET:
            field_dict["postal_code"] = postal_code
        if intent is not UNSET:
            field_dict["intent"] = intent
        if language is not UNSET:
            field_dict["language"] = language
        if currency is not UNSET:
            field_dict["currency"] = currency
        if location is not UNSET:
            field_dict["location"] = location
        if eligibility is not UNSET:
            field_dict["eligibility"] = eligibility
        if payment is not UNSET:
            field_dict["payment"] = payment

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_preferred_handler import UcpPreferredHandler

        d = dict(src_dict)
        address_country = d.pop("address_country", UNSET)

        address_region = d.pop("address_region", UNSET)

        postal_code = d.pop("postal_code", UNSET)

        intent = d.pop("intent", UNSET)

        language = d.pop("language", UNSET)

        currency = d.pop("currency", UNSET)

        location = d.pop("location", UNSET)

        eligibility = cast(list[str], d.pop("eligibility", UNSET))

        _payment = d.pop("payment", UNSET)
        payment: list[UcpPreferredHandler] | Unset = UNSET
        if _payment is not UNSET:
            payment = []
            for payment_item_data in _payment:
                payment_item = UcpPreferredHandler.from_dict(payment_item_data)

                payment.append(payment_item)

        ucp_context = cls(
            address_country=address_country,
            address_region=address_region,
            postal_code=postal_code,
            intent=intent,
            language=language,
            currency=currency,
            location=location,
            eligibility=eligibility,
            payment=payment,
        )

        ucp_context.additional_properties = d
        return ucp_context

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
