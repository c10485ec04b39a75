from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AcpIntentTrace")


@_attrs_define
class AcpIntentTrace:
    """
    Attributes:
        reason_code (str):
        trace_summary (str | Unset):
    """

    reason_code: str
    trace_summary: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        reason_code = self.reason_code

        trace_summary = self.trace_summary

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "reason_code": reason_code,
            }
        )
        if trace_summary is not UNSET:
            field_dict["trace_summary"] = trace_summary

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        reason_code = d.pop("reason_code")

        trace_summary = d.pop("trace_summary", UNSET)

        acp_intent_trace = cls(
            reason_code=reason_code,
            trace_summary=trace_summary,
        )

        acp_intent_trace.additional_properties = d
        return acp_intent_trace

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
