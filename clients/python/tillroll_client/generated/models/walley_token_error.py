from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="WalleyTokenError")


@_attrs_define
class WalleyTokenError:
    """The shape of RFC 6749 §5.2.

    Attributes:
        error (str):
        error_description (str):
    """

    error: str
    error_description: str

    def to_dict(self) -> dict[str, Any]:
        error = self.error

        error_description = self.error_description

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "error": error,
                "error_description": error_description,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        error = d.pop("error")

        error_description = d.pop("error_description")

        walley_token_error = cls(
            error=error,
            error_description=error_description,
        )

        return walley_token_error
