"""Errors are printed to standard error, and the exit status tells their kind."""

from pathlib import Path

import pytest

from interfaces.storage.postgres.schema.migrations import known_migrations
from tests.interfaces.cli.conftest import Tamper, Tillroll
from tests.interfaces.cli.dispute import ID


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["show", "unknown"], 3, "There is no checkout unknown."),
        (["log", "unknown"], 3, "There is no checkout unknown."),
        (["diff", "unknown", "1", "2"], 3, "There is no checkout unknown."),
        (["blame", "unknown"], 3, "There is no checkout unknown."),
        (["replay", "unknown"], 3, "There is no checkout unknown."),
        (["show", ID, "--version", "14"], 3, "There is no version 14; there are 1 to 13."),
        (["show", ID, "--version", "0"], 3, "There is no version 0; there are 1 to 13."),
        (["show", ID, "--at", "2026-01-05T14:03:00Z"], 3, "opened at 2026-01-05T14:03:00.123456Z"),
        (["show", ID, "--at", "2999-01-01T00:00:00Z"], 2, "is in the future"),
        (["show", ID, "--at", "2026-01-05T14:03:00"], 2, "says no time zone"),
        (["show", ID, "--at", "yesterday"], 2, "is no instant"),
        (["show", ID, "--at", "0001-01-01T00:00:00+23:00"], 2, "out of range"),
        (["show", ID, "--version", "-1"], 2, "is no version"),
        (["show", ID, "--version", "1", "--at", "2026-01-05T14:03:12Z"], 2, "not both"),
        (["diff", ID, "1", "later"], 2, "is no instant"),
        (["diff", ID, "1"], 2, "Missing argument"),
        (["audit", "--type", "nonsense"], 2, "is none of"),
        (["audit", "--status", "nonsense"], 2, "is none of"),
        (["audit", "--json", "--csv"], 2, "not both"),
        (["audit", "--nonsense", "1"], 2, "No such option"),
        (["audit", "--limit", "0"], 2, "greater than or equal to 1"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_invalid_request_names_its_reason(
    arguments: list[str], status: int, message: str, tillroll: Tillroll, disputed: str
) -> None:
    """The exit status is 2 for invalid arguments and 3 for missing data. Standard output is empty."""
    result = tillroll(*arguments, database=disputed)
    assert result.exit_code == status
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert result.stdout == ""


COMMANDS = [
    ["show", ID],
    ["log", ID],
    ["diff", ID, "1", "2"],
    ["blame", ID],
    ["replay", ID],
    ["audit"],
    ["projection", "status"],
    ["projection", "rebuild"],
    ["check"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_unreachable_database_exits_with_69(command: list[str], tillroll: Tillroll) -> None:
    """The exit status is 69, and one line names the reason."""
    result = tillroll(*command, database="postgresql://nobody@127.0.0.1:1/none")
    assert result.exit_code == 69
    assert result.stderr.startswith("tillroll: ")
    assert result.stdout == ""


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_folder_without_a_database_stays_empty(
    command: list[str], tillroll: Tillroll, tmp_path: Path
) -> None:
    """Reading commands do not create a database."""
    result = tillroll(*command, "--data", str(tmp_path / "var"))
    assert result.exit_code == 69
    assert "There is no database in" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS[:-1], ids=" ".join)
def test_a_named_database_is_not_migrated(
    command: list[str], tillroll: Tillroll, own_dispute: str, tamper: Tamper
) -> None:
    """A database that lacks a migration is refused, and the message names the command that applies it."""
    last = known_migrations()[-1]
    tamper(f"DELETE FROM tillroll.migrations WHERE number = {last.number}")
    result = tillroll(*command, database=own_dispute)
    assert result.exit_code == 69
    assert f"{last.number} ({last.name})" in result.stderr
    assert "tillroll serve" in result.stderr


def test_an_unreadable_event_exits_with_1(
    tillroll: Tillroll, own_dispute: str, tamper: Tamper
) -> None:
    """The message names the topic, version and checkout of the event."""
    tamper(
        "UPDATE tillroll.checkout_events SET topic = 'checkout.sold' WHERE originator_version = 3"
    )
    result = tillroll("log", ID, database=own_dispute)
    assert result.exit_code == 1
    assert f"'checkout.sold', event 3 of checkout '{ID}'" in result.stderr
