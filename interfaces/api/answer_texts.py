"""Answers about a checkout as English text, with times in UTC. A page has its own format for amounts and times."""

from collections.abc import Callable
from datetime import timedelta
from string import Formatter
from typing import Final

from application.history.answers.sentence import (
    ActorValue,
    AmountValue,
    CommandValue,
    CountValue,
    DurationValue,
    EventValue,
    RuleValue,
    Sentence,
    SentenceValue,
    TextValue,
    TimeValue,
    VersionsValue,
    VersionValue,
)
from domain.values.money import in_major_units
from interfaces.api.explanations import rule_words
from interfaces.http.request.timestamps import rfc_3339

_ACTORS: Final = {
    "shop": "the shop {name}",
    "agent": "the agent {name}",
    "shopper": "the customer",
    "payments": "the payment provider of {name}",
    "system": "tillroll",
}
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def plain_text(sentence: Sentence, show: Callable[[SentenceValue], str] | None = None) -> str:
    """Return a sentence as text. `show` formats its values; by default amounts and times are as in the history API."""
    show = show or plain_value
    text = sentence.template.format_map({n: show(value) for n, value in sentence.values.items()})
    return text[:1].upper() + text[1:]


def versions_in(sentence: Sentence) -> list[int]:
    """Return the versions that a sentence names, in its order, each of them one time."""
    found: list[int] = []
    for _, name, _, _ in Formatter().parse(sentence.template):
        match sentence.values.get(name or ""):
            case VersionValue(version=version):
                found.append(version)
            case VersionsValue(versions=versions):
                found += versions
    return list(dict.fromkeys(found))


def plain_value(value: SentenceValue) -> str:
    """Return a value as text."""
    match value:
        case AmountValue(amount=amount, currency=currency):
            return f"{in_major_units(amount, currency)} {currency}"
        case TimeValue(at=at):
            return rfc_3339(at)
        case VersionValue(version=version):
            return f"version {version}"
        case VersionsValue(versions=versions):
            return ", ".join(f"version {version}" for version in versions)
        case CountValue(count=count):
            return str(count)
        case TextValue(text=text):
            return text
        case _:
            return words_of(value)


def words_of(
    value: DurationValue | EventValue | ActorValue | CommandValue | RuleValue,
) -> str:
    """Return the words for a value that is the same in every format."""
    match value:
        case DurationValue(length=length):
            return _length(length)
        case EventValue(topic=topic):
            return topic.partition(".")[2].replace("-", " ") or "no event"
        case ActorValue(actor=actor):
            kind, _, name = actor.partition(":")
            return _ACTORS.get(kind, "{kind} {name}").format(kind=kind, name=name).strip()
        case CommandValue(name=name):
            return name
        case RuleValue(reason=reason, facts=facts):
            return rule_words(reason, facts) or f"{reason}."


def _length(length: timedelta) -> str:
    if timedelta(0) < length < timedelta(seconds=1):
        return f"{length // timedelta(milliseconds=1)} ms"
    seconds = max(0, int(length.total_seconds()))
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min {seconds % _MINUTE} s"
    if seconds < _DAY:
        return f"{seconds // _HOUR} h {seconds % _HOUR // _MINUTE} min"
    return f"{seconds // _DAY} d {seconds % _DAY // _HOUR} h"
