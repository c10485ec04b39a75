"""`tillroll projection` prints the status of the audit log, and rebuilds it."""

import json

from tests.interfaces.cli.conftest import Tamper, Tillroll
from tests.interfaces.cli.dispute import NEWEST


def test_the_status_shows_the_lag(tillroll: Tillroll, own_dispute: str) -> None:
    """Without a projection the log is behind by all events, and after a rebuild by none."""
    before = tillroll("projection", "status", database=own_dispute)
    assert before.stdout.startswith(f"position  0 of {NEWEST}\nbehind    {NEWEST} positions, ")
    tillroll("projection", "rebuild", database=own_dispute)
    after = tillroll("projection", "status", database=own_dispute)
    assert after.stdout == f"position  {NEWEST} of {NEWEST}\nbehind    nothing\n"
    as_json = tillroll("projection", "status", "--json", database=own_dispute)
    assert json.loads(as_json.stdout) == {
        "position": NEWEST,
        "newest": NEWEST,
        "behind_seconds": 0.0,
        "lacks_assigned_ids": False,
        "replica_behind_seconds": None,
    }


def test_a_rebuild_reports_and_corrects_differences(
    tillroll: Tillroll, own_dispute: str, tamper: Tamper
) -> None:
    """The exit status is 1 if the previous log differed, and 0 at the next rebuild."""
    assert tillroll("projection", "rebuild", database=own_dispute).exit_code == 0
    tamper("UPDATE tillroll.trail SET actor = 'nobody' WHERE version IN (3, 5)")
    correcting = tillroll("projection", "rebuild", database=own_dispute)
    assert correcting.exit_code == 1
    assert correcting.stdout == (
        "The audit log is rebuilt up to position 13; of 13 rows 2 differed from the one before.\n"
    )
    again = tillroll("projection", "rebuild", database=own_dispute)
    assert again.exit_code == 0
    assert "of 13 rows none differed" in again.stdout
    assert tillroll("check", database=own_dispute).exit_code == 0


def test_a_rebuild_with_an_unreadable_event_keeps_the_log(
    tillroll: Tillroll, own_dispute: str, tamper: Tamper
) -> None:
    """The exit status is 1, the message names the event, and the previous log stays."""
    tillroll("projection", "rebuild", database=own_dispute)
    tamper(
        "UPDATE tillroll.checkout_events SET topic = 'checkout.sold' WHERE originator_version = 3"
    )
    failing = tillroll("projection", "rebuild", database=own_dispute)
    assert failing.exit_code == 1
    assert "'checkout.sold', event 3" in failing.stderr
    found = tillroll("audit", "--csv", database=own_dispute).stdout.splitlines()
    assert len(found) == 1 + NEWEST
