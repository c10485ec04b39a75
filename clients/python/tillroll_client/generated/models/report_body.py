from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.adjustment_body import AdjustmentBody
    from ..models.expectation_body import ExpectationBody
    from ..models.fulfilment_body import FulfilmentBody


T = TypeVar("T", bound="ReportBody")


@_attrs_define
class ReportBody:
    """Everything that is reported at once: all of it is recorded, or nothing.

    Attributes:
        fulfilments (list[FulfilmentBody] | Unset):
        adjustments (list[AdjustmentBody] | Unset):
        expectations (list[ExpectationBody] | None | Unset):
    """

    fulfilments: list[FulfilmentBody] | Unset = UNSET
    adjustments: list[AdjustmentBody] | Unset = UNSET
    expectations: list[ExpectationBody] | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        fulfilments: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.fulfilments, Unset):
            fulfilments = []
            for fulfilments_item_data in self.fulfilments:
                fulfilments_item = fulfilments_item_data.to_dict()
                fulfilments.append(fulfilments_item)

        adjustments: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.adjustments, Unset):
            adjustments = []
            for adjustments_item_data in self.adjustments:
                adjustments_item = adjustments_item_data.to_dict()
                adjustments.append(adjustments_item)

        expectations: list[dict[str, Any]] | None | Unset
        if isinstance(self.expectations, Unset):
            expectations = UNSET
        elif isinstance(self.expectations, list):
            expectations = []
            for expectations_type_0_item_data in self.expectations:
                expectations_type_0_item = expectations_type_0_item_data.to_dict()
                expectations.append(expectations_type_0_item)

        else:
            expectations = self.expectations

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if fulfilments is not UNSET:
            field_dict["fulfilments"] = fulfilments
        if adjustments is not UNSET:
            field_dict["adjustments"] = adjustments
        if expectations is not UNSET:
            field_dict["expectations"] = expectations

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.adjustment_body import AdjustmentBody
        from ..models.expectation_body import ExpectationBody
        from ..models.fulfilment_body import FulfilmentBody

        d = dict(src_dict)
        _fulfilments = d.pop("fulfilments", UNSET)
        fulfilments: list[FulfilmentBody] | Unset = UNSET
        if _fulfilments is not UNSET:
            fulfilments = []
            for fulfilments_item_data in _fulfilments:
                fulfilments_item = FulfilmentBody.from_dict(fulfilments_item_data)

                fulfilments.append(fulfilments_item)

        _adjustments = d.pop("adjustments", UNSET)
        adjustments: list[AdjustmentBody] | Unset = UNSET
        if _adjustments is not UNSET:
            adjustments = []
            for adjustments_item_data in _adjustments:
                adjustments_item = AdjustmentBody.from_dict(adjustments_item_data)

                adjustments.append(adjustments_item)

        def _parse_expectations(data: object) -> list[ExpectationBody] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                expectations_type_0 = []
                _expectations_type_0 = data
                for expectations_type_0_item_data in _expectations_type_0:
                    expectations_type_0_item = ExpectationBody.from_dict(
                        expectations_type_0_item_data
                    )

                    expectations_type_0.append(expectations_type_0_item)

                return expectations_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ExpectationBody] | None | Unset, data)

        expectations = _parse_expectations(d.pop("expectations", UNSET))

        report_body = cls(
            fulfilments=fulfilments,
            adjustments=adjustments,
            expectations=expectations,
        )

        return report_body
