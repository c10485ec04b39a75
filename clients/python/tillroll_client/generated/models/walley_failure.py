from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.walley_error_body import WalleyErrorBody


T = TypeVar("T", bound="WalleyFailure")


@_attrs_define
class WalleyFailure:
    """The envelope of a failure.

    Attributes:
        id (str):
        data (None | str): Always null.
        error (WalleyErrorBody): The `error` of a failure. `code` equals the HTTP status.
    """

    id: str
    data: None | str
    error: WalleyErrorBody
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        data: None | str
        data = self.data

        error = self.error.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "data": data,
                "error": error,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.walley_error_body import WalleyErrorBody

        d = dict(src_dict)
        id = d.pop("id")

        def _parse_data(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        data = _parse_data(d.pop("data"))

        error = WalleyErrorBody.from_dict(d.pop("error"))

        walley_failure = cls(
            id=id,
            data=data,
            error=error,
        )

        walley_failure.additional_properties = d
        return walley_failure

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
