from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReleasedShown")


@_attrs_define
class ReleasedShown:
    """A checkout that accepts changes and a new commitment.

    Attributes:
        checkout (str):
        version (int):
        stage (Literal['open']):
    """

    checkout: str
    version: int
    stage: Literal["open"]

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        version = self.version

        stage = self.stage

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "checkout": checkout,
                "version": version,
                "stage": stage,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        checkout = d.pop("checkout")

        version = d.pop("version")

        stage = cast(Literal["open"], d.pop("stage"))
        if stage != "open":
            raise ValueError(f"stage must match const 'open', got '{stage}'")

        released_shown = cls(
            checkout=checkout,
            version=version,
            stage=stage,
        )

        return released_shown
