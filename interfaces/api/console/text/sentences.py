"""Sentences of a history in the language and the formats of a reader, in the parts that a page marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter
from typing import Final

from application.history.wording.sentences import (
    Amount,
    BasisPoints,
    Code,
    Command,
    EventType,
    FieldName,
    Listing,
    Part,
    Quantity,
    RecordedText,
    Sentence,
    Timestamp,
    UtcTime,
    VersionNumber,
)
from interfaces.api.console.text.error_texts import error_text
from interfaces.api.console.text.labels import (
    code_name,
    event_name,
    field_name,
    part_name,
    reason_name,
)
from interfaces.api.console.text.phrases import Phrase, phrase
from interfaces.api.console.text.values import Instant, ReaderFormat
from interfaces.http.request.timestamps import instant_from

_BEFORE_CODE: Final = "\u00a0"
# As the sentences of the command call these; the label of a value alone says less.
_NAMES: Final = {
    "completed_at": phrase("completion time"),
    "expires_at": phrase("expiry time"),
}


@dataclass(frozen=True)
class SentencePart:
    """A part of a sentence. `is_data`: a shop, a customer or a program wrote it, so it is in no language of the reader.

    `link` is what the part names where that can have a page, `instant` the time that it shows.
    """

    text: str
    is_data: bool = False
    link: VersionNumber | Command | None = None
    instant: Instant | None = None


def sentence_text(part: Part, form: ReaderFormat) -> str:
    """Return a sentence, or a value of one, as the reader sees it."""
    return "".join(each.text for each in sentence_parts(part, form))


def sentence_parts(part: Part, form: ReaderFormat) -> Iterator[SentencePart]:
    """Yield the parts of a sentence, or of a value of one."""
    match part:
        case str():
            yield SentencePart(part, is_data=True)
        case Timestamp(text=text):
            at = instant_from(text)
            yield SentencePart(text, is_data=True) if at is None else _time(form.seconds(at))
        case UtcTime(at=at):
            yield _time(form.seconds(at))
        case RecordedText(text=text):
            shown = error_text(text)
            yield SentencePart(form.say(shown), is_data=isinstance(shown, str))
        case Code(field=field, value=code):
            name = code_name(field, code)
            yield SentencePart(form.say(name), is_data=isinstance(name, str))
        case Listing(items=items, separator=separator):
            for place, each in enumerate(items):
                yield from (SentencePart(separator),) if place else ()
                yield from sentence_parts(each, form)
        case Sentence():
            yield from _sentence(part, form)
        case Amount() | BasisPoints() | Quantity():
            yield SentencePart(_number(part, form))
        case _:
            yield _name(part, form)


def _sentence(sentence: Sentence, form: ReaderFormat) -> Iterator[SentencePart]:
    """Yield the texts between the values of a translated template, and the parts of its values."""
    template = form.say(Phrase(sentence.template))
    for text, name, _, conversion in Formatter().parse(template):
        if text:
            yield SentencePart(text)
        if name is None:
            continue
        value = sentence.values[name]
        if conversion == "r":
            yield SentencePart(repr(sentence_text(value, form)), is_data=True)
        else:
            yield from sentence_parts(value, form)


def _name(
    part: FieldName | VersionNumber | Command | EventType, form: ReaderFormat
) -> SentencePart:
    match part:
        case FieldName():
            return SentencePart(_field(part, form), is_data=part.is_literal)
        case VersionNumber(number=number):
            return SentencePart(form.say(phrase("version {number}", number=number)), link=part)
        case Command(name=name):
            return SentencePart(form.say(reason_name(name)), link=part)
        case EventType(topic=topic):
            event = event_name(topic) if topic else phrase("no event")
            return SentencePart(_lower(form.say(event)))


def _number(part: Amount | BasisPoints | Quantity, form: ReaderFormat) -> str:
    match part:
        case Amount(minor_units=amount, currency=currency, is_bare=is_bare):
            shown = form.money(amount, currency)
            return shown.rpartition(_BEFORE_CODE)[0] if is_bare else shown
        case BasisPoints(value=rate):
            return form.rate(rate)
        case Quantity(value=value):
            return form.number(value)


def _time(instant: Instant) -> SentencePart:
    return SentencePart(instant.text, instant=instant)


def _field(field: FieldName, form: ReaderFormat) -> str:
    if field.is_literal:
        rest = (f"[{each}]" if isinstance(each, int) else f".{each}" for each in field.rest)
        return "".join((field.name, *rest))
    start = form.say(_NAMES.get(field.name) or _lower(form.say(field_name(field.name))))
    # The items of a list are counted from 1 for readers.
    names = (
        str(each + 1) if isinstance(each, int) else _lower(form.say(part_name(each)))
        for each in field.rest
    )
    return " · ".join((start, *names))


def _lower(name: str) -> str:
    """Return a name for the middle of a sentence; an abbreviation stays as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
