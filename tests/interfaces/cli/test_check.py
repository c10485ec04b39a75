"""`tillroll check` finds every difference between recorded events and what is derived from them."""

import asyncio
from collections.abc import Iterator

import psycopg
import pytest

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from interfaces.storage.postgres.audit.rows import changes_of
from interfaces.storage.postgres.events.compression import OF_SNAPSHOTS, Compression
from interfaces.storage.postgres.storage import PostgresStorage
from tests.databases import Databases
from tests.interfaces.cli.conftest import Tamper, Tillroll, run_sql
from tests.interfaces.cli.dispute import ID
from tests.master_key import MASTER_KEYS

ALL_THE_SAME = (
    "Replayed what was shown for 1 commitment: 1 reconstructed.\n"
    "Replayed 13 events of 1 checkout and compared them with {snapshots} and {rows} of the trail: "
    "all the same.\n"
)
STATE = "SELECT state FROM tillroll.checkout_events WHERE originator_version = %s"
KEEP = "UPDATE tillroll.checkout_events SET state = %s WHERE originator_version = %s"


def alter(url: str, version: int, recorded: str, altered: str) -> None:
    """Change the compressed state of an event directly in the database."""
    compression = Compression()
    with psycopg.connect(url) as connection:
        row = connection.execute(STATE, (version,)).fetchone()
        assert row is not None
        state = compression.unpack(row[0]).replace(recorded.encode(), altered.encode())
        connection.execute(KEEP, (compression.pack(state), version))


@pytest.fixture
def indexed(database_copies: Databases, audited_template: str) -> Iterator[str]:
    """The disputed checkout, with an audit log."""
    with database_copies.copy(audited_template) as url:
        yield url


def test_an_unchanged_database_has_no_differences(tillroll: Tillroll, indexed: str) -> None:
    """The command prints how much it compared, and exits with 0."""
    result = tillroll("check", database=indexed)
    assert result.stdout == ALL_THE_SAME.format(snapshots="0 snapshots", rows="13 rows")
    assert result.exit_code == 0


def test_rows_of_older_versions_with_public_tokens_are_all_the_same(
    tillroll: Tillroll, indexed: str
) -> None:
    """Older versions recorded the token as the shopper's name and in the state; readers do not see it."""
    token = '{"op":"add","path":"/public_token","value":"public-SE-1"}'
    with psycopg.connect(indexed) as connection:
        connection.execute(
            "UPDATE tillroll.trail SET actor = 'shopper:public-SE-1' WHERE actor LIKE 'shopper:%'"
        )
        ((kept,),) = connection.execute(
            "SELECT changes FROM tillroll.trail WHERE version = 1"
        ).fetchall()
        connection.execute(
            "UPDATE tillroll.trail SET changes = %s WHERE version = 1",
            (f"[{token},{changes_of(kept)[1:]}".encode(),),
        )
    result = tillroll("check", database=indexed)
    assert result.exit_code == 0, result.stdout


