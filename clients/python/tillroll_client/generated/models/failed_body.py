from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="FailedBody")


@_attrs_define
class FailedBody:
    """The report of a payment that failed.

    Attributes:
        reason (None | str | Unset): The reason, for the history.
        payment_id (None | str | Unset): The provider's id of the payment. Always send it: without one, a second charge
            on the same terms looks like a repeated report.
        commitment (int | None | Unset): The version of the checkout at which the customer committed to the purchase:
            `version` in the response to the commit. Required after the second commitment of a checkout.
    """

    reason: None | str | Unset = UNSET
    payment_id: None | str | Unset = UNSET
    commitment: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        payment_id: None | str | Unset
        if isinstance(self.payment_id, Unset):
            payment_id = UNSET
        else:
            payment_id = self.payment_id

        commitment: int | None | Unset
        if isinstance(self.commitment, Unset):
            commitment = UNSET
        else:
            commitment = self.commitment

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if reason is not UNSET:
            field_dict["reason"] = reason
        if payment_id is not UNSET:
            field_dict["payment_id"] = payment_id
        if commitment is not UNSET:
            field_dict["commitment"] = commitment

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        def _parse_payment_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        payment_id = _parse_payment_id(d.pop("payment_id", UNSET))

        def _parse_commitment(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        commitment = _parse_commitment(d.pop("commitment", UNSET))

        failed_body = cls(
            reason=reason,
            payment_id=payment_id,
            commitment=commitment,
        )

        return failed_body
