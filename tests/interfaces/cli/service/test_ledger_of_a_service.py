"""Heads, proofs and whole ledgers are the same of a service as of its database, and are checked without both."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from typer.testing import Result

from application.ports.operations.checks import CheckOutcome
from interfaces.storage.postgres.operations.check_log import keep_outcome
from interfaces.storage.signing_key_file import create_signing_key
from tests.databases import Databases
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import ID, NEWEST
from tests.interfaces.cli.service.conftest import Asked
from tests.master_key import MASTER_KEY
from tests.system.service.server import running

_CONFIGURATION = """
demo = true
[ledger]
origin = "tea.example/test"
key_file = "ledger.key"
heads_folder = "heads"
public = true
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
[[history_keys]]
name = "auditor"
key = "demo-auditor"
merchants = "all"
"""
_CHECKED = CheckOutcome(
    at=datetime(2026, 1, 6, 10, tzinfo=UTC),
    milliseconds=250,
    tillroll="1.0",
    checkouts=1,
    events=13,
    snapshots=0,
    trail_rows=13,
    clear_events=0,
    differences=0,
)
_SIGNED_WITHIN_SECONDS = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the configuration, the key and the heads."""
    return tmp_path_factory.mktemp("ledger")


@pytest.fixture(scope="module")
def config(folder: Path) -> Path:
    """The configuration, with a key of its ledger."""
    create_signing_key(folder / "ledger.key")
    file = folder / "tillroll.toml"
    file.write_text(_CONFIGURATION)
    return file


@pytest.fixture(scope="module")
def logged(database_copies: Databases, dispute_template: str) -> Iterator[str]:
    """The URL of a database with the disputed checkout and the outcome of a check."""
    with database_copies.copy(dispute_template) as url:
        keep_outcome(url, _CHECKED)
        yield url


@pytest.fixture(scope="module")
def service(logged: str, config: Path) -> Iterator[str]:
    """The address of a server on that database, whose heads cover every event and refused attempt."""
    with running(logged, TILLROLL_CONFIG=str(config)) as server:
        _wait_for_head(f"{server.address}/ledger/checkpoint", NEWEST)
        _wait_for_head(f"{server.address}/ledger/refusals/checkpoint", 1)
        yield server.address


def _wait_for_head(url: str, size: int) -> None:
    give_up = time.monotonic() + _SIGNED_WITHIN_SECONDS
    while httpx.get(url).text.split("\n")[1:2] != [str(size)]:
        assert time.monotonic() < give_up, "no head was signed"
        time.sleep(0.05)


