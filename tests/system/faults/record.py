"""Compares the recorded events with the changes that were acknowledged to a shop."""

import asyncio
import time
from collections import defaultdict

import psycopg

from domain.events import CartReplaced, CheckoutEvent, MetadataReplaced, ReferenceChanged
from interfaces.dialects.registry import ARITHMETIC, SETTINGS_MAPS
from interfaces.storage.postgres.audit.rebuild import rebuild
from interfaces.storage.postgres.consistency.check import ConsistencyCheck
from interfaces.storage.postgres.events.codec import EventCodec
from tests.system.faults.shop import Shop

_EVENTS = """
SELECT originator_version, topic, state FROM tillroll.checkout_events
WHERE originator_id = %s ORDER BY originator_version
"""
_BEHIND = """
SELECT coalesce((SELECT max(notification_id) FROM tillroll.checkout_events), 0)
    - coalesce((SELECT max(notification_id) FROM tillroll.trail_tracking
                WHERE application_name <> '__migration__'), 0)
"""
_PARTS = {CartReplaced, ReferenceChanged, MetadataReplaced}
_CATCH_UP_SECONDS = 30.0


async def lost_changes(database_url: str, shop: Shop) -> int:
    """The number of acknowledged changes that are not recorded.

    It also asserts that each change is recorded completely or not at all, that the versions have no gap, that the
    audit log catches up and equals a rebuilt one, and that a replay equals the stored state, including the snapshots.
    """
    return await asyncio.to_thread(_lost_changes, database_url, shop)


def _lost_changes(database_url: str, shop: Shop) -> int:
    lost = 0
    for checkout_id, acknowledged in shop.acknowledged.items():
        events = _events(database_url, checkout_id)
        versions = [event.originator_version for event in events]
        assert versions == list(range(1, len(events) + 1))
        lost += len(set(acknowledged) - _whole_changes(events))
    _wait_for_the_audit_log(database_url)
    check = ConsistencyCheck(database_url, ARITHMETIC, SETTINGS_MAPS)
    findings = list(check.findings(lambda *_: None))
    assert not findings
    assert check.tally.rows == check.tally.events
    rebuilt = rebuild(database_url, lambda *_: None)
    assert rebuilt.compared >= check.tally.rows
    assert rebuilt.differing == 0
    return lost


def _events(database_url: str, checkout_id: str) -> list[CheckoutEvent]:
    mapper = EventCodec()
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(_EVENTS, (checkout_id,)).fetchall()
    return [
        mapper.decode(checkout_id, version, topic, bytes(state)) for version, topic, state in rows
    ]


def _whole_changes(events: list[CheckoutEvent]) -> set[int]:
    """The numbers of the recorded changes. A partly recorded change fails."""
    by_request: defaultdict[str, list[CheckoutEvent]] = defaultdict(list)
    for event in events:
        if event.provenance.operation == "replace checkout":
            by_request[event.provenance.request_id].append(event)
    numbers = set()
    for parts in by_request.values():
        assert {type(part) for part in parts} == _PARTS
        (cart,) = (part.cart for part in parts if isinstance(part, CartReplaced))
        numbers.add(int(cart.lines[0].quantity))
    return numbers


def _wait_for_the_audit_log(database_url: str) -> None:
    give_up = time.monotonic() + _CATCH_UP_SECONDS
    with psycopg.connect(database_url, autocommit=True) as connection:
        while connection.execute(_BEHIND).fetchone() != (0,):
            assert time.monotonic() < give_up, "the audit log does not catch up"
            connection.execute("SELECT pg_sleep(0.05)")
