from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.catalogue_product_delivery import CatalogueProductDelivery

T = TypeVar("T", bound="CatalogueProduct")


@_attrs_define
class CatalogueProduct:
    """An article for sale. `stock` is the number of pieces; None for unlimited stock.

    `most_per_order` is the largest quantity of one order; None for no limit. Articles of different `parcel` travel
    apart, each with an option of its own, where the client can choose several. None is a parcel too.

    Attributes:
        id (str):
        title (str):
        unit_price (int):
        tax_class (str):
        weight (int):
        stock (int | None):
        delivery (CatalogueProductDelivery):
        most_per_order (int | None):
        image_url (None | str):
        parcel (None | str):
    """

    id: str
    title: str
    unit_price: int
    tax_class: str
    weight: int
    stock: int | None
    delivery: CatalogueProductDelivery
    most_per_order: int | None
    image_url: None | str
    parcel: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        title = self.title

        unit_price = self.unit_price

        tax_class = self.tax_class

        weight = self.weight

        stock: int | None
        stock = self.stock

        delivery = self.delivery.value

        most_per_order: int | None
        most_per_order = self.most_per_order

        image_url: None | str
        image_url = self.image_url

        parcel: None | str
        parcel = self.parcel

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "title": title,
                "unit_price": unit_price,
                "tax_class": tax_class,
                "weight": weight,
                "stock": stock,
                "delivery": delivery,
                "most_per_order": most_per_order,
                "image_url": image_url,
                "parcel": parcel,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        title = d.pop("title")

        unit_price = d.pop("unit_price")

        tax_class = d.pop("tax_class")

        weight = d.pop("weight")

        def _parse_stock(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        stock = _parse_stock(d.pop("stock"))

        delivery = CatalogueProductDelivery(d.pop("delivery"))

        def _parse_most_per_order(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        most_per_order = _parse_most_per_order(d.pop("most_per_order"))

        def _parse_image_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        image_url = _parse_image_url(d.pop("image_url"))

        def _parse_parcel(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        parcel = _parse_parcel(d.pop("parcel"))

        catalogue_product = cls(
            id=id,
            title=title,
            unit_price=unit_price,
            tax_class=tax_class,
            weight=weight,
            stock=stock,
            delivery=delivery,
            most_per_order=most_per_order,
            image_url=image_url,
            parcel=parcel,
        )

        catalogue_product.additional_properties = d
        return catalogue_product

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
