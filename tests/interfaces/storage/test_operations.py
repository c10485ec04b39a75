"""What operators read, in each storage: due erasures, readers, sessions; and the outcomes of checks in PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from application.address_book.entries import entries_of_rows
from application.ports.access_log import AccessEntry, AccessOutcome
from application.ports.catalogue import BuyerAddress
from application.ports.erasures.plans import ErasureCause, ErasureRequest
from application.ports.operations.checks import CheckOutcome
from application.ports.reader_sessions import ReaderSession
from application.ports.webhooks.webhook_log import DeliveryState
from domain.provenance import Provenance
from interfaces.storage.postgres.operations.check_log import OutcomeNotKept, keep_outcome
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.cli.conftest import run_sql
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import AT

LATER = AT + timedelta(days=1)
REQUEST = ErasureRequest(
    id="erasure-1",
    cause=ErasureCause.REQUESTED,
    requested_by="user:grace",
    dialect="tillroll",
    operation="erase person",
    request_id="r-1",
    at=AT,
)
OUTCOME = CheckOutcome(
    at=AT,
    milliseconds=7,
    tillroll="0.1.0",
    checkouts=1,
    events=2,
    snapshots=3,
    trail_rows=4,
    clear_events=5,
    differences=6,
)
_ENTRY = """
INSERT INTO tillroll.trail (position, checkout_id, version, topic, at, merchant, actor, dialect, operation, request_id,
    address, user_agent, idempotency_key, changes, stage, total, currency, words, changes_bytes)
VALUES (%s, %s, 1, 'checkout.opened', now(), %s, '', '', '', '', '', '', '', '[]', 'open', 0, 'SEK', '', 2)
"""
_DELIVERIES = """
INSERT INTO tillroll.deliveries
    (position, place, checkout_id, version, merchant, channel, method, url, headers, body,
     receiver, state, made_at, due)
VALUES
    (1, 0, 'c', 1, 'demo-shop', 'w', 'GET', 'https://a/', '[]', '', 'https://a', 'parked', %(at)s, NULL),
    (2, 0, 'c', 1, 'demo-shop', 'w', 'GET', 'https://a/', '[]', '', 'https://a', 'parked', %(later)s, NULL),
    (3, 0, 'c', 1, 'demo-shop', 'w', 'GET', 'https://b/', '[]', '', 'https://b', 'waiting', %(at)s, %(later)s),
    (4, 0, 'c', 1, 'other-shop', 'w', 'GET', 'https://b/', '[]', '', 'https://b', 'parked', %(at)s, NULL),
    (5, 0, 'c', 1, 'demo-shop', 'w', 'GET', 'https://b/', '[]', '', 'https://b', 'delivered', %(at)s, NULL)
