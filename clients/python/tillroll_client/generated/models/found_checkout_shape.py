from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.anchor_shape import AnchorShape


T = TypeVar("T", bound="FoundCheckoutShape")


@_attrs_define
class FoundCheckoutShape:
    """A checkout as it is now. `total` is minor units of `currency`; `state` is the path of the whole state.

    Attributes:
        checkout (str):
        merchant (str):
        dialect (str):
        reference (None | str):
        order_number (int | None):
        stage (str):
        total (int):
        currency (str):
        opened (str):
        changed (str):
        version (int):
        changed_by (str):
        state (str):
        found_by (AnchorShape | Unset): The event that a checkout was found by.
    """

    checkout: str
    merchant: str
    dialect: str
    reference: None | str
    order_number: int | None
    stage: str
    total: int
    currency: str
    opened: str
    changed: str
    version: int
    changed_by: str
    state: str
    found_by: AnchorShape | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        merchant = self.merchant

        dialect = self.dialect

        reference: None | str
        reference = self.reference

        order_number: int | None
        order_number = self.order_number

        stage = self.stage

        total = self.total

        currency = self.currency

        opened = self.opened

        changed = self.changed

        version = self.version

        changed_by = self.changed_by

        state = self.state

        found_by: dict[str, Any] | Unset = UNSET
        if not isinstance(self.found_by, Unset):
            found_by = self.found_by.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "merchant": merchant,
                "dialect": dialect,
                "reference": reference,
                "order_number": order_number,
                "stage": stage,
                "total": total,
                "currency": currency,
                "opened": opened,
                "changed": changed,
                "version": version,
                "changed_by": changed_by,
                "state": state,
            }
        )
        if found_by is not UNSET:
            field_dict["found_by"] = found_by

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.anchor_shape import AnchorShape

        d = dict(src_dict)
        checkout = d.pop("checkout")

        merchant = d.pop("merchant")

        dialect = d.pop("dialect")

        def _parse_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reference = _parse_reference(d.pop("reference"))

        def _parse_order_number(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        order_number = _parse_order_number(d.pop("order_number"))

        stage = d.pop("stage")

        total = d.pop("total")

        currency = d.pop("currency")

        opened = d.pop("opened")

        changed = d.pop("changed")

        version = d.pop("version")

        changed_by = d.pop("changed_by")

        state = d.pop("state")

        _found_by = d.pop("found_by", UNSET)
        found_by: AnchorShape | Unset
        if isinstance(_found_by, Unset):
            found_by = UNSET
        else:
            found_by = AnchorShape.from_dict(_found_by)

        found_checkout_shape = cls(
            checkout=checkout,
            merchant=merchant,
            dialect=dialect,
            reference=reference,
            order_number=order_number,
            stage=stage,
            total=total,
            currency=currency,
            opened=opened,
            changed=changed,
            version=version,
            changed_by=changed_by,
            state=state,
            found_by=found_by,
        )

        found_checkout_shape.additional_properties = d
        return found_checkout_shape

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
