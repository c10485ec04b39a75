"""The bytes of each table and index, the projections' backends, and the delay of the audit log."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import httpx
import psutil
import psycopg

from tests.measure.bench import carts
from tests.measure.bench.throughput import Subject

_CHANGES = 40
_GIVE_UP_SECONDS = 10.0
_POLL_SECONDS = 0.0005
_LEAST_SHARE = 0.5
# A table with its TOAST table and its maps of free space and visibility.
_SIZES = """
SELECT relname, CASE relkind WHEN 'i' THEN pg_total_relation_size(oid) ELSE pg_table_size(oid) END
FROM pg_class WHERE relnamespace = 'tillroll'::regnamespace AND relkind IN ('r', 'i')
"""
_EVENTS = "SELECT count(*) FROM tillroll.checkout_events"
_BACKENDS = """
SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'tillroll-trail'
"""
_LAST_ROW = "SELECT max(position) FROM tillroll.trail"


@dataclass(frozen=True, kw_only=True)
class Footprint:
    """The bytes of every table and index, and the number of events."""

    events: int
    sizes: Mapping[str, int]

    @property
    def octets(self) -> int:
        """The bytes of all of them."""
        return sum(self.sizes.values())

    def shares(self, before: "Footprint") -> list[tuple[str, float]]:
        """The bytes that an event since `before` has added to each, the largest first."""
        events = self.events - before.events
        added = {
            name: (size - before.sizes.get(name, 0)) / events for name, size in self.sizes.items()
        }
        ordered = sorted(added.items(), key=lambda each: -each[1])
        return [each for each in ordered if each[1] >= _LEAST_SHARE]


def footprint(database_url: str) -> Footprint:
    """Measure after VACUUM, which merges what indexes have put off and frees pages for reuse."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
        sizes: dict[str, int] = dict(connection.execute(_SIZES).fetchall())
        (events,) = connection.execute(_EVENTS).fetchone() or (0,)
    return Footprint(events=events, sizes=sizes)


def projection_backends(database_url: str) -> Sequence[psutil.Process]:
    """The processes of PostgreSQL that work for projections."""
    with psycopg.connect(database_url) as connection:
        return [psutil.Process(pid) for (pid,) in connection.execute(_BACKENDS).fetchall()]


def delays(subject: Subject) -> list[float]:
    """Seconds from the answer to a change until the audit log has it, of some changes one after another."""
    found = []
    headers = {"Authorization": f"Bearer {subject.token}", "Content-Type": "application/json"}
    with (
        httpx.Client(base_url=subject.service.address, headers=headers) as client,
        psycopg.connect(subject.service.database_url, autocommit=True) as connection,
    ):
        for number, checkout_id in zip(range(_CHANGES), subject.ids, strict=False):
            before = connection.execute(_LAST_ROW).fetchone()
            body = carts.cart(1_000_000 + 100 * subject.turn + number)
            client.put(f"/checkouts/{checkout_id}/cart", content=body).raise_for_status()
            answered = time.perf_counter()
            while connection.execute(_LAST_ROW).fetchone() == before:
                if time.perf_counter() - answered > _GIVE_UP_SECONDS:
                    raise RuntimeError("the audit log does not follow")
                time.sleep(_POLL_SECONDS)
            found.append(time.perf_counter() - answered)
    return found
