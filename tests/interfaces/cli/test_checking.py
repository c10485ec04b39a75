"""`tillroll check`: whatever differs from what was recorded is found."""

import asyncio
from collections.abc import Iterator

import psycopg
import pytest

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from interfaces.storage.postgres.events.compression import Compression
from interfaces.storage.postgres.storage import PostgresStorage
from tests.conftest import fresh_database
from tests.interfaces.cli.conftest import Tamper, Tillroll, tampered
from tests.interfaces.cli.dispute import ID

ALL_THE_SAME = (
    "Replayed 13 events of 1 checkout and compared them with {snapshots} and {rows} of the trail: "
    "all the same.\n"
)
STATE = "SELECT state FROM tillroll.checkout_events WHERE originator_version = %s"
KEEP = "UPDATE tillroll.checkout_events SET state = %s WHERE originator_version = %s"


def alter(url: str, version: int, recorded: str, altered: str) -> None:
    """Puts something else into an event, as somebody would who knows the packing and has the database."""
    packing = Compression()
    with psycopg.connect(url) as connection:
        row = connection.execute(STATE, (version,)).fetchone()
        assert row is not None
        said = packing.unpack(row[0]).replace(recorded.encode(), altered.encode())
        connection.execute(KEEP, (packing.pack(said), version))


@pytest.fixture
def indexed(database_url: str, untouched_trail: str) -> Iterator[str]:
    """The dispute, with an audit trail."""
    with fresh_database(database_url, like=untouched_trail) as url:
        yield url


def test_a_record_that_nobody_touched_is_all_the_same(tillroll: Tillroll, indexed: str) -> None:
    """It says how much it looked at, and exits with 0."""
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
        connection.execute(
            "UPDATE tillroll.trail SET changes = '[' || %s || ',' || substr(changes, 2) WHERE version = 1",
            (token,),
        )
    result = tillroll("check", database=indexed)
    assert result.exit_code == 0, result.stdout


@pytest.mark.parametrize(
    ("version", "recorded", "altered", "said"),
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
    said: str,
    tillroll: Tillroll,
    indexed: str,
) -> None:
    """By what it says elsewhere, or by what the trail made of it; the finding names the checkout and the version."""
    alter(indexed, version, recorded, altered)
    result = tillroll("check", database=indexed)
    assert result.exit_code == 1
    assert f"{ID} v{version}: " in result.stdout
    assert said in result.stdout


@pytest.mark.parametrize(
    ("statement", "said"),
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
def test_what_is_missing_or_altered_is_found(
    statement: str, said: str, tillroll: Tillroll, indexed: str
) -> None:
    """Events that are gone or that nobody can read, and rows of the trail that are not those of their events."""
    tampered(indexed, statement)
    result = tillroll("check", database=indexed)
    assert result.exit_code == 1
    assert said in result.stdout
    assert "difference" in result.stdout.splitlines()[-1]


def keep_snapshot_of(version: int, url: str) -> None:
    """As a busier checkout would have one."""

    async def keep() -> None:
        async with PostgresStorage(url) as storage:
            histories = CheckoutRepository(storage.events, CheckoutCache(1), storage.snapshots)
            storage.snapshots.keep(await histories.at_version(ID, version))

    asyncio.run(keep())


def test_snapshots_are_compared(tillroll: Tillroll, indexed: str) -> None:
    """One that says something else is found, as is one without its event; one of another format is nobody's concern."""
    keep_snapshot_of(5, indexed)
    assert ALL_THE_SAME.format(snapshots="1 snapshot", rows="13 rows") == (
        tillroll("check", database=indexed).stdout
    )
    as_text = "convert_from(state, 'UTF8')"
    tampered(
        indexed,
        "UPDATE tillroll.snapshots SET state = "
        f"convert_to(replace({as_text}, 'demo-shop', 'other-shop'), 'UTF8')",
    )
    found = tillroll("check", database=indexed)
    assert found.exit_code == 1
    assert f"{ID} v5: its snapshot differs from the replay in merchant" in found.stdout
    tampered(indexed, "UPDATE tillroll.snapshots SET state = 'x'")
    assert "its snapshot cannot be read" in tillroll("check", database=indexed).stdout
    tampered(indexed, "UPDATE tillroll.snapshots SET format = 'old'")
    assert tillroll("check", database=indexed).exit_code == 0
    tampered(indexed, "UPDATE tillroll.snapshots SET version = 99")
    assert f"{ID} v99: a snapshot without" in tillroll("check", database=indexed).stdout


def test_a_database_of_an_older_schema_is_checked(
    tillroll: Tillroll, own_dispute: str, tamper: Tamper
) -> None:
    """Before a release the schema is still that of the version before it; what it lacks is not compared."""
    tamper("DELETE FROM tillroll.migrations WHERE number > 1")
    tamper("DROP TABLE tillroll.snapshots, tillroll.trail, tillroll.trail_tracking")
    result = tillroll("check", database=own_dispute)
    assert result.exit_code == 0
    assert result.stdout == ALL_THE_SAME.format(snapshots="0 snapshots", rows="0 rows")


def test_an_empty_database_is_all_the_same(
    tillroll: Tillroll, own_dispute: str, tamper: Tamper
) -> None:
    """There is nothing that could differ."""
    tamper("TRUNCATE tillroll.checkout_events, tillroll.trail")
    result = tillroll("check", database=own_dispute)
    assert result.exit_code == 0
    assert result.stdout.startswith("Replayed 0 events of 0 checkouts")
