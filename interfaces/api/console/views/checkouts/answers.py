"""The answers about a checkout: sentences in which each version is a link."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from application.history.answers.later_facts import CheckoutAnswers
from application.history.answers.sentences import sentences_of
from application.history.wording.sentences import Command, Sentence, VersionNumber
from interfaces.api.console.text.explanations import rule_part
from interfaces.api.console.text.labels import sentence_case
from interfaces.api.console.text.personal import Pieces, pieces_of
from interfaces.api.console.text.phrases import Phrase
from interfaces.api.console.text.sentences import SentencePart, sentence_parts
from interfaces.api.console.text.values import Instant, ReaderFormat


@dataclass(frozen=True)
class AnswerPart:
    """A part of a sentence: words, a link to `path`, a time with its `instant`, or `pieces` of data."""

    text: str
    path: str = ""
    instant: Instant | None = None
    pieces: Pieces = ()


@dataclass(frozen=True, kw_only=True)
class AnswerView:
    """The answer to one question. Each sentence is a sequence of parts."""

    question: Phrase
    sentences: tuple[tuple[AnswerPart, ...], ...]


def answers_view(found: CheckoutAnswers, path: str, form: ReaderFormat) -> tuple[AnswerView, ...]:
    """Return the view of all answers. `path` is the address of the checkout."""
    return tuple(
        AnswerView(
            question=Phrase(answer.title),
            sentences=tuple(tuple(_parts(each, path, form)) for each in answer.sentences),
        )
        for answer in sentences_of(found, rule_part)
    )


def _parts(sentence: Sentence, path: str, form: ReaderFormat) -> Iterator[AnswerPart]:
    """Yield the parts of a sentence, the first letter in upper case unless it is data."""
    for place, part in enumerate(sentence_parts(sentence, form)):
        first = place == 0 and not part.is_data
        shown = replace(part, text=sentence_case(part.text)) if first else part
        yield AnswerPart(
            text=shown.text,
            path=_path(shown, path),
            instant=shown.instant,
            pieces=pieces_of(shown.text, form) if shown.is_data else (),
        )


def _path(part: SentencePart, path: str) -> str:
    match part.link:
        case VersionNumber(number=number):
            return f"{path}?version={number}#v{number}"
        case Command(position=int(position)):
            return f"{path}/refusals/{position}"
        case _:
            return ""
