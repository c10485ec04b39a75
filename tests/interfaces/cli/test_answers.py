"""`tillroll answers` prints the answers about a checkout."""

import json

from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import ID


def test_every_question_is_printed_with_its_sentences(tillroll: Tillroll, disputed: str) -> None:
    """A question is a line, and each sentence below it an indented line."""
    result = tillroll("answers", ID, database=disputed)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert [each for each in lines if each and not each.startswith("  ")] == [
        "What was agreed, and when?",
        "Did the total change?",
        "Who set the total last?",
        "What was refused?",
        "Was the shop called?",
        "What was sent?",
        "What was paid back?",
        "What can the record not say?",
    ]
    assert "  One command was refused after the agreement, and changed nothing." in lines


def test_json_is_that_of_the_history_api(tillroll: Tillroll, disputed: str) -> None:
    """One line has the facts and the sentences."""
    result = tillroll("answers", ID, "--json", database=disputed)
    (answers,) = map(json.loads, result.stdout.splitlines())
    assert answers["checkout"] == ID
    assert answers["answers"][0]["facts"][0]["kind"] == "agreed"


def test_an_unknown_checkout_exits_with_3(tillroll: Tillroll, disputed: str) -> None:
    """There is nothing to say about a checkout that does not exist."""
    assert tillroll("answers", "nothing", database=disputed).exit_code == 3
