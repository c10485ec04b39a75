from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ProvenanceShape")


@_attrs_define
class ProvenanceShape:
    """The actor, the dialect and the request of an event or a refusal.

    Attributes:
        actor (str):
        dialect (str):
        operation (str):
        request_id (str):
        address (str):
        user_agent (str):
        idempotency_key (str):
        peer (str | Unset): The trusted proxy that sent the customer's request; absent if there was none.
    """

    actor: str
    dialect: str
    operation: str
    request_id: str
    address: str
    user_agent: str
    idempotency_key: str
    peer: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        actor = self.actor

        dialect = self.dialect

        operation = self.operation

        request_id = self.request_id

        address = self.address

        user_agent = self.user_agent

        idempotency_key = self.idempotency_key

        peer = self.peer

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "actor": actor,
                "dialect": dialect,
                "operation": operation,
                "request_id": request_id,
                "address": address,
                "user_agent": user_agent,
                "idempotency_key": idempotency_key,
            }
        )
        if peer is not UNSET:
            field_dict["peer"] = peer

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        actor = d.pop("actor")

        dialect = d.pop("dialect")

        operation = d.pop("operation")

        request_id = d.pop("request_id")

        address = d.pop("address")

        user_agent = d.pop("user_agent")

        idempotency_key = d.pop("idempotency_key")

        peer = d.pop("peer", UNSET)

        provenance_shape = cls(
            actor=actor,
            dialect=dialect,
            operation=operation,
            request_id=request_id,
            address=address,
            user_agent=user_agent,
            idempotency_key=idempotency_key,
            peer=peer,
        )

        provenance_shape.additional_properties = d
        return provenance_shape

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
