"""Words that several sentences share: who did something, and how much time passed."""

from datetime import timedelta
from typing import Final

from application.history.wording.sentences import Part, Quantity, Sentence, Template, sentence

_ACTORS: Final = {
    "shop": Template("the shop {name}"),
    "agent": Template("the agent {name}"),
    "payments": Template("the payment provider of {name}"),
}
_CUSTOMER: Final = "shopper"
_SYSTEM: Final = "system"
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def actor_words(actor: str) -> Part:
    """Return the words for an actor: a kind and a credential, as a provenance has it."""
    kind, _, name = actor.partition(":")
    if kind == _CUSTOMER:
        return sentence("the customer")
    if kind == _SYSTEM:
        return "tillroll"
    template = _ACTORS.get(kind)
    if template is None or not name:
        return f"{kind} {name}".strip()
    return Sentence(template, {"name": name})


def duration(length: timedelta) -> Sentence:
    """Return a time between two events in its two largest units. A negative one is 0 s."""
    if timedelta(0) < length < timedelta(seconds=1):
        return sentence(
            "{milliseconds} ms", milliseconds=Quantity(length // timedelta(milliseconds=1))
        )
    seconds = max(0, int(length.total_seconds()))
    if seconds < _MINUTE:
        return sentence("{seconds} s", seconds=Quantity(seconds))
    if seconds < _HOUR:
        return sentence(
            "{minutes} min {seconds} s",
            minutes=Quantity(seconds // _MINUTE),
            seconds=Quantity(seconds % _MINUTE),
        )
    if seconds < _DAY:
        return sentence(
            "{hours} h {minutes} min",
            hours=Quantity(seconds // _HOUR),
            minutes=Quantity(seconds % _HOUR // _MINUTE),
        )
    return sentence(
        "{days} d {hours} h",
        days=Quantity(seconds // _DAY),
        hours=Quantity(seconds % _DAY // _HOUR),
    )
