from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.catalogue_shipping_option_kind import CatalogueShippingOptionKind

T = TypeVar("T", bound="CatalogueShippingOption")


@_attrs_define
class CatalogueShippingOption:
    """A shipping option, with the places, weights and subtotals that it is offered for. Limits are inclusive.

        It is free if the subtotal is `free_over` or more, or with one of the articles of `free_with`. Of the options of
    one
        `service`, a place has those of its state only, or else those of its country, or else the rest. An option of the
        kind PICKUP is offered at every location of the shop.

        Attributes:
            id (str):
            title (str):
            price (int):
            kind (CatalogueShippingOptionKind):
            subtitle (None | str):
            carrier (None | str):
            country (str):
            state (str):
            min_weight (int):
            max_weight (int | None):
            min_subtotal (int):
            max_subtotal (int | None):
            free_over (int | None):
            free_with (list[str]):
            service (None | str):
    """

    id: str
    title: str
    price: int
    kind: CatalogueShippingOptionKind
    subtitle: None | str
    carrier: None | str
    country: str
    state: str
    min_weight: int
    max_weight: int | None
    min_subtotal: int
    max_subtotal: int | None
    free_over: int | None
    free_with: list[str]
    service: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        title = self.title

        price = self.price

        kind = self.kind.value

        subtitle: None | str
        subtitle = self.subtitle

        carrier: None | str
        carrier = self.carrier

        country = self.country

        state = self.state

        min_weight = self.min_weight

        max_weight: int | None
        max_weight = self.max_weight

        min_subtotal = self.min_subtotal

        max_subtotal: int | None
        max_subtotal = self.max_subtotal

        free_over: int | None
        free_over = self.free_over

        free_with = self.free_with

        service: None | str
        service = self.service

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "title": title,
                "price": price,
                "kind": kind,
                "subtitle": subtitle,
                "carrier": carrier,
                "country": country,
                "state": state,
                "min_weight": min_weight,
                "max_weight": max_weight,
                "min_subtotal": min_subtotal,
                "max_subtotal": max_subtotal,
                "free_over": free_over,
                "free_with": free_with,
                "service": service,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        title = d.pop("title")

        price = d.pop("price")

        kind = CatalogueShippingOptionKind(d.pop("kind"))

        def _parse_subtitle(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subtitle = _parse_subtitle(d.pop("subtitle"))

        def _parse_carrier(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        carrier = _parse_carrier(d.pop("carrier"))

        country = d.pop("country")

        state = d.pop("state")

        min_weight = d.pop("min_weight")

        def _parse_max_weight(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_weight = _parse_max_weight(d.pop("max_weight"))

        min_subtotal = d.pop("min_subtotal")

        def _parse_max_subtotal(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_subtotal = _parse_max_subtotal(d.pop("max_subtotal"))

        def _parse_free_over(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        free_over = _parse_free_over(d.pop("free_over"))

        free_with = cast(list[str], d.pop("free_with"))

        def _parse_service(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        service = _parse_service(d.pop("service"))

        catalogue_shipping_option = cls(
            id=id,
            title=title,
            price=price,
            kind=kind,
            subtitle=subtitle,
            carrier=carrier,
            country=country,
            state=state,
            min_weight=min_weight,
            max_weight=max_weight,
            min_subtotal=min_subtotal,
            max_subtotal=max_subtotal,
            free_over=free_over,
            free_with=free_with,
            service=service,
        )

        catalogue_shipping_option.additional_properties = d
        return catalogue_shipping_option

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
