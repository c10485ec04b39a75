"""The output of the reading commands in a pipe: complete, without colours, and without line wrapping.

The files in `golden/` are the reviewed output of each command.
"""

import json
from pathlib import Path

import pytest

from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import ID, LATE, NEWEST
from tests.master_key import MASTER_KEY

GOLDEN = Path(__file__).with_name("golden")
PRINTED = {
    "show": ["show", ID],
    "show-version": ["show", ID, "--version", "5"],
    "show-at": ["show", ID, "--at", "2026-01-05T15:03:04.123456+01:00"],
    "show-persons": ["show", ID, "--persons"],
    "shown": ["shown", ID, "--version", "5"],
    "log": ["log", ID],
    "log-persons": ["log", ID, "--persons"],
    "diff": ["diff", ID, "2", "2026-01-05T14:03:04.5Z"],
    "blame": ["blame", ID],
    "blame-version": ["blame", ID, "--version", "v2"],
    "replay": ["replay", ID],
    "audit": ["audit"],
    "audit-of-some": ["audit", "--type", "cart-replaced", "--type", "fees-updated", "--limit", "2"],
    "audit-csv": ["audit", "--csv", "--operation", "update cart"],
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_command_prints_its_golden_output(
    name: str, tillroll: Tillroll, disputed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output equals the golden file byte by byte, without colours and trailing blanks."""
    if "--persons" in PRINTED[name]:
        monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)
    result = tillroll(*PRINTED[name], database=disputed)
    assert result.exit_code == (1 if name == "diff" else 0), result.output
    assert result.stdout_bytes == (GOLDEN / f"{name}.txt").read_bytes()
    assert result.stderr == ""
    assert "\x1b" not in result.stdout
    assert all(line == line.rstrip() for line in result.stdout.splitlines())


@pytest.mark.parametrize("command", ["show", "log", "diff", "blame", "audit"])
def test_json_output_is_one_value_per_line(command: str, tillroll: Tillroll, disputed: str) -> None:
    """Every line is complete JSON of any length. Decimals keep their digits."""
    arguments = {"diff": [ID, "2", "8"], "audit": []}.get(command, [ID])
    result = tillroll(command, *arguments, "--json", database=disputed)
    values = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(values) == (NEWEST if command == "audit" else 1)
    assert "17.50" in result.stdout


def test_the_json_log_has_events_and_refused_commands(tillroll: Tillroll, disputed: str) -> None:
    """The log has thirteen events, and after the eleventh the refused command with its reason."""
    requests = json.loads(tillroll("log", ID, "--json", database=disputed).stdout)["requests"]
    events = [event["version"] for request in requests for event in request["events"]]
    assert events == list(range(1, NEWEST + 1))
    (refused,) = (request for request in requests if request["refusals"])
    assert requests[requests.index(refused) - 1]["events"][-1]["version"] == 11
    assert refused["provenance"]["request_id"] == LATE
    (refusal,) = refused["refusals"]
    assert refusal["reason"] == "PurchaseCommitmentFound"
    assert refusal["asked"]["cart"]["lines"][0]["quantity"] == 1


def test_a_diff_of_a_version_with_itself_is_empty(tillroll: Tillroll, disputed: str) -> None:
    """The exit status is 0 only without differences."""
    result = tillroll("diff", ID, "7", "7", database=disputed)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "  nothing changed"


def test_the_audit_is_filtered_by_each_condition(tillroll: Tillroll, disputed: str) -> None:
    """Each condition finds its versions, and combined conditions must all hold."""
    for conditions, versions in (
        (["--checkout", ID, "--status", "suspended"], [7, 8]),
        (["--actor", "payments:demo-shop"], [12]),
        (["--merchant", "other-shop"], []),
        (["--dialect", "walley", "--request-id", "req-2"], [5]),
        (["--reference", "A-1001"], [13]),
        (["--ip", "192.0.2.7", "--q", "SOCKS thick", "--max-total", "38349"], [5]),
        (["--min-total", "39350", "--until", "2026-01-05T14:03:05.123456Z"], [8]),
        (["--since", "2026-01-05T14:03:09.123456Z"], [12, 13]),
        (["--type", "checkout.resumed"], [9]),
        (["--limit", "2"], [12, 13]),
    ):
        result = tillroll("audit", "--json", *conditions, database=disputed)
        found = [json.loads(line)["version"] for line in result.stdout.splitlines()]
        assert found == versions, conditions
