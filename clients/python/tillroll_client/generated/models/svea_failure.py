from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.svea_error_entry import SveaErrorEntry


T = TypeVar("T", bound="SveaFailure")


@_attrs_define
class SveaFailure:
    """The body of a failure. `errors` is never empty, because clients read the first entry unconditionally.

    Attributes:
        code (int):
        message (str):
        errors (list[SveaErrorEntry]):
    """

    code: int
    message: str
    errors: list[SveaErrorEntry]
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
                "Code": code,
                "Message": message,
                "Errors": errors,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.svea_error_entry import SveaErrorEntry

        d = dict(src_dict)
        code = d.pop("Code")

        message = d.pop("Message")

        errors = []
        _errors = d.pop("Errors")
        for errors_item_data in _errors:
            errors_item = SveaErrorEntry.from_dict(errors_item_data)

            errors.append(errors_item)

        svea_failure = cls(
            code=code,
            message=message,
            errors=errors,
        )

        svea_failure.additional_properties = d
        return svea_failure

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
