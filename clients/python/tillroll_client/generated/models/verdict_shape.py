from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.verdict_shape_displayed_type_0 import VerdictShapeDisplayedType0
from ..models.verdict_shape_outcome import VerdictShapeOutcome

T = TypeVar("T", bound="VerdictShape")


@_attrs_define
class VerdictShape:
    """Whether the replay is what was shown.

    Attributes:
        outcome (VerdictShapeOutcome): `exactly`: the replay has the digest that was recorded at the commitment.
            `diverges`: it has another one. `erased`: the key of the digest was destroyed with the customer's data. `not-
            recorded`: no digest is recorded, and what is shown is reconstructed. `not-replayed`: this installation lacks
            the renderer, the settings of the merchant, or the master key.
        displayed (None | VerdictShapeDisplayedType0): Whether the text that the page said it displayed is that of the
            replay. A claim of the browser. Null where the outcome is not `exactly`.
        words (list[str]): The same in sentences, with the difference.
    """

    outcome: VerdictShapeOutcome
    displayed: None | VerdictShapeDisplayedType0
    words: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        outcome = self.outcome.value

        displayed: None | str
        if isinstance(self.displayed, VerdictShapeDisplayedType0):
            displayed = self.displayed.value
        else:
            displayed = self.displayed

        words = self.words

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "outcome": outcome,
                "displayed": displayed,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        outcome = VerdictShapeOutcome(d.pop("outcome"))

        def _parse_displayed(data: object) -> None | VerdictShapeDisplayedType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                displayed_type_0 = VerdictShapeDisplayedType0(data)

                return displayed_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | VerdictShapeDisplayedType0, data)

        displayed = _parse_displayed(d.pop("displayed"))

        words = cast(list[str], d.pop("words"))

        verdict_shape = cls(
            outcome=outcome,
            displayed=displayed,
            words=words,
        )

        verdict_shape.additional_properties = d
        return verdict_shape

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
