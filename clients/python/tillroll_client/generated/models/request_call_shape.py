from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.attempt_shape import AttemptShape


T = TypeVar("T", bound="RequestCallShape")


@_attrs_define
class RequestCallShape:
    """One HTTP call to the shop.

    Attributes:
        delivery (int):
        version (int):
        channel (str):
        method (str):
        url (str):
        attempt (AttemptShape): One attempt at a delivery. `problem` is a description in English.
    """

    delivery: int
    version: int
    channel: str
    method: str
    url: str
    attempt: AttemptShape
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        delivery = self.delivery

        version = self.version

        channel = self.channel

        method = self.method

        url = self.url

        attempt = self.attempt.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "delivery": delivery,
                "version": version,
                "channel": channel,
                "method": method,
                "url": url,
                "attempt": attempt,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.attempt_shape import AttemptShape

        d = dict(src_dict)
        delivery = d.pop("delivery")

        version = d.pop("version")

        channel = d.pop("channel")

        method = d.pop("method")

        url = d.pop("url")

        attempt = AttemptShape.from_dict(d.pop("attempt"))

        request_call_shape = cls(
            delivery=delivery,
            version=version,
            channel=channel,
            method=method,
            url=url,
            attempt=attempt,
        )

        request_call_shape.additional_properties = d
        return request_call_shape

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
