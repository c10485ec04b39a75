"""The words for a refusal, as a sentence with the values that its rule compared."""

from typing import Any

import pytest

from application.history.wording.sentences import in_english
from interfaces.api.explanations import rule_part


@pytest.mark.parametrize(
    ("reason", "facts", "text"),
    [
        (
            "Locked",
            {},
            "Another change of this checkout was made at the same time, and this one was not.",
        ),
        (
            "OutdatedView",
            {"shown": 3, "current": 5},
            "The customer was shown version 3, and the current version is 5.",
        ),
        (
            "NotAvailable",
            {"article": "{a}", "available": 2},
            "Of '{a}' only 2 can be had.",
        ),
        ("DeliveryMissing", {"missing": "option"}, "The delivery option is missing."),
        ("OutdatedView", {"shown": 3}, "OutdatedView."),
        ("OfAnEarlierVersion", {}, "OfAnEarlierVersion."),
        (
            "InvalidBody",
            {
                "errors": [{"field": "/cart", "message": "/cart: is too long."}],
                "errors_not_named": 2,
                "beyond_limit": 40,
            },
            (
                "The field /cart was not accepted: is too long. 2 more fields were not accepted."
                " This is the latest of 40 attempts that are only counted."
            ),
        ),
    ],
)
def test_a_rule_has_the_words_of_the_apis(reason: str, facts: dict[str, Any], text: str) -> None:
    """A refusal without its facts, or of an earlier release, has its name alone."""
    assert in_english(rule_part(reason, facts)) == text
