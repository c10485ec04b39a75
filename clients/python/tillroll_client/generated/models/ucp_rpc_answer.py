from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ucp_rpc_answer_error import UcpRpcAnswerError
    from ..models.ucp_rpc_answer_result import UcpRpcAnswerResult


T = TypeVar("T", bound="UcpRpcAnswer")


@_attrs_define
class UcpRpcAnswer:
    """
    Attributes:
        jsonrpc (Literal['2.0']):
        id (int | None | str):
        result (UcpRpcAnswerResult | Unset):
        error (UcpRpcAnswerError | Unset):
    """

    jsonrpc: Literal["2.0"]
    id: int | None | str
    result: UcpRpcAnswerResult | Unset = UNSET
    error: UcpRpcAnswerError | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        jsonrpc = self.jsonrpc

        id: int | None | str
        id = self.id

        result: dict[str, Any] | Unset = UNSET
        if not isinstance(self.result, Unset):
            result = self.result.to_dict()

        error: dict[str, Any] | Unset = UNSET
        if not isinstance(self.error, Unset):
            error = self.error.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "jsonrpc": jsonrpc,
                "id": id,
            }
        )
        if result is not UNSET:
            field_dict["result"] = result
        if error is not UNSET:
            field_dict["error"] = error

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ucp_rpc_answer_error import UcpRpcAnswerError
        from ..models.ucp_rpc_answer_result import UcpRpcAnswerResult

        d = dict(src_dict)
        jsonrpc = cast(Literal["2.0"], d.pop("jsonrpc"))
        if jsonrpc != "2.0":
            raise ValueError(f"jsonrpc must match const '2.0', got '{jsonrpc}'")

        def _parse_id(data: object) -> int | None | str:
            if data is None:
                return data
            return cast(int | None | str, data)

        id = _parse_id(d.pop("id"))

        _result = d.pop("result", UNSET)
        result: UcpRpcAnswerResult | Unset
        if isinstance(_result, Unset):
            result = UNSET
        else:
            result = UcpRpcAnswerResult.from_dict(_result)

        _error = d.pop("error", UNSET)
        error: UcpRpcAnswerError | Unset
        if isinstance(_error, Unset):
            error = UNSET
        else:
            error = UcpRpcAnswerError.from_dict(_error)

        ucp_rpc_answer = cls(
            jsonrpc=jsonrpc,
            id=id,
            result=result,
            error=error,
        )

        ucp_rpc_answer.additional_properties = d
        return ucp_rpc_answer

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
