"""The records of a ledger as its readers get them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString, Protocol

from application.ledger.format.timestamps import MICROSECONDS
from domain.events import DataErased
from interfaces.storage.postgres.archive.histories import ArchivedHistories
from interfaces.storage.postgres.connections.arrays import TextArray
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.events.codec import EventCodec, UnreadableEvent

_ERASURES: LiteralString = """
SELECT originator_id, originator_version, topic, state FROM tillroll.checkout_events
WHERE originator_id = ANY($1::text[]) AND topic = $2
"""


@dataclass(frozen=True)
class StoredRecord:
    """A record: its position, checkout, version within that, topic and stored JSON, which may be packed.

    The version of a refused attempt is its number in the ledger, or 0 if it cannot be one of those.
    """

    position: int
    checkout_id: str
    version: int
    topic: str
    state: bytes


@dataclass(frozen=True)
class Erasure:
    """The version and the time, in microseconds, of the last event that says that a key was to be destroyed."""

    version: int
    time: int


class StoredRecords(Protocol):
    """Reads the records of one ledger. Every method raises StoreUnavailable."""

    async def newest(self) -> int:
        """Return the position of the newest record; 0 if there is none."""

    async def count_after(self, position: int, logged: int) -> int:
        """Return the number of records after a position, up to which `logged` are; from 10,000 on an estimate."""

    async def after(self, position: int, limit: int) -> Sequence[StoredRecord]:
        """Return up to `limit` records after a position."""

    async def of_checkout(
        self, checkout_id: str, *, first: int, last: int
    ) -> Sequence[StoredRecord]:
        """Return the records of a checkout from version `first` to `last`."""

    async def position_of(self, checkout_id: str, version: int) -> int | None:
        """Return the position of a record; None if there is none of this version."""

    async def version_at(self, checkout_id: str, position: int) -> int | None:
        """Return the version of the record of a checkout at a position; None if there is none, or none yet."""

    def time_of(self, record: StoredRecord) -> datetime:
        """Return the time of a record. Raises UnreadableEvent."""

    def is_erased(self, version: int, time: int, erasure: Erasure) -> bool:
        """Return whether a record of this version and time in microseconds was there at the erasure."""


async def erasures_of(
    pool: StatementPool, codec: EventCodec, checkout_ids: Sequence[str], key_class: str
) -> Mapping[str, Erasure]:
    """Return the last event of each checkout that says that its key of this class is erased."""
    wanted = (TextArray.encode(checkout_ids), DataErased.TOPIC)
    rows = await pool.rows(_ERASURES, wanted)
    for each in await ArchivedHistories(pool).with_topic(checkout_ids, DataErased.TOPIC):
        rows.append((each.checkout_id, each.version, each.topic, each.state))
    found: dict[str, Erasure] = {}
    for checkout_id, version, topic, state in rows:
        try:
            event = codec.decode(checkout_id, version, topic, bytes(state))
        except UnreadableEvent:
            continue
        if not isinstance(event, DataErased) or event.data_class != key_class:
            continue
        if version > found.get(checkout_id, Erasure(0, 0)).version:
            time = int(event.timestamp.timestamp()) * MICROSECONDS + event.timestamp.microsecond
            found[checkout_id] = Erasure(version, time)
    return found
