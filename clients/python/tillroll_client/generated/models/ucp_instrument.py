from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_billing_address import UcpBillingAddress
    from ..models.ucp_credential import UcpCredential


T = TypeVar("T", bound="UcpInstrument")


@_attrs_define
class UcpInstrument:
    """
    Attributes:
        handler_id (str):
        credential (UcpCredential):
        id (str | Unset):
        type_ (str | Unset):
        selected (bool | Unset):
        billing_address (UcpBillingAddress | Unset):
    """

    handler_id: str
    credential: UcpCredential
    id: str | Unset = UNSET
    type_: str | Unset = UNSET
    selected: bool | Unset = UNSET
    billing_address: UcpBillingAddress | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        handler_id = self.handler_id

        credential = self.credential.to_dict()

        id = self.id

        type_ = self.type_

        selected = self.selected

        billing_address: dict[str, Any] | Unset = UNSET
        if not isinstance(self.billing_address, Unset):
            billing_address = self.billing_address.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "handler_id": handler_id,
                "credential": credential,
            }
        )
        if id is not UNSET:
            field_dict["id"] = id
        if type_ is not UNSET:
            field_dict["type"] = type_
        if selected is not UNSET:
            field_dict["selected"] = selected
        if billing_address is not UNSET:
            field_dict["billing_address"] = billing_address

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_billing_address import UcpBillingAddress
        from ..models.ucp_credential import UcpCredential

        d = dict(src_dict)
        handler_id = d.pop("handler_id")

        credential = UcpCredential.from_dict(d.pop("credential"))

        id = d.pop("id", UNSET)

        type_ = d.pop("type", UNSET)

        selected = d.pop("selected", UNSET)

        _billing_address = d.pop("billing_address", UNSET)
        billing_address: UcpBillingAddress | Unset
        if isinstance(_billing_address, Unset):
            billing_address = UNSET
        else:
            billing_address = UcpBillingAddress.from_dict(_billing_address)

        ucp_instrument = cls(
            handler_id=handler_id,
            credential=credential,
            id=id,
            type_=type_,
            selected=selected,
            billing_address=billing_address,
        )

        ucp_instrument.additional_properties = d
        return ucp_instrument

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
