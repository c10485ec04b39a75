"""A sentence as a template with named values, so that it can be translated whole and shown in any format.

A template has each value as `{name}`. The text of a value depends on the reader: its language, zone and format.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum


@dataclass(frozen=True)
class AmountValue:
    """An amount in minor units of a currency."""

    amount: int
    currency: str


@dataclass(frozen=True)
class TimeValue:
    """A time in UTC."""

    at: datetime


@dataclass(frozen=True)
class DurationValue:
    """A time between two events."""

    length: timedelta


@dataclass(frozen=True)
class CountValue:
    """A number of things."""

    count: int


@dataclass(frozen=True)
class VersionValue:
    """A version of the checkout, which a page links to."""

    version: int


@dataclass(frozen=True)
class VersionsValue:
    """Several versions of the checkout."""

    versions: tuple[int, ...]


@dataclass(frozen=True)
class EventValue:
    """A type of event by its topic."""

    topic: str


@dataclass(frozen=True)
class ActorValue:
    """An actor: a kind and a credential, as a provenance has it."""

    actor: str


@dataclass(frozen=True)
class CommandValue:
    """A command by its class name. `position` is that of a refused one in the log; None where it has no page."""

    name: str
    position: int | None = None


@dataclass(frozen=True)
class RuleValue:
    """The sentence that explains a refusal, by its class name and the values that its rule compared."""

    reason: str
    facts: Mapping[str, object]


@dataclass(frozen=True)
class TextValue:
    """A text as it is, which a shop, a customer or a receiver may have written."""

    text: str


SentenceValue = (
    AmountValue
    | TimeValue
    | DurationValue
    | CountValue
    | VersionValue
    | VersionsValue
    | EventValue
    | ActorValue
    | CommandValue
    | RuleValue
    | TextValue
)


@dataclass(frozen=True)
class Sentence:
    """A template and the values in it, by their names."""

    template: str
    values: Mapping[str, SentenceValue]


class Question(Enum):
    """The questions that are answered, in order. The values are the names in the APIs."""

    AGREED = "agreed"
    TOTAL = "total"
    SETTER = "total-set-by"
    REFUSED = "refused"
    SHOP = "shop-called"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer to a question in sentences. `title` is the question in English."""

    question: Question
    title: str
    sentences: tuple[Sentence, ...]


def sentence(template: str, **values: SentenceValue) -> Sentence:
    """Return the sentence of a template, with the values in it by their names."""
    return Sentence(template, values)
