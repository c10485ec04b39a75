"""What each refusal becomes, whether or not an endpoint of this dialect can meet it today."""

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


def test_every_refusal_has_a_message() -> None:
    """No refusal of the domain has the general message of the root of the tree, and the golden file has each."""
    general = REFUSAL_MESSAGES[Refusal]

    assert [kind for kind in LEAVES if REFUSAL_MESSAGES[kind] == general] == []
    assert {refusal.__name__ for refusal in LEAVES} == set(RENDERED)


@pytest.mark.parametrize("refusal", LEAVES, ids=lambda refusal: str(refusal.__name__))
def test_a_refusal_is_rendered_as_agreed(refusal: type[Refusal]) -> None:
    """Status and body are the golden's, the HTTP status is the body's code, and the entry says what to do."""
    golden = RENDERED[refusal.__name__]
    headers = [(b"x-request-id", b"f5f4e86d-95b1-4c1a-8ad0-1d5907236bd7")]

    answer = render_refusal(
        Request({"type": "http", "headers": headers}), refusal(**golden["facts"])
    )

    assert answer.status_code == golden["status"] == golden["body"]["error"]["code"]
    assert bytes(answer.body).decode() == json_text(golden["body"])


def test_the_codes_of_the_documents_have_their_messages() -> None:
    """Clients show these; they are the provider's, to the letter."""
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
def test_locks_and_business_errors_say_that_nothing_was_changed(refusal: type[Refusal]) -> None:
    """Clients take 423 and 900 for fatal; the message tells them not to."""
    assert "Nothing was changed" in REFUSAL_MESSAGES[refusal]
