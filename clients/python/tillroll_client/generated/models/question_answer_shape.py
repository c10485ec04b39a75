from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.question_answer_shape_question import QuestionAnswerShapeQuestion

if TYPE_CHECKING:
    from ..models.answer_sentence_shape import AnswerSentenceShape


T = TypeVar("T", bound="QuestionAnswerShape")


@_attrs_define
class QuestionAnswerShape:
    """The answer to one question: the facts, and the sentences that say them.

    Attributes:
        question (QuestionAnswerShapeQuestion):
        title (str): The question in English.
        facts (list[Any]): Objects whose `kind` says what they are, with amounts in minor units and the events that they
            rest on. What the record does not have is a kind of its own.
        sentences (list[AnswerSentenceShape]):
    """

    question: QuestionAnswerShapeQuestion
    title: str
    facts: list[Any]
    sentences: list[AnswerSentenceShape]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        question = self.question.value

        title = self.title

        facts = self.facts

        sentences = []
        for sentences_item_data in self.sentences:
            sentences_item = sentences_item_data.to_dict()
            sentences.append(sentences_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "question": question,
                "title": title,
                "facts": facts,
                "sentences": sentences,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.answer_sentence_shape import AnswerSentenceShape

        d = dict(src_dict)
        question = QuestionAnswerShapeQuestion(d.pop("question"))

        title = d.pop("title")

        facts = cast(list[Any], d.pop("facts"))

        sentences = []
        _sentences = d.pop("sentences")
        for sentences_item_data in _sentences:
            sentences_item = AnswerSentenceShape.from_dict(sentences_item_data)

            sentences.append(sentences_item)

        question_answer_shape = cls(
            question=question,
            title=title,
            facts=facts,
            sentences=sentences,
        )

        question_answer_shape.additional_properties = d
        return question_answer_shape

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
