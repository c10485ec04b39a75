"""The answers about a checkout: sentences in which each version is a link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from application.history.answers.later_facts import CheckoutAnswers
from application.history.answers.sentence import (
    AmountValue,
    CommandValue,
    CountValue,
    Sentence,
    SentenceValue,
    TextValue,
    TimeValue,
    VersionsValue,
    VersionValue,
)
from application.history.answers.sentences import sentences_of
from interfaces.api.answer_texts import words_of
from interfaces.api.console.text.labels import reason_name, sentence_case
from interfaces.api.console.text.personal import Piece, Pieces, pieces_of
from interfaces.api.console.text.values import Instant, ReaderFormat

_NAMES: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class AnswerPart:
    """A part of a sentence: a text, a link to `path`, or a time if it has an `instant`."""

    pieces: Pieces
    path: str = ""
    instant: Instant | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerView:
    """The answer to one question. Each sentence is a sequence of parts."""

    question: str
    sentences: tuple[tuple[AnswerPart, ...], ...]


def answers_view(found: CheckoutAnswers, path: str, form: ReaderFormat) -> tuple[AnswerView, ...]:
    """Return the view of all answers. `path` is the address of the checkout."""
    writer = SentenceWriter(path, form)
    return tuple(
        AnswerView(question=answer.title, sentences=tuple(map(writer.parts, answer.sentences)))
        for answer in sentences_of(found)
    )


class SentenceWriter:
    """Writes sentences about the checkout at `path` for one reader."""

    def __init__(self, path: str, form: ReaderFormat) -> None:
        self._path = path
        self._form = form

    def parts(self, sentence: Sentence) -> tuple[AnswerPart, ...]:
        """Return the parts of a sentence, the first letter in upper case."""
        first, *others = self._parts(sentence)
        if not first.path and first.instant is None:
            piece, *more = first.pieces
            first = AnswerPart(
                (Piece(sentence_case(self._form.say(piece.text)), piece.kind, piece.title), *more)
            )
        return first, *others

    def _parts(self, sentence: Sentence) -> Iterator[AnswerPart]:
        for index, text in enumerate(_NAMES.split(sentence.template)):
            if index % 2:
                yield from self._value(sentence.values[text])
            elif text:
                yield AnswerPart((Piece(text),))

    def _value(self, value: SentenceValue) -> Iterator[AnswerPart]:
        match value:
            case AmountValue(amount=amount, currency=currency):
                yield AnswerPart((Piece(self._form.money(amount, currency)),))
            case TimeValue(at=at):
                instant = self._form.seconds(at)
                yield AnswerPart((Piece(instant.text),), instant=instant)
            case VersionValue(version=version):
                yield self._version(version)
            case VersionsValue(versions=versions):
                for place, version in enumerate(versions):
                    if place:
                        yield AnswerPart((Piece(", "),))
                    yield self._version(version)
            case CountValue(count=count):
                yield AnswerPart((Piece(self._form.number(count)),))
            case CommandValue(name=name, position=position):
                path = "" if position is None else f"{self._path}/refusals/{position}"
                yield AnswerPart((Piece(reason_name(name)),), path)
            case TextValue(text=text):
                yield AnswerPart(pieces_of(text, self._form))
            case _:
                yield AnswerPart(pieces_of(words_of(value), self._form))

    def _version(self, version: int) -> AnswerPart:
        path = f"{self._path}?version={version}#v{version}"
        return AnswerPart((Piece(f"version {version}"),), path)
