from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="OrderLineShown")


@_attrs_define
class OrderLineShown:
    """The pieces of a line: bought, still part of the order, and of these sent or handed out.

    Attributes:
        line (str):
        article (str):
        description (str):
        bought (str):
        total (str):
        fulfilled (str):
    """

    line: str
    article: str
    description: str
    bought: str
    total: str
    fulfilled: str

    def to_dict(self) -> dict[str, Any]:
        line = self.line

        article = self.article

        description = self.description

        bought = self.bought

        total = self.total

        fulfilled = self.fulfilled

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "line": line,
                "article": article,
                "description": description,
                "bought": bought,
                "total": total,
                "fulfilled": fulfilled,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        line = d.pop("line")

        article = d.pop("article")

        description = d.pop("description")

        bought = d.pop("bought")

        total = d.pop("total")

        fulfilled = d.pop("fulfilled")

        order_line_shown = cls(
            line=line,
            article=article,
            description=description,
            bought=bought,
            total=total,
            fulfilled=fulfilled,
        )

        return order_line_shown
