"""Sentences about a checkout: a template with named values, which keep their types until a reader is known.

An amount, a rate or a time is shown in one form to a program and in another to each reader. `in_english` shows them
as the history API and the command do: amounts as `285.00 SEK`, times as in RFC 3339.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from string import Formatter
from typing import Final, NewType

from domain.values.money import in_major_units

Template = NewType("Template", str)
"""An English sentence with names of values in braces. It is also the key of its translations."""


@dataclass(frozen=True)
class Amount:
    """An amount in minor units. `is_bare` omits the currency, which the next value of the sentence has."""

    minor_units: int
    currency: str
    is_bare: bool = False


@dataclass(frozen=True)
class BasisPoints:
    """A rate in basis points."""

    value: int


@dataclass(frozen=True)
class Quantity:
    """A number that is counted or measured, in contrast to one that is a name."""

    value: int | Decimal


@dataclass(frozen=True)
class Timestamp:
    """A time as the state has it, in RFC 3339."""

    text: str


@dataclass(frozen=True)
class UtcTime:
    """A time in UTC."""

    at: datetime


@dataclass(frozen=True)
class VersionNumber:
    """A version of the checkout, which a page links to."""

    number: int


@dataclass(frozen=True)
class EventType:
    """A type of event by its topic; empty for no event."""

    topic: str


@dataclass(frozen=True)
class Command:
    """A command by its class name. `position` is that of a refused one in the log; None where it has no page."""

    name: str
    position: int | None = None


@dataclass(frozen=True)
class RecordedText:
    """A text in English that tillroll wrote into the record, such as what was wrong with an attempt."""

    text: str


@dataclass(frozen=True)
class Code:
    """A value that tillroll has a word for, such as a stage, with the name of its field."""

    field: str
    value: str


@dataclass(frozen=True)
class FieldName:
    """The name of a field, and the way from there to a part of it. `is_literal`: the name is not one of tillroll."""

    name: str
    rest: tuple[str | int, ...] = ()
    is_literal: bool = False


@dataclass(frozen=True)
class Listing:
    """Several values in their order."""

    items: tuple["Part", ...]
    separator: str = ", "


@dataclass(frozen=True)
class Sentence:
    """A template with its values. A value may be a sentence of its own."""

    template: Template
    values: Mapping[str, "Part"]


Part = (
    str
    | Amount
    | BasisPoints
    | Quantity
    | Timestamp
    | UtcTime
    | VersionNumber
    | EventType
    | Command
    | RecordedText
    | Code
    | FieldName
    | Listing
    | Sentence
)
"""A value of a sentence. A `str` is the text of a shop or a customer, or a code."""

_LABELS: Final = {
    "id": "checkout id",
    "completed_at": "completion time",
    "expires_at": "expiry time",
}


def in_english(part: Part) -> str:
    """Return a value or a sentence in English, for people and programs alike."""
    match part:
        case str():
            return part
        case Timestamp(text=text) | RecordedText(text=text):
            return text
        case UtcTime(at=at):
            return at.isoformat().replace("+00:00", "Z")
        case FieldName():
            return _field(part)
        case Listing(items=items, separator=separator):
            return separator.join(map(in_english, items))
        case Sentence(template=template, values=values):
            return template.format_map({name: in_english(each) for name, each in values.items()})
        case Amount() | BasisPoints() | Quantity():
            return _number(part)
        case _:
            return _name(part)


def _number(part: Amount | BasisPoints | Quantity) -> str:
    match part:
        case Amount(minor_units=amount, currency=currency, is_bare=is_bare):
            exact = in_major_units(amount, currency)
            return exact if is_bare else f"{exact} {currency}"
        case BasisPoints(value=rate):
            return f"{(Decimal(rate) / 100).normalize():f} %"
        case Quantity(value=value):
            return str(value)


def _name(part: VersionNumber | EventType | Command | Code) -> str:
    match part:
        case VersionNumber(number=number):
            return f"version {number}"
        case EventType(topic=topic):
            return topic.partition(".")[2].replace("-", " ") or "no event"
        case Command(name=name):
            return name
        case Code(value=code):
            return code.replace("_", " ")


def sentence_in_english(sentence: Sentence) -> str:
    """Return a sentence in English, with its first letter in upper case."""
    text = in_english(sentence)
    return text[:1].upper() + text[1:]


def sentence(template: str, **values: Part) -> Sentence:
    """Return the sentence of a template, with the values in it by their names."""
    return Sentence(Template(template), values)


def versions_in(part: Part) -> tuple[int, ...]:
    """Return the versions that a sentence names, in its order, each of them one time."""
    return tuple(dict.fromkeys(_versions(part)))


def _versions(part: Part) -> Iterator[int]:
    match part:
        case VersionNumber(number=number):
            yield number
        case Listing(items=items):
            yield from (number for each in items for number in _versions(each))
        case Sentence(template=template, values=values):
            for _, name, _, _ in Formatter().parse(template):
                if name is not None:
                    yield from _versions(values[name])


def with_texts(sentence: Sentence, replace: Callable[[str], str]) -> Sentence:
    """Return the sentence with `replace` applied to each text of a shop or a customer in it."""
    return Sentence(
        sentence.template,
        {name: _with_texts(each, replace) for name, each in sentence.values.items()},
    )


def _with_texts(part: Part, replace: Callable[[str], str]) -> Part:
    match part:
        case str():
            return replace(part)
        case Listing(items=items, separator=separator):
            return Listing(tuple(_with_texts(each, replace) for each in items), separator)
        case Sentence():
            return with_texts(part, replace)
        case FieldName(name=name, is_literal=True):
            return FieldName(replace(name), part.rest, is_literal=True)
        case _:
            return part


def _field(field: FieldName) -> str:
    name = field.name
    start = name if field.is_literal else _LABELS.get(name, name.replace("_", " "))
    rest = (f"[{each}]" if isinstance(each, int) else f".{each}" for each in field.rest)
    return "".join((start, *rest))
