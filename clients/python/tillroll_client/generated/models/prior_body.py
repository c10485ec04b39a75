from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PriorBody")


@_attrs_define
class PriorBody:
    """What is said about a prior purchase. It counts only if all three are true.

    Attributes:
        checkout (None | str | Unset):
        charge (None | str | Unset): The processor's id of the payment.
        arn (None | str | Unset): The acquirer's reference number.
        account_id (None | str | Unset):
        device_id (None | str | Unset):
        device_fingerprint (None | str | Unset):
        same_card (bool | Unset):  Default: False.
        settled (bool | Unset):  Default: False.
        undisputed (bool | Unset):  Default: False.
    """

    checkout: None | str | Unset = UNSET
    charge: None | str | Unset = UNSET
    arn: None | str | Unset = UNSET
    account_id: None | str | Unset = UNSET
    device_id: None | str | Unset = UNSET
    device_fingerprint: None | str | Unset = UNSET
    same_card: bool | Unset = False
    settled: bool | Unset = False
    undisputed: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        checkout: None | str | Unset
        if isinstance(self.checkout, Unset):
            checkout = UNSET
        else:
            checkout = self.checkout

        charge: None | str | Unset
        if isinstance(self.charge, Unset):
            charge = UNSET
        else:
            charge = self.charge

        arn: None | str | Unset
        if isinstance(self.arn, Unset):
            arn = UNSET
        else:
            arn = self.arn

        account_id: None | str | Unset
        if isinstance(self.account_id, Unset):
            account_id = UNSET
        else:
            account_id = self.account_id

        device_id: None | str | Unset
        if isinstance(self.device_id, Unset):
            device_id = UNSET
        else:
            device_id = self.device_id

        device_fingerprint: None | str | Unset
        if isinstance(self.device_fingerprint, Unset):
            device_fingerprint = UNSET
        else:
            device_fingerprint = self.device_fingerprint

        same_card = self.same_card

        settled = self.settled

        undisputed = self.undisputed

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if checkout is not UNSET:
            field_dict["checkout"] = checkout
        if charge is not UNSET:
            field_dict["charge"] = charge
        if arn is not UNSET:
            field_dict["arn"] = arn
        if account_id is not UNSET:
            field_dict["account_id"] = account_id
        if device_id is not UNSET:
            field_dict["device_id"] = device_id
        if device_fingerprint is not UNSET:
            field_dict["device_fingerprint"] = device_fingerprint
        if same_card is not UNSET:
            field_dict["same_card"] = same_card
        if settled is not UNSET:
            field_dict["settled"] = settled
        if undisputed is not UNSET:
            field_dict["undisputed"] = undisputed

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_checkout(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        checkout = _parse_checkout(d.pop("checkout", UNSET))

        def _parse_charge(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        charge = _parse_charge(d.pop("charge", UNSET))

        def _parse_arn(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        arn = _parse_arn(d.pop("arn", UNSET))

        def _parse_account_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        account_id = _parse_account_id(d.pop("account_id", UNSET))

        def _parse_device_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        device_id = _parse_device_id(d.pop("device_id", UNSET))

        def _parse_device_fingerprint(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        device_fingerprint = _parse_device_fingerprint(
            d.pop("device_fingerprint", UNSET)
        )

        same_card = d.pop("same_card", UNSET)

        settled = d.pop("settled", UNSET)

        undisputed = d.pop("undisputed", UNSET)

        prior_body = cls(
            checkout=checkout,
            charge=charge,
            arn=arn,
            account_id=account_id,
            device_id=device_id,
            device_fingerprint=device_fingerprint,
            same_card=same_card,
            settled=settled,
            undisputed=undisputed,
        )

        return prior_body
