from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.walley_error_entry import WalleyErrorEntry


T = TypeVar("T", bound="WalleyErrorBody")


@_attrs_define
class WalleyErrorBody:
    """The `error` of a failure. `code` equals the HTTP status.

    Attributes:
        code (int):
        message (str):
        errors (list[WalleyErrorEntry]):
    """

    code: int
    message: str
    errors: list[WalleyErrorEntry]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        message = self.message

        errors = []
        for errors_item_data in self.errors:
            errors_item = errors_item_data.to_dict()
            errors.append(errors_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "message": message,
                "errors": errors,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.walley_error_entry import WalleyErrorEntry

        d = dict(src_dict)
        code = d.pop("code")

        message = d.pop("message")

        errors = []
        _errors = d.pop("errors")
        for errors_item_data in _errors:
            errors_item = WalleyErrorEntry.from_dict(errors_item_data)

            errors.append(errors_item)

        walley_error_body = cls(
            code=code,
            message=message,
            errors=errors,
        )

        walley_error_body.additional_properties = d
        return walley_error_body

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
