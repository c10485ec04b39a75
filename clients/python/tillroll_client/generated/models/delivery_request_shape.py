from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.header_shape import HeaderShape


T = TypeVar("T", bound="DeliveryRequestShape")


@_attrs_define
class DeliveryRequestShape:
    """The request of a callback, as an attempt would send it now. `url` has no public tokens.

    Attributes:
        id (int):
        checkout (str):
        version (int):
        channel (str):
        method (str):
        url (str):
        headers (list[HeaderShape]): With a new signature.
        body (str): The bytes of the body in Base64.
    """

    id: int
    checkout: str
    version: int
    channel: str
    method: str
    url: str
    headers: list[HeaderShape]
    body: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        checkout = self.checkout

        version = self.version

        channel = self.channel

        method = self.method

        url = self.url

        headers = []
        for headers_item_data in self.headers:
            headers_item = headers_item_data.to_dict()
            headers.append(headers_item)

        body = self.body

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "checkout": checkout,
                "version": version,
                "channel": channel,
                "method": method,
                "url": url,
                "headers": headers,
                "body": body,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.header_shape import HeaderShape

        d = dict(src_dict)
        id = d.pop("id")

        checkout = d.pop("checkout")

        version = d.pop("version")

        channel = d.pop("channel")

        method = d.pop("method")

        url = d.pop("url")

        headers = []
        _headers = d.pop("headers")
        for headers_item_data in _headers:
            headers_item = HeaderShape.from_dict(headers_item_data)

            headers.append(headers_item)

        body = d.pop("body")

        delivery_request_shape = cls(
            id=id,
            checkout=checkout,
            version=version,
            channel=channel,
            method=method,
            url=url,
            headers=headers,
            body=body,
        )

        delivery_request_shape.additional_properties = d
        return delivery_request_shape

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
