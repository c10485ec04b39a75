from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acp_intent_trace import AcpIntentTrace


T = TypeVar("T", bound="AcpCancellation")


@_attrs_define
class AcpCancellation:
    """
    Attributes:
        intent_trace (AcpIntentTrace | Unset):
    """

    intent_trace: AcpIntentTrace | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        intent_trace: dict[str, Any] | Unset = UNSET
        if not isinstance(self.intent_trace, Unset):
            intent_trace = self.intent_trace.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if intent_trace is not UNSET:
            field_dict["intent_trace"] = intent_trace

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acp_intent_trace import AcpIntentTrace

        d = dict(src_dict)
        _intent_trace = d.pop("intent_trace", UNSET)
        intent_trace: AcpIntentTrace | Unset
        if isinstance(_intent_trace, Unset):
            intent_trace = UNSET
        else:
            intent_trace = AcpIntentTrace.from_dict(_intent_trace)

        acp_cancellation = cls(
            intent_trace=intent_trace,
        )

        acp_cancellation.additional_properties = d
        return acp_cancellation

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
