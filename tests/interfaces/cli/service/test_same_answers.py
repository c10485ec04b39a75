"""A command prints the same of a service that it asks over HTTP as of the database of that service."""

import json
from itertools import groupby
from pathlib import Path

import pytest

from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import ID, LATE
from tests.interfaces.cli.service.conftest import Asked
from tests.master_key import MASTER_KEY

COMMANDS = [
    ["show", ID],
    ["show", ID, "--version", "5"],
    ["show", ID, "--at", "2026-01-05T15:03:04.123456+01:00"],
    ["answers", ID],
    ["shown", ID, "--version", "5"],
    ["log", ID],
    ["log", ID, "--last", "3"],
    ["log", ID, "--around", "11"],
    ["log", ID, "--kind", "refusal", "--kind", "callback"],
    ["log", ID, "--money", "--actor", "shop:demo-client"],
    ["diff", ID, "2", "2026-01-05T14:03:04.5Z"],
    ["blame", ID],
    ["blame", ID, "--version", "v2"],
    ["blame", ID, "--field", "cart.lines.10001.quantity"],
    ["blame", ID, "--field", "/total", "--version", "8"],
    ["find", ID],
    ["find", LATE],
    ["find", "A-1001"],
    ["refusals"],
    ["refusals", "--reason", "Locked,PurchaseCommitmentFound", "--limit", "1"],
    ["audit"],
    ["audit", "--type", "cart-replaced", "--limit", "2"],
    ["audit", "--q", "SOCKS thick", "--since", "2026-01-05T14:03:00Z"],
    ["deliveries", "list"],
    ["deliveries", "list", "--state", "parked"],
    ["deliveries", "show", "3"],
    ["erasures"],
]
FAILURES = [
    ["show", "no-such-checkout"],
    ["show", ID, "--version", "99"],
    ["show", ID, "--at", "2020-01-01T00:00:00Z"],
    ["show", ID, "--at", "2999-01-01T00:00:00Z"],
    ["blame", ID, "--field", "no.field"],
    ["find", "nobody"],
    ["refusal", ID, "999"],
    ["deliveries", "show", "99"],
    ["replay", "no-such-checkout"],
]
_WITHOUT_CSV = ("shown", "erasures")
_FIRST = [next(group) for _, group in groupby(COMMANDS, lambda command: command[0])]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_service_and_its_database_give_the_same(
    command: list[str],
    ask: Asked,
    service: str,
    seeded: str,
    tillroll: Tillroll,
) -> None:
    """The output is the same byte by byte, and so is the exit status."""
    formats = ["text"]
    if command in _FIRST:
        formats += ["json"] if command[0] in _WITHOUT_CSV else ["json", "csv"]
    for form in formats:
        of_service = ask("--server", service, *command, "-o", form, key="demo-history")
        of_database = tillroll(*command, "-o", form, database=seeded)
        assert of_service.output == of_database.output
        assert of_service.exit_code == of_database.exit_code
        assert of_service.stdout


@pytest.mark.parametrize("command", [["show", ID], ["log", ID], ["find", "ada@example.com"]])
def test_a_key_that_sees_persons_shows_them(
    command: list[str],
    ask: Asked,
    service: str,
    seeded: str,
    tillroll: Tillroll,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The scope of the key takes the place of --persons."""
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)
    persons = [] if command[0] == "find" else ["--persons"]
    of_service = ask("--server", service, *command)
    of_database = tillroll(*command, *persons, database=seeded)
    assert (of_service.exit_code, of_service.output) == (0, of_database.output)


def test_a_replay_is_the_same(ask: Asked, service: str, seeded: str, tillroll: Tillroll) -> None:
    """Each step has the event, what it changed, and the state after it."""
    of_service = ask("--server", service, "replay", ID, key="demo-history")
    assert of_service.exit_code == 0, of_service.output
    assert of_service.output == tillroll("replay", ID, database=seeded).output


def test_a_refused_command_is_the_same(
    ask: Asked, service: str, seeded: str, tillroll: Tillroll
) -> None:
    """Its position in the log of refused commands names it."""
    (refused,) = ask("--server", service, "refusals", "--json").stdout.splitlines()
    position = str(json.loads(refused)["position"])
    for form in ("text", "json", "csv"):
        of_service = ask("--server", service, "refusal", ID, position, "-o", form)
        assert of_service.exit_code == 0, of_service.output
        of_database = tillroll("refusal", ID, position, "-o", form, database=seeded)
        assert of_service.output == of_database.output


def test_the_system_is_the_same_but_for_its_readers(
    ask: Asked, service: str, seeded: str, tillroll: Tillroll
) -> None:
    """Versions, callbacks and checks are the same; who has read changes with each question."""
    of_service = json.loads(ask("system", "--server", service, "--json").stdout)
    of_database = json.loads(tillroll("system", "--json", database=seeded).stdout)
    assert of_service.pop("readers")
    assert of_database.pop("readers")
    assert of_service == of_database
    assert ask("system", "--server", service).stdout.startswith("tillroll")


@pytest.mark.parametrize("command", FAILURES, ids=" ".join)
def test_what_is_not_there_ends_with_the_same_status(
    command: list[str],
    ask: Asked,
    service: str,
    seeded: str,
    tillroll: Tillroll,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A sentence says so on standard error, and nothing is printed."""
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)
    of_service = ask("--server", service, *command)
    of_database = tillroll(*command, database=seeded)
    assert of_service.exit_code == of_database.exit_code != 0
    assert of_service.stdout == ""
    assert of_service.stderr.startswith("tillroll: ")
    assert len(of_service.stderr.splitlines()) == 1


def test_a_refused_key_ends_with_77(ask: Asked, service: str) -> None:
    """An unknown key and one without the right scope or merchant are refused with a sentence each."""
    unknown = ask("--server", service, "show", ID, key="of-another-installation")
    assert (unknown.exit_code, unknown.stdout) == (77, "")
    assert "does not know the key in TILLROLL_KEY" in unknown.stderr
    denied = ask("--server", service, "system", key="demo-history")
    assert (denied.exit_code, denied.stdout) == (77, "")
    assert "auditors" in denied.stderr


def test_evidence_needs_its_own_scope(ask: Asked, service: str, tmp_path: Path) -> None:
    """A key without it writes no file, and without a ledger there is no evidence."""
    out = tmp_path / "pack.zip"
    denied = ask("evidence", ID, "-o", str(out), "--server", service)
    assert denied.exit_code == 77
    assert "evidence:make" in denied.stderr
    unproven = ask("evidence", ID, "-o", str(out), "--server", service, key="demo-disputes")
    assert (unproven.exit_code, "no ledger" in unproven.stderr) == (78, True)
    assert not out.exists()
