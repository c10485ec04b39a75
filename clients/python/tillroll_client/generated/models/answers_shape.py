from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.question_answer_shape import QuestionAnswerShape


T = TypeVar("T", bound="AnswersShape")


@_attrs_define
class AnswersShape:
    """The answers about a checkout as of now; `version` is the newest one.

    Attributes:
        checkout (str):
        version (int):
        answers (list[QuestionAnswerShape]):
    """

    checkout: str
    version: int
    answers: list[QuestionAnswerShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout = self.checkout

        version = self.version

        answers = []
        for answers_item_data in self.answers:
            answers_item = answers_item_data.to_dict()
            answers.append(answers_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout": checkout,
                "version": version,
                "answers": answers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.question_answer_shape import QuestionAnswerShape

        d = dict(src_dict)
        checkout = d.pop("checkout")

        version = d.pop("version")

        answers = []
        _answers = d.pop("answers")
        for answers_item_data in _answers:
            answers_item = QuestionAnswerShape.from_dict(answers_item_data)

            answers.append(answers_item)

        answers_shape = cls(
            checkout=checkout,
            version=version,
            answers=answers,
        )

        answers_shape.additional_properties = d
        return answers_shape

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
