"""Why a command was refused: the console says in English what the history API says."""

import json
from dataclasses import replace

import pytest

from application.checkouts.invalid_bodies import INVALID_BODY
from interfaces.api import explanations
from interfaces.api.console.text.explanations import explanation_text
from interfaces.api.console.text.values import ReaderFormat
from tests.interfaces.api.console.console_fixture import Console
from tests.interfaces.api.history.dispute import ID

_FIELD = {"field": "total", "message": "total: must be a whole number."}
_BODY = {"field": "", "message": "is no JSON"}


@pytest.mark.parametrize(
    ("reason", "facts", "sentences"),
    [
        (INVALID_BODY, {"errors": [_FIELD]}, 1),
        (INVALID_BODY, {"errors": [_FIELD, _BODY], "errors_not_named": 1}, 3),
        (INVALID_BODY, {"errors": [_FIELD], "errors_not_named": 7, "beyond_limit": 50}, 3),
        (INVALID_BODY, {}, 0),
        ("CheckoutExpired", {}, 1),
        ("VersionMismatch", {}, 0),
        ("NoReasonAnyMore", {"errors": [_FIELD]}, 0),
        (INVALID_BODY, [], 0),
    ],
)
async def test_an_explanation_is_that_of_the_api(
    signed_in: Console, reason: str, facts: object, sentences: int
) -> None:
    """Each reason has the same sentences, and one that an earlier version had has none."""
    await signed_in.history.dispute()
    (kept, *_) = await signed_in.history.storage.refusals.of(ID)
    refusal = replace(kept, reason=reason, facts=json.dumps(facts))
    shown = explanation_text(refusal, ReaderFormat())
    assert shown == explanations.explanation_of(refusal)
    assert shown.count(".") == sentences
