"""Sentences of a history in the language and the formats of a reader."""

from typing import Final

from application.history.wording.sentences import (
    Amount,
    BasisPoints,
    Code,
    FieldName,
    Listing,
    Part,
    Quantity,
    Sentence,
    Timestamp,
)
from interfaces.api.console.text.labels import code_name, field_name
from interfaces.api.console.text.phrases import Phrase, phrase
from interfaces.api.console.text.values import ReaderFormat
from interfaces.http.request.timestamps import instant_from

_BEFORE_CODE: Final = "\u00a0"
# As the sentences of the command call these; the label of a value alone says less.
_NAMES: Final = {
    "completed_at": phrase("completion time"),
    "expires_at": phrase("expiry time"),
}


def sentence_text(part: Part, form: ReaderFormat) -> str:
    """Return a sentence, or a value of one, as the reader sees it."""
    match part:
        case str():
            return part
        case Amount(minor_units=amount, currency=currency, is_bare=is_bare):
            shown = form.money(amount, currency)
            return shown.rpartition(_BEFORE_CODE)[0] if is_bare else shown
        case BasisPoints(value=rate):
            return form.rate(rate)
        case Quantity(value=value):
            return form.number(value)
        case Timestamp(text=text):
            at = instant_from(text)
            return text if at is None else form.seconds(at).text
        case Code(field=field, value=code):
            return form.say(code_name(field, code))
        case FieldName():
            return _field(part, form)
        case Listing(items=items, separator=separator):
            return separator.join(sentence_text(each, form) for each in items)
        case Sentence(template=template, values=values):
            texts = {name: sentence_text(each, form) for name, each in values.items()}
            return form.say(Phrase(template, texts))


def _field(field: FieldName, form: ReaderFormat) -> str:
    if field.is_literal:
        rest = (f"[{each}]" if isinstance(each, int) else f".{each}" for each in field.rest)
        return "".join((field.name, *rest))
    start = form.say(_NAMES.get(field.name) or _lower(form.say(field_name(field.name))))
    # The items of a list are counted from 1 for readers.
    names = (
        str(each + 1) if isinstance(each, int) else _lower(form.say(field_name(each)))
        for each in field.rest
    )
    return " · ".join((start, *names))


def _lower(name: str) -> str:
    """Return a name for the middle of a sentence; an abbreviation stays as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
