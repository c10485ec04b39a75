from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.walley_prefilled_address import WalleyPrefilledAddress


T = TypeVar("T", bound="WalleyPrefill")


@_attrs_define
class WalleyPrefill:
    """Customer data that the shop knows already.

    Attributes:
        email (str | Unset):
        mobile_phone_number (str | Unset):
        national_identification_number (str | Unset):
        organization_number (str | Unset):
        company_name (str | Unset):
        first_name (str | Unset):
        last_name (str | Unset):
        delivery_address (WalleyPrefilledAddress | Unset):
    """

    email: str | Unset = UNSET
    mobile_phone_number: str | Unset = UNSET
    national_identification_number: str | Unset = UNSET
    organization_number: str | Unset = UNSET
    company_name: str | Unset = UNSET
    first_name: str | Unset = UNSET
    last_name: str | Unset = UNSET
    delivery_address: WalleyPrefilledAddress | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        email = self.email

        mobile_phone_number = self.mobile_phone_number

        national_identification_number = self.national_identification_number

        organization_number = self.organization_number

        company_name = self.company_name

        first_name = self.first_name

        last_name = self.last_name

        delivery_address: dict[str, Any] | Unset = UNSET
        if not isinstance(self.delivery_address, Unset):
            delivery_address = self.delivery_address.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if email is not UNSET:
            field_dict["email"] = email
        if mobile_phone_number is not UNSET:
            field_dict["mobilePhoneNumber"] = mobile_phone_number
        if national_identification_number is not UNSET:
            field_dict["nationalIdentificationNumber"] = national_identification_number
        if organization_number is not UNSET:
            field_dict["organizationNumber"] = organization_number
        if company_name is not UNSET:
            field_dict["companyName"] = company_name
        if first_name is not UNSET:
            field_dict["firstName"] = first_name
        if last_name is not UNSET:
            field_dict["lastName"] = last_name
        if delivery_address is not UNSET:
            field_dict["deliveryAddress"] = delivery_address

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.walley_prefilled_address import WalleyPrefilledAddress

        d = dict(src_dict)
        email = d.pop("email", UNSET)

        mobile_phone_number = d.pop("mobilePhoneNumber", UNSET)

        national_identification_number = d.pop("nationalIdentificationNumber", UNSET)

        organization_number = d.pop("organizationNumber", UNSET)

        company_name = d.pop("companyName", UNSET)

        first_name = d.pop("firstName", UNSET)

        last_name = d.pop("lastName", UNSET)

        _delivery_address = d.pop("deliveryAddress", UNSET)
        delivery_address: WalleyPrefilledAddress | Unset
        if isinstance(_delivery_address, Unset):
            delivery_address = UNSET
        else:
            delivery_address = WalleyPrefilledAddress.from_dict(_delivery_address)

        walley_prefill = cls(
            email=email,
            mobile_phone_number=mobile_phone_number,
            national_identification_number=national_identification_number,
            organization_number=organization_number,
            company_name=company_name,
            first_name=first_name,
            last_name=last_name,
            delivery_address=delivery_address,
        )

        walley_prefill.additional_properties = d
        return walley_prefill

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