@pytest.mark.parametrize(
    ("version", "recorded", "altered", "message"),
    [
        (11, '"total":39350', '"total":39000', "agreed total 390.00 SEK recorded, 393.50 SEK"),
        (11, '"currency":"SEK"', '"currency":"NOK"', "agreed in NOK, replayed in SEK"),
        (11, '"shown_version":10', '"shown_version":9', "was shown version 9"),
        (12, '"amount":39350', '"amount":1', "payment 0.01 SEK recorded, 393.50 SEK replayed"),
        (6, '"total":28500', '"total":28600', "line 10001: total 286.00 SEK recorded, 285.00"),
        (6, '"tax":990', '"tax":991', "line 10002: tax 9.91 SEK recorded, 9.90 SEK replayed"),
        (8, '"tax":1180', '"tax":0', "fee shipping: tax 0.00 SEK recorded, 11.80 SEK replayed"),
        (7, "T14:03:0", "T13:03:0", "is before that of the event before it"),
        (5, '"A shirt"', '"A skirt"', "its row of the trail differs from the replay in changes"),
    ],
)
def test_an_altered_event_is_found(
    version: int,
    recorded: str,
    altered: str,
    message: str,
    tillroll: Tillroll,
    indexed: str,
) -> None:
    """The message has the checkout, the version, and the contradiction with other events or the audit log."""
    alter(indexed, version, recorded, altered)
    result = tillroll("check", database=indexed)
    assert result.exit_code == 1
    assert f"{ID} v{version}: " in result.stdout
    assert message in result.stdout


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("DELETE FROM tillroll.checkout_events WHERE originator_version = 6", "6 is missing"),
        ("DELETE FROM tillroll.checkout_events WHERE originator_version = 1", "1 is missing"),
        (
            "UPDATE tillroll.checkout_events SET topic = 'checkout.sold' WHERE originator_version = 6",
            "no such topic is known",
        ),
        (
            "UPDATE tillroll.checkout_events SET topic = 'checkout.resumed' WHERE originator_version = 1",
            "a history cannot begin with checkout.resumed",
        ),
        (
            "UPDATE tillroll.trail SET total = total + 1 WHERE version = 6",
            "its row of the trail differs from the replay in total",
        ),
        (
            "UPDATE tillroll.trail SET actor = 'nobody', stage = 'open' WHERE version = 12",
            "its row of the trail differs from the replay in actor, stage",
        ),
        ("DELETE FROM tillroll.trail WHERE version = 6", "its row of the audit log is missing"),
        (
            "DELETE FROM tillroll.checkout_events WHERE originator_version = 13",
            "a row of the trail without its event",
        ),
    ],
)
def test_missing_and_unreadable_data_is_found(
    statement: str, message: str, tillroll: Tillroll, indexed: str
) -> None:
    """Missing or unreadable events, and audit log entries that differ from their events, are reported."""
    run_sql(indexed, statement)
    result = tillroll("check", database=indexed)
    assert result.exit_code == 1
    assert message in result.stdout
    assert "difference" in result.stdout.splitlines()[-1]


def keep_snapshot_of(version: int, url: str) -> None:
    """Store a snapshot of this version, as a longer history would have."""

    async def keep() -> None:
        async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
            histories = CheckoutRepository(storage.events, CheckoutCache(1), storage.snapshots)
            storage.snapshots.keep(await histories.at_version(ID, version))

    asyncio.run(keep())


def test_snapshots_are_compared(tillroll: Tillroll, indexed: str) -> None:
    """A snapshot that differs or has no event is reported. One of another format is ignored."""
    keep_snapshot_of(5, indexed)
    assert ALL_THE_SAME.format(snapshots="1 snapshot", rows="13 rows") == (
        tillroll("check", database=indexed).stdout
    )
    compression = Compression(OF_SNAPSHOTS)
    with psycopg.connect(indexed) as connection:
        ((state,),) = connection.execute("SELECT state FROM tillroll.snapshots").fetchall()
        altered = compression.unpack(state).replace(b"demo-shop", b"other-shop")
        connection.execute("UPDATE tillroll.snapshots SET state = %s", (compression.pack(altered),))
    found = tillroll("check", database=indexed)
    assert found.exit_code == 1
    assert f"{ID} v5: its snapshot differs from the replay in merchant" in found.stdout
    run_sql(indexed, "UPDATE tillroll.snapshots SET state = 'x'")
    assert "its snapshot cannot be read" in tillroll("check", database=indexed).stdout
    run_sql(indexed, "UPDATE tillroll.snapshots SET format = 'old'")
    assert tillroll("check", database=indexed).exit_code == 0
    run_sql(indexed, "UPDATE tillroll.snapshots SET version = 99")
    assert f"{ID} v99: a snapshot without" in tillroll("check", database=indexed).stdout


def test_a_database_of_an_older_schema_is_checked(
    tillroll: Tillroll, own_dispute: str, tamper: Tamper
) -> None:
    """On the schema of an earlier version, the tables that it lacks are not compared."""
    tamper("DELETE FROM tillroll.migrations WHERE number > 1")
    tamper("DROP TABLE tillroll.snapshots, tillroll.trail, tillroll.trail_tracking")
    result = tillroll("check", database=own_dispute)
    assert result.exit_code == 0
    assert result.stdout == ALL_THE_SAME.format(snapshots="0 snapshots", rows="0 rows")


def test_an_empty_database_has_no_differences(
    tillroll: Tillroll, own_dispute: str, tamper: Tamper
) -> None:
    """An empty database is checked without an error."""
    tamper("TRUNCATE tillroll.checkout_events, tillroll.trail")
    result = tillroll("check", database=own_dispute)
    assert result.exit_code == 0
    assert result.stdout.startswith("Replayed 0 events of 0 checkouts")
