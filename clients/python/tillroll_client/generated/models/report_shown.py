from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.refund_due_shown import RefundDueShown


T = TypeVar("T", bound="ReportShown")


@_attrs_define
class ReportShown:
    """The checkout after a report that is recorded without effect.

    Attributes:
        checkout (str):
        version (int):
        stage (str):
        refunds_due (list[RefundDueShown]):
    """

    checkout: str
    version: int
    stage: str
    refunds_due: list[RefundDueShown]

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        version = self.version

        stage = self.stage

        refunds_due = []
        for refunds_due_item_data in self.refunds_due:
            refunds_due_item = refunds_due_item_data.to_dict()
            refunds_due.append(refunds_due_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "checkout": checkout,
                "version": version,
                "stage": stage,
                "refunds_due": refunds_due,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.refund_due_shown import RefundDueShown

        d = dict(src_dict)
        checkout = d.pop("checkout")

        version = d.pop("version")

        stage = d.pop("stage")

        refunds_due = []
        _refunds_due = d.pop("refunds_due")
        for refunds_due_item_data in _refunds_due:
            refunds_due_item = RefundDueShown.from_dict(refunds_due_item_data)

            refunds_due.append(refunds_due_item)

        report_shown = cls(
            checkout=checkout,
            version=version,
            stage=stage,
            refunds_due=refunds_due,
        )

        return report_shown
