from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PurchaseShown")


@_attrs_define
class PurchaseShown:
    """A completed purchase with its payment.

    Attributes:
        checkout (str):
        version (int):
        order_id (str):
        purchase_id (str):
        method (str):
        amount (int):
        currency (str):
        completed_at (datetime.datetime):
    """

    checkout: str
    version: int
    order_id: str
    purchase_id: str
    method: str
    amount: int
    currency: str
    completed_at: datetime.datetime

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        version = self.version

        order_id = self.order_id

        purchase_id = self.purchase_id

        method = self.method

        amount = self.amount

        currency = self.currency

        completed_at = self.completed_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "checkout": checkout,
                "version": version,
                "order_id": order_id,
                "purchase_id": purchase_id,
                "method": method,
                "amount": amount,
                "currency": currency,
                "completed_at": completed_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        checkout = d.pop("checkout")

        version = d.pop("version")

        order_id = d.pop("order_id")

        purchase_id = d.pop("purchase_id")

        method = d.pop("method")

        amount = d.pop("amount")

        currency = d.pop("currency")

        completed_at = datetime.datetime.fromisoformat(d.pop("completed_at"))

        purchase_shown = cls(
            checkout=checkout,
            version=version,
            order_id=order_id,
            purchase_id=purchase_id,
            method=method,
            amount=amount,
            currency=currency,
            completed_at=completed_at,
        )

        return purchase_shown
