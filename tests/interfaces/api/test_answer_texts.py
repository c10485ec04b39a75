"""Values of sentences as English text."""

from datetime import timedelta

import pytest

from application.history.answers.sentence import (
    ActorValue,
    DurationValue,
    EventValue,
    RuleValue,
    SentenceValue,
    TextValue,
    VersionsValue,
    VersionValue,
    sentence,
)
from interfaces.api.answer_texts import plain_text, plain_value, versions_in


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (DurationValue(timedelta(0)), "0 s"),
        (DurationValue(timedelta(milliseconds=730)), "730 ms"),
        (DurationValue(timedelta(seconds=21)), "21 s"),
        (DurationValue(timedelta(seconds=125)), "2 min 5 s"),
        (DurationValue(timedelta(hours=3, minutes=7)), "3 h 7 min"),
        (DurationValue(timedelta(days=2, hours=5)), "2 d 5 h"),
        (EventValue("checkout.fees-updated"), "fees updated"),
        (ActorValue("shop:demo-client"), "the shop demo-client"),
        (ActorValue("shopper:c-1"), "the customer"),
        (ActorValue("system:expiry"), "tillroll"),
        (ActorValue("robot:r2"), "robot r2"),
        (
            RuleValue("Locked", {}),
            "Another change of this checkout was made at the same time, and this one was not.",
        ),
        (RuleValue("OfAnEarlierVersion", {}), "OfAnEarlierVersion."),
        (VersionsValue((2, 5)), "version 2, version 5"),
    ],
)
def test_each_value_has_its_words(value: SentenceValue, text: str) -> None:
    """The words are those of a reader, not of the record."""
    assert plain_value(value) == text


def test_a_value_with_braces_stays_a_text() -> None:
    """What a shop wrote is not read as a template."""
    shown = sentence(
        "{reason}: {version}", reason=TextValue("{version} {0}"), version=VersionValue(3)
    )
    assert plain_text(shown) == "{version} {0}: version 3"
    assert versions_in(shown) == [3]
