"""What operators look at on the command line: kept checks, erasures, the system."""

import json

import psycopg

from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import ID


def test_the_outcome_of_a_check_is_kept(tillroll: Tillroll, own_dispute: str) -> None:
    """Without a check --last exits with 3. Then it shows the newest first, also one that found a difference."""
    assert tillroll("check", "--last", database=own_dispute).exit_code == 3
    assert tillroll("check", database=own_dispute).exit_code == 0
    with psycopg.connect(own_dispute, autocommit=True) as connection:
        connection.execute("DELETE FROM tillroll.checkout_events WHERE originator_version = 4")
    assert tillroll("check", database=own_dispute).exit_code == 1
    last = tillroll("check", "--last", database=own_dispute)
    assert last.exit_code == 0, last.output
    newest, oldest = last.stdout.splitlines()[1:]
    assert newest.endswith(("differences", "difference"))
    assert oldest.endswith("all the same")
    as_json = json.loads(tillroll("check", "--last", "--json", database=own_dispute).stdout)
    assert [each["differences"] > 0 for each in as_json["checks"]] == [True, False]
    assert as_json["checks"][1]["events"] == 13


def test_a_database_that_keeps_no_outcome_is_checked_all_the_same(
    tillroll: Tillroll, own_dispute: str
) -> None:
    """The check of an older schema ends as before, and says that the outcome is not kept."""
    with psycopg.connect(own_dispute, autocommit=True) as connection:
        connection.execute("DROP TABLE tillroll.check_outcomes")
    checked = tillroll("check", database=own_dispute)
    assert checked.exit_code == 0, checked.output
    assert "all the same" in checked.stdout
    assert "the outcome is not kept in the database" in checked.stderr


def test_erasures_are_listed(tillroll: Tillroll, own_dispute: str) -> None:
    """Due ones have their checkout and time; JSON is the document of the history API."""
    with psycopg.connect(own_dispute, autocommit=True) as connection:
        connection.execute("INSERT INTO tillroll.retention (policy) VALUES ('demo-shop=30')")
        connection.execute(
            "UPDATE tillroll.data_keys SET destroy_after = now() + interval '3 days'"
        )
    tillroll("projection", "rebuild", database=own_dispute)
    listed = tillroll("erasures", database=own_dispute)
    assert listed.exit_code == 0, listed.output
    assert "Due within seven days: " in listed.stdout
    assert ID in listed.stdout
    report = json.loads(tillroll("erasures", "--json", database=own_dispute).stdout)
    assert {each["checkout"] for each in report["due"]["first"]} == {ID}
    assert report["requested"] == []


def test_the_system_is_printed(tillroll: Tillroll, own_dispute: str) -> None:
    """The versions, the last check and the readers are in one output, which is recorded as a read."""
    tillroll("check", database=own_dispute)
    printed = tillroll("system", database=own_dispute)
    assert printed.exit_code == 0, printed.output
    assert "all the same" in printed.stdout
    assert "PostgreSQL" in printed.stdout
    found = json.loads(tillroll("system", "--json", database=own_dispute).stdout)
    assert found["checks"][0]["differences"] == 0
    assert found["readers"][0]["reader"].startswith("user:")
    assert found["schema"].split()[0].isdigit()
