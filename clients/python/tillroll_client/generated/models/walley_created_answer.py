from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.walley_created import WalleyCreated


T = TypeVar("T", bound="WalleyCreatedAnswer")


@_attrs_define
class WalleyCreatedAnswer:
    """The envelope of an answer. `error` is null in a success.

    Attributes:
        id (str): A GUID.
        data (WalleyCreated): The response to "initialize checkout". `expires_at` has seven decimals of a second, as
            .NET writes times.
        error (None | str): Always null.
    """

    id: str
    data: WalleyCreated
    error: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        data = self.data.to_dict()

        error: None | str
        error = self.error

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
        from ..models.walley_created import WalleyCreated

        d = dict(src_dict)
        id = d.pop("id")

        data = WalleyCreated.from_dict(d.pop("data"))

        def _parse_error(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error = _parse_error(d.pop("error"))

        walley_created_answer = cls(
            id=id,
            data=data,
            error=error,
        )

        walley_created_answer.additional_properties = d
        return walley_created_answer

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
