"""Reading the consents of a buyer: four flags until 2026-04-08, and purposes with their channels since 2026-08-25.

Both are kept as they were sent, as far as they say what is granted. A purpose of 2026-08-25 is recorded by the name of
the flag that it follows, and a channel of marketing as in ACP (`marketing.email`).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from domain.values.consent import Consent, Consents
from interfaces.dialects.session import requests
from interfaces.dialects.session.settings import marketing_by
from interfaces.http.request.body.reader import FieldReader

CONSENT: Final = "consent"
_PREFIX: Final = "dev.ucp.consent."
NAMES: Final[Mapping[str, str]] = {
    f"{_PREFIX}marketing": "marketing",
    f"{_PREFIX}analytics": "analytics",
    f"{_PREFIX}preferences": "preferences",
    f"{_PREFIX}sale_or_sharing": "sale_of_data",
}
"""The purpose as it is recorded, by its name in 2026-08-25."""
_MARKETING: Final = f"{_PREFIX}marketing"
MOST_CHANNELS: Final = 50
_ANSWER: Final = ("granted", "source")


def name_of_channel(channel: str) -> str:
    """Return the name of a channel of marketing in 2026-08-25."""
    return f"{_MARKETING}.{channel.replace('-', '_')}"


def check_consents(buyer: FieldReader) -> None:
    """Note a fault for a consent that is neither a flag nor a purpose with a flag and a source."""
    consent = requests.object_of(buyer, CONSENT)
    if consent is None:
        return
    for flag in NAMES.values():
        consent.flag(flag)
    for name in NAMES:
        purpose = requests.object_of(consent, name)
        if purpose is None:
            continue
        _check_answer(purpose)
        segments = requests.object_of(purpose, "segments")
        for segment in segments.names() if segments is not None else ():
            inner = requests.object_of(segments, segment) if segments is not None else None
            if inner is not None:
                _check_answer(inner)


def _check_answer(answer: FieldReader) -> None:
    answer.flag("granted")
    answer.identifier("source", longest=requests.LONGEST)


def has_purposes(sent: Mapping[str, Any]) -> bool:
    """Return whether consents have the form of 2026-08-25."""
    return any(isinstance(sent.get(name), dict) for name in NAMES)


def merge_consents(kept: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Return the consents that were kept, with those that are said now. What is not said again stays."""
    known = {*NAMES, *NAMES.values()}
    both = {name: each for name, each in kept.items() if name in known}
    for name, flag in NAMES.items():
        if isinstance(now.get(flag), bool):
            both.pop(name, None)
        if isinstance(now.get(name), dict):
            both.pop(flag, None)
    for name, value in now.items():
        before = both.get(name)
        both[name] = _merged_purpose(before, value) if name in NAMES else value
    return {name: value for name, value in both.items() if value is not None}


def answers_in(sent: Mapping[str, Any], channels: Iterable[str] = ()) -> dict[str, bool]:
    """Return what is granted and refused, by the purpose as it is recorded. `channels` are those of the shop."""
    names = {name_of_channel(each): each for each in channels}
    return dict(_answers(sent, names))


def consents_of(sent: Any, channels: Iterable[str]) -> Consents:
    """Return the consents for the purchase to record."""
    answers = answers_in(sent, channels) if isinstance(sent, dict) else {}
    return tuple(
        Consent(purpose=name, is_granted=is_granted) for name, is_granted in answers.items()
    )


def _merged_purpose(before: Any, now: Any) -> Any:
    """Return a purpose with what the buyer says of it. What the shop said itself, and is sent back, is left out."""
    if not isinstance(now, dict):
        return now
    kept = before if isinstance(before, dict) else {}
    segments = {**_segments(kept), **_segments(now)}
    if len(segments) > MOST_CHANNELS:
        segments = _segments(now)
    answer = {name: now[name] for name in _ANSWER if name in now and _is_of_buyer(now)}
    return {**kept, **answer, **({"segments": segments} if segments else {})}


def _segments(purpose: Mapping[str, Any]) -> dict[str, Any]:
    segments = purpose.get("segments")
    found = segments if isinstance(segments, dict) else {}
    return {
        name: {member: each[member] for member in _ANSWER if member in each}
        for name, each in found.items()
        if isinstance(each, dict) and _is_of_buyer(each)
    }


def _is_of_buyer(answer: Mapping[str, Any]) -> bool:
    return answer.get("source") != "business"


def _answers(sent: Mapping[str, Any], channels: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    for flag in NAMES.values():
        if isinstance(sent.get(flag), bool):
            yield flag, sent[flag]
    for name, purpose in NAMES.items():
        answer = sent.get(name)
        if not isinstance(answer, dict):
            continue
        if isinstance(answer.get("granted"), bool):
            yield purpose, answer["granted"]
        for segment, inner in _segments(answer).items() if name == _MARKETING else ():
            channel = channels.get(segment, segment.removeprefix(f"{_MARKETING}."))
            if isinstance(inner.get("granted"), bool):
                yield marketing_by(channel), inner["granted"]
