from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ErasureBody")


@_attrs_define
class ErasureBody:
    """Names a person by exactly one value. Without `confirm`, nothing is erased.

    Attributes:
        email (None | str | Unset):
        phone (None | str | Unset):
        name (None | str | Unset):
        national_id (None | str | Unset):
        checkout_id (None | str | Unset):
        only_ended (bool | Unset): Leave checkouts that have not ended. Default: False.
        confirm (bool | Unset): Erase what is found. Default: False.
    """

    email: None | str | Unset = UNSET
    phone: None | str | Unset = UNSET
    name: None | str | Unset = UNSET
    national_id: None | str | Unset = UNSET
    checkout_id: None | str | Unset = UNSET
    only_ended: bool | Unset = False
    confirm: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        email: None | str | Unset
        if isinstance(self.email, Unset):
            email = UNSET
        else:
            email = self.email

        phone: None | str | Unset
        if isinstance(self.phone, Unset):
            phone = UNSET
        else:
            phone = self.phone

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        national_id: None | str | Unset
        if isinstance(self.national_id, Unset):
            national_id = UNSET
        else:
            national_id = self.national_id

        checkout_id: None | str | Unset
        if isinstance(self.checkout_id, Unset):
            checkout_id = UNSET
        else:
            checkout_id = self.checkout_id

        only_ended = self.only_ended

        confirm = self.confirm

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if email is not UNSET:
            field_dict["email"] = email
        if phone is not UNSET:
            field_dict["phone"] = phone
        if name is not UNSET:
            field_dict["name"] = name
        if national_id is not UNSET:
            field_dict["national_id"] = national_id
        if checkout_id is not UNSET:
            field_dict["checkout_id"] = checkout_id
        if only_ended is not UNSET:
            field_dict["only_ended"] = only_ended
        if confirm is not UNSET:
            field_dict["confirm"] = confirm

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        email = _parse_email(d.pop("email", UNSET))

        def _parse_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone = _parse_phone(d.pop("phone", UNSET))

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_national_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        national_id = _parse_national_id(d.pop("national_id", UNSET))

        def _parse_checkout_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        checkout_id = _parse_checkout_id(d.pop("checkout_id", UNSET))

        only_ended = d.pop("only_ended", UNSET)

        confirm = d.pop("confirm", UNSET)

        erasure_body = cls(
            email=email,
            phone=phone,
            name=name,
            national_id=national_id,
            checkout_id=checkout_id,
            only_ended=only_ended,
            confirm=confirm,
        )

        return erasure_body
