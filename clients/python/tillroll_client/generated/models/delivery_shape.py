from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.delivery_shape_state import DeliveryShapeState

if TYPE_CHECKING:
    from ..models.attempt_shape import AttemptShape


T = TypeVar("T", bound="DeliveryShape")


@_attrs_define
class DeliveryShape:
    """One webhook with every attempt to deliver it. `version` is the version of the event that caused it.

    A validation request to the shop (`answered`) has no causing event; `version` is the version that it validates.

    Attributes:
        id (int):
        checkout (str):
        version (int):
        channel (str):
        method (str):
        url (str):
        state (DeliveryShapeState):
        made (str):
        due (None | str): The time of the next attempt; null if none is planned.
        attempts (list[AttemptShape]):
    """

    id: int
    checkout: str
    version: int
    channel: str
    method: str
    url: str
    state: DeliveryShapeState
    made: str
    due: None | str
    attempts: list[AttemptShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        checkout = self.checkout

        version = self.version

        channel = self.channel

        method = self.method

        url = self.url

        state = self.state.value

        made = self.made

        due: None | str
        due = self.due

        attempts = []
        for attempts_item_data in self.attempts:
            attempts_item = attempts_item_data.to_dict()
            attempts.append(attempts_item)

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
                "state": state,
                "made": made,
                "due": due,
                "attempts": attempts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.attempt_shape import AttemptShape

        d = dict(src_dict)
        id = d.pop("id")

        checkout = d.pop("checkout")

        version = d.pop("version")

        channel = d.pop("channel")

        method = d.pop("method")

        url = d.pop("url")

        state = DeliveryShapeState(d.pop("state"))

        made = d.pop("made")

        def _parse_due(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        due = _parse_due(d.pop("due"))

        attempts = []
        _attempts = d.pop("attempts")
        for attempts_item_data in _attempts:
            attempts_item = AttemptShape.from_dict(attempts_item_data)

            attempts.append(attempts_item)

        delivery_shape = cls(
            id=id,
            checkout=checkout,
            version=version,
            channel=channel,
            method=method,
            url=url,
            state=state,
            made=made,
            due=due,
            attempts=attempts,
        )

        delivery_shape.additional_properties = d
        return delivery_shape

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