"""


async def test_readers_are_counted_since_a_time(storage: Storage) -> None:
    """Entries before the time do not count; the one who read last comes first."""
    for reader, at in (
        ("history:a", AT),
        ("history:a", LATER),
        ("history:b", AT),
        ("history:c", LATER),
    ):
        by = Provenance(actor=reader, dialect="history", operation="read", request_id="r")
        entry = AccessEntry(
            at=at, checkout_id=None, target="/", provenance=by, outcome=AccessOutcome.FOUND
        )
        await storage.reads.keep(entry)
    found = await storage.reads.looks_since(AT, 10)
    assert {(each.reader, each.looks, each.first_at, each.last_at) for each in found} == {
        ("history:a", 2, AT, LATER),
        ("history:b", 1, AT, AT),
        ("history:c", 1, LATER, LATER),
    }
    assert found[-1].reader == "history:b"
    assert len(await storage.reads.looks_since(AT, 1)) == 1
    assert {each.reader for each in await storage.reads.looks_since(LATER, 10)} == {
        "history:a",
        "history:c",
    }


async def test_sessions_are_found_by_their_last_use(storage: Storage) -> None:
    """Sessions that were not used since are left out; the one used last comes first."""
    first = ReaderSession(
        token_digest=b"1", key_digest=b"k", reader="a", person="Eva", started_at=AT, seen_at=AT
    )
    second = replace(first, token_digest=b"2", seen_at=LATER)
    for each in (first, second):
        await storage.reader_sessions.start(each)
    assert await storage.reader_sessions.seen_since(AT, 10) == [second, first]
    assert await storage.reader_sessions.seen_since(LATER, 10) == [second]
    assert second.actor == "history:a/Eva"
    assert replace(second, person="").actor == "history:a"


async def test_outcomes_of_checks_are_kept(postgres: PostgresStorage, migrated_url: str) -> None:
    """Each outcome is read back as it was stored, the newest first."""
    newer = replace(OUTCOME, at=LATER, differences=0)
    for each in (OUTCOME, newer):
        keep_outcome(migrated_url, each)
    assert await postgres.checks.outcomes(10) == [newer, OUTCOME]
    assert await postgres.checks.outcomes(1) == [newer]


def test_an_older_schema_keeps_no_outcome(migrated_url: str) -> None:
    """Without its table the outcome is not kept, and the caller learns why."""
    run_sql(migrated_url, "DROP TABLE tillroll.check_outcomes")
    with pytest.raises(OutcomeNotKept, match="check_outcomes"):
        keep_outcome(migrated_url, OUTCOME)


async def test_keys_are_due_by_the_retention_of_their_merchant(
    postgres: PostgresStorage, migrated_url: str
) -> None:
    """Personal data is due where its merchant has a retention, other data everywhere, and only in the asked time."""
    with psycopg.connect(migrated_url, autocommit=True) as connection:
        for position, (checkout, merchant) in enumerate((("c-1", "kept"), ("c-2", "unkept")), 1):
            connection.execute(_ENTRY.encode(), (position, checkout, merchant))
    for checkout in ("c-1", "c-2"):
        await postgres.persons.key_for_sealing(checkout, (), destroy_after=LATER)
    schedule = postgres.erasure_schedule
    everything = await schedule.due(None, after=None, until=LATER, limit=10)
    assert everything.count == 0
    await postgres.vault.apply_retention("kept=30\nother-shop=5", LATER)
    found = await schedule.due(None, after=AT, until=LATER, limit=10)
    assert [(each.checkout_id, each.merchant, each.due) for each in found.first] == [
        ("c-1", "kept", LATER)
    ]
    assert (found.count, found.is_cut) == (1, False)
    assert (await schedule.due(None, after=LATER, until=LATER, limit=10)).count == 0
    assert (await schedule.due(("unkept",), after=AT, until=LATER, limit=10)).count == 0
    assert (await schedule.due(("kept",), after=AT, until=LATER, limit=10)).count == 1


async def test_requested_erasures_are_open_until_their_keys_are_destroyed(
    postgres: PostgresStorage,
) -> None:
    """A planned key is due from its request on. With the last key the erasure is complete."""
    for checkout in ("c-1", "c-2"):
        await postgres.persons.key_for_sealing(checkout, (), destroy_after=LATER)
    keys = list(await postgres.vault.keys_of(["c-1", "c-2"]))
    await postgres.erasures.plan(REQUEST, keys, ["demo-shop", "other-shop"])
    schedule = postgres.erasure_schedule
    due = await schedule.due(("demo-shop",), after=None, until=AT, limit=10)
    assert [(each.checkout_id, each.erasure_id) for each in due.first] == [("c-1", "erasure-1")]
    (open_,) = await schedule.list_requested(None, 10)
    assert (open_.keys, open_.left, open_.completed_at) == (2, 2, None)
    await postgres.vault.destroy(keys[0].name, LATER, keys[0].mark)
    (own,) = await schedule.list_requested(("demo-shop",), 10)
    assert (own.keys, own.left, own.completed_at) == (1, 0, LATER)
    assert await schedule.list_requested(("third-shop",), 10) == []


async def test_callbacks_are_counted_by_state_and_receiver(
    postgres: PostgresStorage, migrated_url: str
) -> None:
    """Delivered ones are not counted. The oldest times are those of the state and receiver."""
    with psycopg.connect(migrated_url, autocommit=True) as connection:
        connection.execute(_DELIVERIES.encode(), {"at": AT, "later": LATER})
    found = [vars(each) for each in await postgres.deliveries.count_by_receiver(("demo-shop",))]
    assert [tuple(each.values()) for each in found] == [
        (DeliveryState.PARKED, "https://a", 2, AT, None),
        (DeliveryState.WAITING, "https://b", 1, AT, LATER),
    ]
    assert sum(each.count for each in await postgres.deliveries.count_by_receiver(None)) == 4
    assert await postgres.deliveries.count_by_receiver(()) == []


async def test_versions_are_those_of_the_process_and_its_database(
    postgres: PostgresStorage,
) -> None:
    """The schema is the last applied step."""
    versions = await postgres.installation.versions()
    assert versions.schema.endswith(")")
    assert int(versions.schema.split()[0]) >= 72
    assert versions.postgresql[0].isdigit()
    assert versions.tillroll


async def test_an_address_book_is_due_where_its_merchant_has_a_retention(
    postgres: PostgresStorage,
) -> None:
    """The merchant is that of the book. Elsewhere nothing is erased without a request."""
    row = BuyerAddress(email="ada@example.com", line_one="1", city="Lund", country="SE")
    for merchant in ("kept", "unkept"):
        await postgres.address_book.remember(merchant, entries_of_rows([row]), at=AT)
    await postgres.vault.apply_retention("kept=5", AT)
    due = await postgres.erasure_schedule.due(None, after=None, until=LATER, limit=10)
    assert [(each.merchant, each.data_class) for each in due.first] == [("kept", "address-book")]