@pytest.fixture
def read_database(
    tillroll: Tillroll, logged: str, config: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Run a command on the database, with its configuration."""
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)

    def run(*arguments: str) -> Result:
        return tillroll(*arguments, "--config", str(config), database=logged)

    return run


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.mark.parametrize(
    "command",
    [
        ["head"],
        ["head", "--refusals"],
        ["consistency", "5"],
        ["consistency", "3", "11"],
        ["consistency", "1", "--refusals"],
    ],
    ids=" ".join,
)
def test_heads_are_read_without_a_key(
    command: list[str], ask: Asked, service: str, read_database: Callable[..., Result]
) -> None:
    """A public ledger answers everybody, with the bytes of the database."""
    of_service = ask("ledger", *command, "--server", service, key=None)
    of_database = read_database("ledger", *command)
    assert (of_service.exit_code, of_database.exit_code) == (0, 0), of_service.output
    assert of_service.output == of_database.output
    assert of_service.stdout or command == ["consistency", "1", "--refusals"]


def test_a_ledger_is_exported_without_a_key(
    ask: Asked, service: str, read_database: Callable[..., Result], tmp_path: Path
) -> None:
    """The files are those of an export of the database, and a second export continues the first."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    of_service = ask("ledger", "export", str(ours), "--server", service, key=None)
    of_database = read_database("ledger", "export", str(theirs))
    assert of_service.exit_code == 0, of_service.output
    assert of_service.output == of_database.output.replace("theirs", "ours")
    assert _files(ours) == _files(theirs)
    assert ask("ledger", "export", str(ours), "--server", service, key=None).exit_code == 0


@pytest.mark.parametrize(
    "options",
    [[], ["--version", "3", "--version", "8"], ["--version", "2", "--size", str(NEWEST)]],
    ids=["all", "two", "of-a-size"],
)
def test_proofs_of_versions_are_checked_offline(
    options: list[str],
    ask: Asked,
    service: str,
    read_database: Callable[..., Result],
    tmp_path: Path,
) -> None:
    """A key gets the files that the database gives, and with the policy they are proven."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    of_service = ask("ledger", "proof", ID, *options, "--to", str(ours), "--server", service)
    of_database = read_database("ledger", "proof", ID, *options, "--to", str(theirs))
    assert of_service.exit_code == 0, of_service.output
    assert of_service.output == of_database.output.replace("theirs", "ours")
    files = _files(ours)
    assert files == _files(theirs)
    versions = options[1::2] if "--size" not in options else ["2"]
    assert len(files) == 2 * (len(versions) or NEWEST)
    policy = tmp_path / "policy"
    policy.write_text(read_database("ledger", "policy").stdout)
    given = [str(ours / each) for each in files]
    verified = ask("verify", *given, "--policy", str(policy), key=None)
    assert verified.exit_code == 0, verified.output


def test_a_refused_command_is_proven(
    ask: Asked, service: str, read_database: Callable[..., Result], tmp_path: Path
) -> None:
    """Its position names it, and the proof is under a head of the ledger of refused attempts."""
    (refused,) = ask("refusals", "-o", "json", "--server", service).stdout.splitlines()
    position = json.loads(refused)["position"]
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    command = ["ledger", "proof", ID, "--refusal", str(position), "--to"]
    of_service = ask(*command, str(ours), "--server", service)
    of_database = read_database(*command, str(theirs))
    assert of_service.exit_code == 0, of_service.output
    assert of_service.output == of_database.output.replace("theirs", "ours")
    assert _files(ours) == _files(theirs)
    assert sorted(_files(ours)) == [f"{ID}-refusal-1.json", f"{ID}-refusal-1.tlog-proof"]


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (["ledger", "proof", "no-such-checkout"], 3),
        (["ledger", "proof", ID, "--version", "99"], 3),
        (["ledger", "proof", ID, "--refusal", "999"], 3),
        (["ledger", "proof", ID, "--version", "1", "--size", "999"], 3),
        (["ledger", "proof", ID, "--version", "1", "--refusal", "1"], 2),
        (["ledger", "consistency", "1", "999"], 3),
        (["ledger", "consistency", "9", "8"], 2),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_what_is_not_in_the_ledger(
    command: list[str],
    status: int,
    ask: Asked,
    service: str,
    read_database: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One sentence says so, with the status of the database, and no file is written."""
    monkeypatch.chdir(tmp_path)
    of_service = ask(*command, "--server", service)
    of_database = read_database(*command)
    assert (of_service.exit_code, of_database.exit_code) == (status, status)
    assert (of_service.stdout, len(of_service.stderr.splitlines())) == ("", 1)
    assert list(tmp_path.iterdir()) == []


def test_kept_checks_are_the_same(
    ask: Asked, service: str, logged: str, tillroll: Tillroll
) -> None:
    """`check --last` asks a service; a new check needs the database."""
    for form in ("text", "json"):
        of_service = ask("check", "--last", "-o", form, "--server", service)
        of_database = tillroll("check", "--last", "-o", form, database=logged)
        assert (of_service.exit_code, of_service.output) == (0, of_database.output)
    denied = ask("check", "--server", service)
    assert (denied.exit_code, "asks no service" in denied.stderr) == (2, True)
