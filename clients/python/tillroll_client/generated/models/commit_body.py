from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="CommitBody")


@_attrs_define
class CommitBody:
    """The customer's press of "complete purchase".

    A page that has not identified the customer confirms it: with the e-mail address or the phone number.

        Attributes:
            version (int): The `version` that the page showed to the customer. Without a fraction: 3, not 3.0.
            confirmation (None | str | Unset): The customer's e-mail address or phone number. Needed where the customer is
                `masked`.
            device_id (None | str | Unset): The shop's id of the customer's device, as evidence. Stored sealed, never
                returned here.
            account_id (None | str | Unset): The customer's account or login at the shop. Stored sealed, never returned
                here.
            shown (Any | Unset): What tillroll's page says of itself: `page` (its number), `language`, `time_zone`, `money`
                (how it wrote 1234567890 and its negative) and `displayed` (the SHA-256 of its text). What cannot be true is
                left out.
    """

    version: int
    confirmation: None | str | Unset = UNSET
    device_id: None | str | Unset = UNSET
    account_id: None | str | Unset = UNSET
    shown: Any | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        confirmation: None | str | Unset
        if isinstance(self.confirmation, Unset):
            confirmation = UNSET
        else:
            confirmation = self.confirmation

        device_id: None | str | Unset
        if isinstance(self.device_id, Unset):
            device_id = UNSET
        else:
            device_id = self.device_id

        account_id: None | str | Unset
        if isinstance(self.account_id, Unset):
            account_id = UNSET
        else:
            account_id = self.account_id

        shown = self.shown

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
            }
        )
        if confirmation is not UNSET:
            field_dict["confirmation"] = confirmation
        if device_id is not UNSET:
            field_dict["device_id"] = device_id
        if account_id is not UNSET:
            field_dict["account_id"] = account_id
        if shown is not UNSET:
            field_dict["shown"] = shown

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        def _parse_confirmation(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        confirmation = _parse_confirmation(d.pop("confirmation", UNSET))

        def _parse_device_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        device_id = _parse_device_id(d.pop("device_id", UNSET))

        def _parse_account_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        account_id = _parse_account_id(d.pop("account_id", UNSET))

        shown = d.pop("shown", UNSET)

        commit_body = cls(
            version=version,
            confirmation=confirmation,
            device_id=device_id,
            account_id=account_id,
            shown=shown,
        )

        return commit_body
