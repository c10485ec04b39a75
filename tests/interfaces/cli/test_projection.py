"""`tillroll projection`: how far the audit trail is, and making it anew."""

import json

from tests.interfaces.cli.conftest import Tamper, Tillroll
from tests.interfaces.cli.dispute import NEWEST


def test_the_status_says_how_far_the_trail_is(tillroll: Tillroll, own_dispute: str) -> None:
    """Nobody has projected yet: it is behind by all events. After a rebuild it is behind by none."""
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
    }


def test_a_rebuild_finds_what_was_wrong_and_mends_it(
    tillroll: Tillroll, own_dispute: str, tamper: Tamper
) -> None:
    """It exits with 1 where the trail in use was not what the events say, and with 0 the next time."""
    assert tillroll("projection", "rebuild", database=own_dispute).exit_code == 0
    tamper("UPDATE tillroll.trail SET actor = 'nobody' WHERE version IN (3, 5)")
    mending = tillroll("projection", "rebuild", database=own_dispute)
    assert mending.exit_code == 1
    assert mending.stdout == (
        "The audit log is rebuilt up to position 13; of 13 rows 2 differed from the one before.\n"
    )
    again = tillroll("projection", "rebuild", database=own_dispute)
    assert again.exit_code == 0
    assert "of 13 rows none differed" in again.stdout
    assert tillroll("check", database=own_dispute).exit_code == 0


def test_a_rebuild_that_meets_an_unreadable_event_leaves_the_trail_in_use(
    tillroll: Tillroll, own_dispute: str, tamper: Tamper
) -> None:
    """It exits with 1 and names the event."""
    tillroll("projection", "rebuild", database=own_dispute)
    tamper("UPDATE tillroll.checkout_events SET topic = 'checkout.sold' WHERE notification_id = 3")
    failing = tillroll("projection", "rebuild", database=own_dispute)
    assert failing.exit_code == 1
    assert "'checkout.sold', event 3" in failing.stderr
    found = tillroll("audit", "--csv", database=own_dispute).stdout.splitlines()
    assert len(found) == 1 + NEWEST
