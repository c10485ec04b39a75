"""Refused attempts in a database, and a follower of their ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psycopg
from psycopg import Connection

from interfaces.storage.postgres.embedded.server import as_server
from interfaces.storage.postgres.ledger.follower import LedgerFollower
from interfaces.storage.postgres.ledger.head_signing import HeadClock, HeadSigner
from interfaces.storage.postgres.ledger.kinds import REFUSALS
from interfaces.storage.postgres.ledger.records.refusal_source import FollowedRefusals
from interfaces.storage.postgres.ledger.setup import LedgerSetup
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.throttle import no_throttle
from tests.interfaces.storage.ledger.following import Following, TestClock
from tests.master_key import MASTER_KEYS

AT = datetime(2026, 11, 21, 14, 3, 4, tzinfo=UTC)
PROVENANCE = (
    '{"actor":"shop:demo-client","dialect":"walley","operation":"update cart","request_id":"0b5f",'
    '"address":"192.0.2.7","user_agent":"Shop/1.0","idempotency_key":""}'
)
_INSERT = """
INSERT INTO tillroll.refusals (checkout_id, merchant, version, at, reason, facts, operation, asked, provenance)
VALUES (%s, 'demo-shop', 3, %s, 'NegativeTotal', '{"total":-1}', 'ReplaceCart', %s, %s) RETURNING id
"""


def refuse(
    connection: Connection, checkout_id: str, *, asked: str = '{"price":1}', after: int = 0
) -> int:
    """Insert an attempt, `after` seconds later than the first, in the connection's transaction. Return its id."""
    values = (checkout_id, AT + timedelta(seconds=after), asked, PROVENANCE)
    row = connection.execute(_INSERT, values).fetchone()
    assert row is not None
    return int(row[0])


def store_refusals(database_url: str, *checkout_ids: str) -> list[int]:
    """Store an attempt on each of these checkouts, one transaction for each. Return their ids."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        return [refuse(connection, each, after=at) for at, each in enumerate(checkout_ids)]


@contextmanager
def open_refusal_follower(
    database_url: str, setup: LedgerSetup, *, clock: TestClock | None = None, batch: int = 2048
) -> Iterator[Following]:
    """Open a follower without an election, with the privileges of the server. `setup` is that of events."""
    clock, setup = clock or TestClock(), setup.of(REFUSALS)
    with ProjectionDatastore(as_server(database_url), schema="tillroll") as datastore:
        head_clock = HeadClock(now=clock.now, monotonic=clock.monotonic)
        follower = LedgerFollower(
            datastore,
            MASTER_KEYS,
            HeadSigner(datastore, REFUSALS.name, setup, head_clock),
            throttle=no_throttle,
            records=FollowedRefusals(datastore),
            batch=batch,
        )
        yield Following(follower, clock, setup, database_url)
