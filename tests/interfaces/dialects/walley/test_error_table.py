"""The response to each refusal, including refusals that no endpoint of this dialect causes today."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import Request

from domain import refusals
from domain.refusals import Refusal
from interfaces.dialects.walley.errors import MESSAGES, REFUSAL_MESSAGES, render_refusal
from interfaces.http.request.body.reader import json_text, parse_json

RENDERED: dict[str, Any] = parse_json(Path(__file__).with_name("refusals.json").read_bytes())


def _leaves(refusal: type[Refusal]) -> Iterator[type[Refusal]]:
    below = refusal.__subclasses__()
    for subclass in below:
        yield from _leaves(subclass)
    if not below:
        yield refusal


LEAVES = sorted(_leaves(Refusal), key=lambda refusal: refusal.__name__)


def test_every_refusal_has_its_own_message() -> None:
    """No refusal of the domain falls back to the general message, and the golden file has every refusal."""
    general = REFUSAL_MESSAGES[Refusal]

    assert [kind for kind in LEAVES if REFUSAL_MESSAGES[kind] == general] == []
    assert {refusal.__name__ for refusal in LEAVES} == set(RENDERED)


@pytest.mark.parametrize("refusal", LEAVES, ids=lambda refusal: str(refusal.__name__))
def test_a_refusal_has_the_response_of_the_golden_file(refusal: type[Refusal]) -> None:
    """Status and body are those of the golden, and the HTTP status is the code in the body."""
    golden = RENDERED[refusal.__name__]
    headers = [(b"x-request-id", b"f5f4e86d-95b1-4c1a-8ad0-1d5907236bd7")]

    answer = render_refusal(
        Request({"type": "http", "headers": headers}), refusal(**golden["facts"])
    )

    assert answer.status_code == golden["status"] == golden["body"]["error"]["code"]
    assert bytes(answer.body).decode() == json_text(golden["body"])


def test_documented_codes_have_the_documented_messages() -> None:
    """Clients show these messages, so they are exactly the provider's."""
    assert MESSAGES[400] == (
        "Bad or faulty request. Please examine the errors property for details."
    )
    assert MESSAGES[401] == "The resource requested requires authentication."
    assert MESSAGES[403] == "Access to the requested resource is denied."
    assert MESSAGES[404] == "The resource requested was not found."
    assert MESSAGES[409] == (
        "The request could not be completed due to a conflict with the current state of the target "
        "resource."
    )
    assert MESSAGES[423] == (
        "The resource requested is currently locked for modification. Try again."
    )
    assert MESSAGES[900] == "The request was rejected by the server due to a business error."


@pytest.mark.parametrize(
    "refusal",
    [refusals.Locked, refusals.PurchaseCommitmentFound, refusals.PurchaseCompleted],
)
def test_423_and_900_have_a_message_that_nothing_was_changed(refusal: type[Refusal]) -> None:
    """Clients treat 423 and 900 as fatal, so the message states that nothing was changed."""
    assert "Nothing was changed" in REFUSAL_MESSAGES[refusal]
