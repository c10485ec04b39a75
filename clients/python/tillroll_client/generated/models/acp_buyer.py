from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acp_buyer_account_type import AcpBuyerAccountType
from ..models.acp_buyer_authentication_status import AcpBuyerAuthenticationStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="AcpBuyer")


@_attrs_define
class AcpBuyer:
    """
    Attributes:
        email (str):
        first_name (str | Unset):
        last_name (str | Unset):
        phone_number (str | Unset):
        customer_id (str | Unset):
        account_type (AcpBuyerAccountType | Unset):
        authentication_status (AcpBuyerAuthenticationStatus | Unset):
    """

    email: str
    first_name: str | Unset = UNSET
    last_name: str | Unset = UNSET
    phone_number: str | Unset = UNSET
    customer_id: str | Unset = UNSET
    account_type: AcpBuyerAccountType | Unset = UNSET
    authentication_status: AcpBuyerAuthenticationStatus | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        email = self.email

        first_name = self.first_name

        last_name = self.last_name

        phone_number = self.phone_number

        customer_id = self.customer_id

        account_type: str | Unset = UNSET
        if not isinstance(self.account_type, Unset):
            account_type = self.account_type.value

        authentication_status: str | Unset = UNSET
        if not isinstance(self.authentication_status, Unset):
            authentication_status = self.authentication_status.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "email": email,
            }
        )
        if first_name is not UNSET:
            field_dict["first_name"] = first_name
        if last_name is not UNSET:
            field_dict["last_name"] = last_name
        if phone_number is not UNSET:
            field_dict["phone_number"] = phone_number
        if customer_id is not UNSET:
            field_dict["customer_id"] = customer_id
        if account_type is not UNSET:
            field_dict["account_type"] = account_type
        if authentication_status is not UNSET:
            field_dict["authentication_status"] = authentication_status

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        email = d.pop("email")

        first_name = d.pop("first_name", UNSET)

        last_name = d.pop("last_name", UNSET)

        phone_number = d.pop("phone_number", UNSET)

        customer_id = d.pop("customer_id", UNSET)

        _account_type = d.pop("account_type", UNSET)
        account_type: AcpBuyerAccountType | Unset
        if isinstance(_account_type, Unset):
            account_type = UNSET
        else:
            account_type = AcpBuyerAccountType(_account_type)

        _authentication_status = d.pop("authentication_status", UNSET)
        authentication_status: AcpBuyerAuthenticationStatus | Unset
        if isinstance(_authentication_status, Unset):
            authentication_status = UNSET
        else:
            authentication_status = AcpBuyerAuthenticationStatus(_authentication_status)

        acp_buyer = cls(
            email=email,
            first_name=first_name,
            last_name=last_name,
            phone_number=phone_number,
            customer_id=customer_id,
            account_type=account_type,
            authentication_status=authentication_status,
        )

        acp_buyer.additional_properties = d
        return acp_buyer

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
