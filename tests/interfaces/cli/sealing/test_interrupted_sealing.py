"""kill -9 of `tillroll seal-history` in each of its phases: the next run continues."""

import os

import psycopg
import pytest

from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.sealing.old_history import PLANTED, has_clear_text, stored_events
from tests.interfaces.cli.sealing.test_sealing_old_events import answers_of
from tests.system.service.forked.process import start_forked

# Of the test's lock: the command may wait for another for an instant, such as that of a page of an index.
_IS_WAITING = """
SELECT EXISTS (
    SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'tillroll-seal-history'
        AND %(holder)s = ANY(pg_blocking_pids(pid))
)
"""
_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'tillroll-seal-history'
"""


def kill_while_it_waits_for(lock: str, url: str) -> None:
    """Run the command until it waits for a lock, kill it, and wait until its connections are gone."""
    with psycopg.connect(url) as holder, psycopg.connect(url, autocommit=True) as observer:
        holder.execute(lock.encode())
        process = start_forked(
            "interfaces.cli.main", ["seal-history"], {**os.environ, "DATABASE_URL": url}
        )
        held = {"holder": holder.info.backend_pid}
        while observer.execute(_IS_WAITING.encode(), held).fetchone() != (True,):
            assert process.poll() is None, process.communicate()[0]
        process.kill()
        process.communicate()
        holder.rollback()
        while observer.execute(_OTHERS.encode()).fetchone() != (0,):
            pass


@pytest.mark.parametrize(
    ("lock", "clear_events"),
    [
        ("SELECT FROM tillroll.checkout_events WHERE originator_id = 'svea-1' FOR UPDATE", 36),
        ("SELECT FROM tillroll.refusals FOR UPDATE", 0),
        ("SELECT FROM tillroll.listings FOR UPDATE", 0),
        ("LOCK TABLE tillroll.snapshots IN ACCESS SHARE MODE", 0),
        ("LOCK TABLE tillroll.reads IN ACCESS SHARE MODE", 0),
    ],
    ids=["events", "refusals", "listings", "snapshots", "files"],
)
def test_a_killed_run_is_continued(
    tillroll: Tillroll, old: str, lock: str, clear_events: int
) -> None:
    """A kill leaves each transaction whole or undone. The next run seals the rest, and cleans the files again."""
    before = answers_of(old)
    kill_while_it_waits_for(lock, old)
    assert sum(has_clear_text(event) for *_, event in stored_events(old)) == clear_events
    assert answers_of(old) == before
    result = tillroll("seal-history", database=old)
    assert result.exit_code == 0, result.output
    assert "No file of the database has the clear text any more." in result.stdout
    assert not any(text in repr(stored_events(old)) for text in PLANTED)
    assert answers_of(old) == before
    assert "Nothing is left" in tillroll("seal-history", database=old).stdout
