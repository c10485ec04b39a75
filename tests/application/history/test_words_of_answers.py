"""Values of answers as English text."""

from datetime import UTC, datetime, timedelta

import pytest

from application.history.wording.sentences import (
    Command,
    EventType,
    Listing,
    Part,
    RecordedText,
    UtcTime,
    VersionNumber,
    in_english,
    sentence,
    sentence_in_english,
    versions_in,
)
from application.history.wording.words import actor_words, duration


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (duration(timedelta(0)), "0 s"),
        (duration(timedelta(seconds=-3)), "0 s"),
        (duration(timedelta(milliseconds=730)), "730 ms"),
        (duration(timedelta(seconds=21)), "21 s"),
        (duration(timedelta(seconds=125)), "2 min 5 s"),
        (duration(timedelta(hours=3, minutes=7)), "3 h 7 min"),
        (duration(timedelta(days=2, hours=5)), "2 d 5 h"),
        (EventType("checkout.fees-updated"), "fees updated"),
        (EventType(""), "no event"),
        (actor_words("shop:demo-client"), "the shop demo-client"),
        (actor_words("payments:demo-shop"), "the payment provider of demo-shop"),
        (actor_words("shopper:c-1"), "the customer"),
        (actor_words("system:expiry"), "tillroll"),
        (actor_words("robot:r2"), "robot r2"),
        (Command("UpdateFees", 7), "UpdateFees"),
        (RecordedText("There was no answer."), "There was no answer."),
        (UtcTime(datetime(2026, 3, 1, 14, 3, 7, tzinfo=UTC)), "2026-03-01T14:03:07Z"),
        (Listing((VersionNumber(2), VersionNumber(5))), "version 2, version 5"),
    ],
)
def test_each_value_has_its_words(value: Part, text: str) -> None:
    """The words are those of a reader, not of the record."""
    assert in_english(value) == text


def test_a_value_with_braces_stays_a_text() -> None:
    """What a shop wrote is not read as a template."""
    shown = sentence("{reason}: {version}", reason="{version} {0}", version=VersionNumber(3))
    assert sentence_in_english(shown) == "{version} {0}: version 3"
    assert versions_in(shown) == (3,)


def test_a_sentence_names_each_version_one_time() -> None:
    """They are in the order of the sentence, also those of a value that has several."""
    shown = sentence(
        "{new} after {old}, {new}",
        old=Listing((VersionNumber(2), VersionNumber(5))),
        new=VersionNumber(5),
    )
    assert versions_in(shown) == (5, 2)


def test_a_sentence_that_begins_with_a_value_begins_in_upper_case() -> None:
    """An actor in the middle of a sentence is in lower case."""
    shown = sentence("{first} before {second}", first=actor_words("shopper:1"), second="the end")
    assert sentence_in_english(shown) == "The customer before the end"
