from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.refund_due_shown_cause import RefundDueShownCause

T = TypeVar("T", bound="RefundDueShown")


@_attrs_define
class RefundDueShown:
    """A successful payment that does not pay for the purchase and must be refunded.

    Attributes:
        payment_id (None | str):
        method (str):
        amount (int):
        currency (str):
        commitment (int):
        cause (RefundDueShownCause):
    """

    payment_id: None | str
    method: str
    amount: int
    currency: str
    commitment: int
    cause: RefundDueShownCause

    def to_dict(self) -> dict[str, Any]:
        payment_id: None | str
        payment_id = self.payment_id

        method = self.method

        amount = self.amount

        currency = self.currency

        commitment = self.commitment

        cause = self.cause.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "payment_id": payment_id,
                "method": method,
                "amount": amount,
                "currency": currency,
                "commitment": commitment,
                "cause": cause,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_payment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        payment_id = _parse_payment_id(d.pop("payment_id"))

        method = d.pop("method")

        amount = d.pop("amount")

        currency = d.pop("currency")

        commitment = d.pop("commitment")

        cause = RefundDueShownCause(d.pop("cause"))

        refund_due_shown = cls(
            payment_id=payment_id,
            method=method,
            amount=amount,
            currency=currency,
            commitment=commitment,
            cause=cause,
        )

        return refund_due_shown
