from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SucceededBody")


@_attrs_define
class SucceededBody:
    """The report of a payment that succeeded.

    Attributes:
        method (str): The payment method, such as `card`. Example: A-1001.
        amount (int): The paid amount: exactly the agreed total. Without a fraction: 24000, not 24000.0.
        currency (str):
        payment_id (None | str | Unset): The provider's id of the payment. Always send it: without one, a second charge
            on the same terms looks like a repeated report.
        provider (None | str | Unset): The payment provider, if there are several.
        commitment (int | None | Unset): The version of the checkout at which the customer committed to the purchase:
            `version` in the response to the commit. Required after the second commitment of a checkout.
    """

    method: str
    amount: int
    currency: str
    payment_id: None | str | Unset = UNSET
    provider: None | str | Unset = UNSET
    commitment: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        method = self.method

        amount = self.amount

        currency = self.currency

        payment_id: None | str | Unset
        if isinstance(self.payment_id, Unset):
            payment_id = UNSET
        else:
            payment_id = self.payment_id

        provider: None | str | Unset
        if isinstance(self.provider, Unset):
            provider = UNSET
        else:
            provider = self.provider

        commitment: int | None | Unset
        if isinstance(self.commitment, Unset):
            commitment = UNSET
        else:
            commitment = self.commitment

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "method": method,
                "amount": amount,
                "currency": currency,
            }
        )
        if payment_id is not UNSET:
            field_dict["payment_id"] = payment_id
        if provider is not UNSET:
            field_dict["provider"] = provider
        if commitment is not UNSET:
            field_dict["commitment"] = commitment

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        method = d.pop("method")

        amount = d.pop("amount")

        currency = d.pop("currency")

        def _parse_payment_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        payment_id = _parse_payment_id(d.pop("payment_id", UNSET))

        def _parse_provider(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        provider = _parse_provider(d.pop("provider", UNSET))

        def _parse_commitment(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        commitment = _parse_commitment(d.pop("commitment", UNSET))

        succeeded_body = cls(
            method=method,
            amount=amount,
            currency=currency,
            payment_id=payment_id,
            provider=provider,
            commitment=commitment,
        )

        return succeeded_body
