"""Parts of the log: some versions, and some kinds of entries."""

import json

import pytest

from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import ID, LATE, NEWEST


def versions(output: str) -> list[int]:
    """The versions in a log as JSON."""
    requests = json.loads(output)["requests"]
    return [event["version"] for request in requests for event in request["events"]]


def test_the_last_versions_are_printed_with_the_number_of_earlier_ones(
    tillroll: Tillroll, disputed: str
) -> None:
    """The log of the last two versions says how many entries are before them, and has its currency."""
    result = tillroll("log", ID, "--last", "2", database=disputed)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "earlier: 11 events, 1 refusal"
    assert [line.split()[0] for line in lines if line.startswith("  v")] == ["v12", "v13"]
    assert "SEK" in result.stdout


def test_the_versions_around_one_are_those_of_the_history(
    tillroll: Tillroll, disputed: str
) -> None:
    """In a short history every version is around each of them, and nothing is outside."""
    result = tillroll("log", ID, "--around", "11", "--json", database=disputed)
    assert versions(result.stdout) == list(range(1, NEWEST + 1))
    window = json.loads(result.stdout)["window"]
    assert (window["before"]["events"], window["after"]["events"]) == (0, 0)


def test_the_log_has_only_the_wanted_entries(tillroll: Tillroll, disputed: str) -> None:
    """Kind, actor and amounts select entries of the whole log and of a window."""
    refused = tillroll("log", ID, "--kind", "refusal", "--json", database=disputed)
    (request,) = json.loads(refused.stdout)["requests"]
    assert request["provenance"]["request_id"] == LATE
    paid = tillroll("log", ID, "--actor", "payments:demo-shop", "--json", database=disputed)
    assert versions(paid.stdout) == [12]
    amounts = tillroll("log", ID, "--last", "7", "--money", "--json", database=disputed)
    assert versions(amounts.stdout) == [8, 11, 12]
    printed = tillroll("log", ID, "--kind", "refusal", database=disputed)
    assert "100.00 SEK" in printed.stdout or "95.00 SEK" in printed.stdout


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["--around", "99"], 3), (["--around", "1", "--last", "1"], 2), (["--last", "201"], 2)],
)
def test_a_window_that_does_not_exist_is_refused(
    arguments: list[str], status: int, tillroll: Tillroll, disputed: str
) -> None:
    """The exit status is 3 for a version that does not exist, and 2 for options that are wrong."""
    assert tillroll("log", ID, *arguments, database=disputed).exit_code == status
