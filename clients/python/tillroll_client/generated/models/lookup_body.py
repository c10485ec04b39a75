from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="LookupBody")


@_attrs_define
class LookupBody:
    """A name to look up, in a body because it may be personal.

    Attributes:
        q (str): The whole name: what GET takes, and with the scope persons:read an e-mail address, a phone number, a
            national id, or the name of a person or company.
    """

    q: str

    def to_dict(self) -> dict[str, Any]:
        q = self.q

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "q": q,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        q = d.pop("q")

        lookup_body = cls(
            q=q,
        )

        return lookup_body
