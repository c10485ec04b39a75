"""What older versions stored about shoppers: the public token was their name, and is not shown any more."""

from dataclasses import replace

import psycopg
from eventsourcing.persistence import StoredEvent

from application.ports.audit_log import AuditFilter
from domain.provenance import Provenance
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.rows import changes_of
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.storage import PostgresStorage
from tests.domain.event_builders import numbered, opened, suspended
from tests.interfaces.storage.audit.conftest import read_only_log
from tests.interfaces.storage.audit.histories import store
from tests.interfaces.storage.audit.reading import everything, index
from tests.interfaces.storage.examples import BY
from tests.interfaces.storage.test_refusal_log import REFUSED

__all__ = ["read_only_log"]

TOKEN = "public-SE-0123456789abcdef0123456789abcdef"
OLD = Provenance(
    actor=f"shopper:{TOKEN}", dialect="shopper", operation="suspend checkout", request_id="r-1"
)


def test_the_shopper_of_an_older_event_is_named_by_the_checkout() -> None:
    """Nothing else of the event is different from what was stored."""
    (event,) = numbered([suspended()])
    object.__setattr__(event, "provenance", OLD)
    codec = EventCodec()
    stored = codec.to_stored_event(event)
    read = codec.to_domain_event(stored)
    assert read == replace(event, provenance=replace(OLD, actor=f"shopper:{stored.originator_id}"))


def test_an_actor_that_is_no_shopper_is_not_changed() -> None:
    """A key may have any name."""
    (event,) = numbered([suspended()])
    object.__setattr__(event, "provenance", replace(BY, actor="agent:shopper:a"))
    stored: StoredEvent = EventCodec().to_stored_event(event)
    assert EventCodec().to_domain_event(stored).provenance.actor == "agent:shopper:a"


async def test_the_shopper_of_an_older_refusal_is_named_by_the_checkout(
    postgres: PostgresStorage,
) -> None:
    """The record of a refused attempt has the provenance as an event has it."""
    await postgres.refusals.keep(replace(REFUSED, checkout_id="a", provenance=OLD))
    (kept,) = await postgres.refusals.of("a")
    assert kept.provenance == replace(OLD, actor="shopper:a")


async def test_an_older_row_of_the_audit_log_shows_no_token(
    migrated_url: str, read_only_log: PostgresAuditLog
) -> None:
    """Neither as the actor nor as a part of the state; the rest of the changes stays as it was recorded."""
    store(migrated_url, numbered([opened(), suspended()]))
    index(migrated_url)
    expected = [entry.changes for entry in await everything(read_only_log)]
    part = f'{{"op":"add","path":"/public_token","value":"{TOKEN}"}},'
    with psycopg.connect(migrated_url) as connection:
        connection.execute("UPDATE tillroll.trail SET actor = %s", (OLD.actor,))
        for position, kept in connection.execute(
            "SELECT position, changes FROM tillroll.trail WHERE version = 1"
        ).fetchall():
            connection.execute(
                "UPDATE tillroll.trail SET changes = %s WHERE position = %s",
                (f"[{part}{changes_of(kept)[1:]}".encode(), position),
            )
    entries = await everything(read_only_log, AuditFilter(merchants=None))
    assert [entry.changes for entry in entries] == expected
    assert {entry.provenance.actor for entry in entries} == {f"shopper:{entries[0].checkout_id}"}
