"""`tillroll ledger status` says how far the ledger is, and why it does not sign."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from application.ledger.signing import witness_signer
from interfaces.runtime.clock_and_ids import now
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.ledger.conftest import Site
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.ledger.following import ORIGIN, TestClock


def test_a_ledger_that_is_up_to_date(site: Site, clock: TestClock) -> None:
    """The size, and the head with its age; the exit status is 0 without a running server."""
    store(site.url, one_history("a", 1, 3))
    clock.at = now() - timedelta(seconds=300)
    site.following.drain()
    result = site.run("status")
    lines = [line.split(None, 1) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert lines[:2] == [["origin", ORIGIN], ["size", "3 events"]]
    assert lines[2][1].startswith("of 3 events, 30")
    assert lines[3:] == [["behind", "nothing"], ["unsigned", "nothing"]]
    shown = json.loads(site.run("status", "--json").stdout)
    assert (shown["size"], shown["head"]["size"], shown["is_late"]) == (3, 3, False)
    assert shown["problems"] == []


def test_events_that_wait_too_long(site: Site) -> None:
    """An event without a head for longer than 60 s is late, and the exit status is 1."""
    store(site.url, one_history("a", 1, 2))
    result = site.run("status")
    assert result.exit_code == 1
    assert "size      0 events" in result.stdout
    assert "head      none" in result.stdout
    assert "s for a head, of at most 60 s" in result.stdout


def test_a_key_that_cannot_be_used(site: Site) -> None:
    """The reason is named once, whether the follower has noted it or not, and the exit status is 1."""
    store(site.url, one_history("a", 1, 2))
    site.following.drain()
    site.following.setup.key_files[0].chmod(0o644)
    result = site.run("status")
    assert result.exit_code == 1
    assert result.stdout.count("can be read or changed by other accounts") == 1
    store(site.url, one_history("a", 3, 3))
    site.following.drain()
    noted = site.run("status")
    assert noted.stdout.count("can be read or changed by other accounts") == 1


def test_a_restored_backup(site: Site) -> None:
    """A head in the file that is larger than the tree is named before any server runs."""
    store(site.url, one_history("a", 1, 2))
    site.following.drain()
    (kept,) = site.following.setup.heads_folder.iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"\n2\n", b"\n9\n"))
    result = site.run("status")
    assert result.exit_code == 1
    assert "has 9 entries, and the tree has 2" in result.stdout


@pytest.mark.parametrize("command", ["status", "audit"])
def test_no_ledger_is_configured(tillroll: Tillroll, tmp_path: Path, command: str) -> None:
    """The exit status is 78."""
    config = tmp_path / "tillroll.toml"
    config.write_text("merchants = []\n")
    result = tillroll("ledger", command, "--config", str(config), database="postgresql://nowhere")
    assert result.exit_code == 78
    assert "the configuration has no [ledger]" in result.stderr


def test_witnesses(site: Site) -> None:
    """What the configured witnesses last said is shown. One that cannot be reached is no failure, a fork is one."""
    key = witness_signer("bank", bytes(32)).verifier_key.text()
    site.config.write_text(
        f'{site.config.read_text()}[[ledger.witnesses]]\nvkey = "{key}"\nurl = "https://bank.example"\n'
    )
    insert = (
        "INSERT INTO tillroll.ledger_witnesses VALUES ('events', %s, %s, 3, NULL, now(), %s, %s)"
    )
    site.sql(insert, ORIGIN, "a former one", "it refuses a fork", True)
    site.sql(insert, ORIGIN, "bank", "it cannot be reached", False)
    result = site.run("status")
    assert result.exit_code == 0
    assert "a former one" not in result.stdout
    assert "witness   bank does not cosign: it cannot be reached\n" in result.stdout
    site.sql("UPDATE tillroll.ledger_witnesses SET is_fork = true, problem = 'it refuses a fork'")
    forked = site.run("status")
    assert forked.exit_code == 1
    assert "bank does not cosign: it refuses a fork" in forked.stdout
