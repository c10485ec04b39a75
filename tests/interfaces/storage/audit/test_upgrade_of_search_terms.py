"""A filled audit log whose rows have search terms is brought to the form in which the index computes them."""

import psycopg
import pytest

from interfaces.storage.postgres.events.request_ids import packed_request_id
from interfaces.storage.postgres.schema import migrations
from interfaces.storage.postgres.schema.migrations import known_migrations, migrate

_STEP = 126
_ROW = """
INSERT INTO tillroll.trail (position, version, at, checkout_id, topic, merchant, actor, dialect, operation, request_id,
    address, user_agent, idempotency_key, stage, currency, total, changes, changes_bytes, marks)
VALUES (%(position)s, 1, now(), 'c', 't', 'm', 'a', 'd', 'o', %(request)s, '', '', '', 'open', 'SEK', 1, '[]', 2,
    %(marks)s)
"""
_ROWS = {
    1: "'0Aa' '0Dd' '0I' '0Mm' '0Oo' '0Sopen' '0Tt' '0Wgift' '0Wcard' 'N17' 'Npay-1'",
    2: "'0Aa' '0Dd' '0I' '0Mm' '0Oo' '0Sopen' '0Tt' '0P'",
    2**13: "'1Aa' '1Dd' '1I' '1Mm' '1Oo' '1Sopen' '1Tt'",
}
_REQUESTS = {1: "2af7193f-f2f6-47c2-914f-2f634adfa8c2", 2: "r\u00e9-1", 2**13: ""}


@pytest.fixture
def earlier_url(fresh_database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database of the steps before, with a comment and a privilege on the table."""
    earlier = [step for step in known_migrations() if step.number < _STEP]
    with monkeypatch.context() as before:
        before.setattr(migrations, "known_migrations", lambda: earlier)
        migrate(fresh_database_url)
    with psycopg.connect(fresh_database_url) as connection:
        for position, marks in _ROWS.items():
            connection.execute(
                _ROW, {"position": position, "marks": marks, "request": _REQUESTS[position]}
            )
        connection.execute("COMMENT ON TABLE tillroll.trail IS 'Lacks assigned ids'")
        connection.execute("GRANT SELECT ON tillroll.trail TO pg_monitor")
    return fresh_database_url


def test_words_and_ids_are_kept(earlier_url: str) -> None:
    """Words and ids become columns, a row whose words are elsewhere says so, and comment and privileges stay."""
    migrate(earlier_url)
    with psycopg.connect(earlier_url) as connection:
        kept = connection.execute(
            "SELECT position, words, assigned FROM tillroll.trail ORDER BY position"
        ).fetchall()
        comment = connection.execute("SELECT obj_description('tillroll.trail'::regclass)")
        granted = connection.execute(
            "SELECT has_table_privilege('pg_monitor', 'tillroll.trail', 'SELECT'),"
            " has_table_privilege('pg_monitor', 'tillroll.trail', 'INSERT')"
        )
        assert kept == [(1, " card gift", "\1N17\1Npay-1"), (2, " *", None), (2**13, "", None)]
        assert comment.fetchone() == ("Lacks assigned ids",)
        assert granted.fetchone() == (True, False)
        requests = connection.execute("SELECT position, request_id FROM tillroll.trail").fetchall()
        assert dict(requests) == {
            position: packed_request_id(each) for position, each in _REQUESTS.items()
        }
