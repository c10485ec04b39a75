"""Seals the personal data of recorded events. Only the stored state of an event changes.

The histories of a few checkouts are one transaction. It is committed after a replay of them has shown that every past
state, opened with its key, is the one of before.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from application.persons.identities import identities_of
from application.persons.old_text import (
    SettingsMaps,
    clear_fields,
    first_difference,
    has_clear_text,
    map_event,
    seal_with,
)
from application.ports.person_vault import Identity, PersonAccess, PersonKey
from domain.events import CheckoutEvent, Opened
from interfaces.storage.postgres.connections.arrays import BytesArray, IntegerArray, TextArray
from interfaces.storage.postgres.connections.session import Connection
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.sealing.histories import (
    HistoryReader,
    RecordedEvent,
    RecordedHistory,
)
from interfaces.storage.postgres.sealing.keys import KeysForOldText
from interfaces.storage.postgres.sealing.sole_use import SoleUse

Progress = Callable[[int, int], None]

_EVENTS_OF_A_BATCH = 1000
_ABOUT = "SELECT count(*) FROM tillroll.checkout_events"
_REPLACE = """
UPDATE tillroll.checkout_events AS event SET state = new.state
FROM unnest($1, $2, $3, $4) AS new (checkout_id, version, before, state)
WHERE event.originator_id = new.checkout_id
    AND event.originator_version = new.version
    AND event.state = new.before
"""


class HistoryDiffers(Exception):
    """A history cannot be sealed without changing what it says. Nothing of it was changed."""


@dataclass(frozen=True)
class SealedEvents:
    """The numbers of sealed events and of their checkouts."""

    events: int = 0
    checkouts: int = 0


class EventSealing:
    """Seals all events through a connection that it does not own."""

    def __init__(
        self,
        connection: Connection,
        keys: KeysForOldText,
        sole: SoleUse,
        settings_maps: SettingsMaps,
    ) -> None:
        self._connection = connection
        self._settings_maps = settings_maps
        self._keys = keys
        self._sole = sole
        self._codec = EventCodec()
        self._reader = HistoryReader(connection, self._codec)

    async def run(self, progress: Progress) -> SealedEvents:
        """Seal what is clear. Calls `progress` with the number of events read and that of all.

        Raises HistoryDiffers, UnreadableEvent, SealingRefused and StoreUnavailable.
        """
        cursor = await self._connection.execute(_ABOUT)
        ((total,),) = await cursor.fetchall()
        read = events = checkouts = waiting = 0
        batch: list[RecordedHistory] = []
        progress(0, total)
        async for history in self._reader.all():
            read += len(history.rows)
            if any(map(self._is_clear, history.events)):
                batch.append(history)
                checkouts += 1
                waiting += len(history.rows)
            if waiting >= _EVENTS_OF_A_BATCH:
                events += await self._seal(batch)
                batch, waiting = [], 0
            progress(read, max(read, total))
        if batch:
            events += await self._seal(batch)
        return SealedEvents(events=events, checkouts=checkouts)

    async def _seal(self, batch: Sequence[RecordedHistory]) -> int:
        """Seal these histories in one transaction, and return the number of changed events."""
        keys = await asyncio.gather(*map(self._key_of, batch))
        rows: list[tuple[RecordedEvent, bytes]] = []
        for history, key in zip(batch, keys, strict=True):
            rows += [
                (row, self._codec.encode(map_event(event, seal_with(key), self._settings_maps)))
                for row, event in zip(history.rows, history.events, strict=True)
                if self._is_clear(event)
            ]
        self._sole.begin()
        async with self._connection.transaction():
            self._sole.require()
            await self._replace(rows)
            sealed = await self._reader.of([history.checkout_id for history in batch])
            for before, after, key in zip(batch, sealed, keys, strict=True):
                _require_same(before, after, key, self._settings_maps)
        return len(rows)

    async def _key_of(self, history: RecordedHistory) -> PersonKey:
        clear = [event for event in history.events if self._is_clear(event)]
        country = country_of(history.events)
        identities: dict[Identity, None] = {}
        for event in clear:
            identities.update(dict.fromkeys(self._identities(event, country)))
        newest = max(event.timestamp for event in clear)
        return await self._keys.key_for(history.checkout_id, tuple(identities), newest)

    def _identities(self, event: CheckoutEvent, country: str) -> tuple[Identity, ...]:
        fields = clear_fields(lambda note: map_event(event, note, self._settings_maps))
        return identities_of(fields, country)

    def _is_clear(self, event: CheckoutEvent) -> bool:
        return has_clear_text(event, self._settings_maps)

    async def _replace(self, rows: Sequence[tuple[RecordedEvent, bytes]]) -> None:
        cursor = await self._connection.execute(
            _REPLACE,
            (
                TextArray.encode([row.checkout_id for row, _ in rows]),
                IntegerArray.of([row.version for row, _ in rows]),
                BytesArray.of([row.state for row, _ in rows]),
                BytesArray.of([state for _, state in rows]),
            ),
            binary=True,
        )
        if cursor.rowcount != len(rows):
            raise HistoryDiffers(
                "Another process changed the events of a checkout while they were sealed."
            )


def country_of(events: Sequence[CheckoutEvent]) -> str:
    """Return the country of a checkout, which completes its phone numbers; empty if the first event is missing."""
    first = events[0]
    return first.country if isinstance(first, Opened) else ""


def _require_same(
    before: RecordedHistory, after: RecordedHistory, key: PersonKey, settings_maps: SettingsMaps
) -> None:
    """Raise HistoryDiffers if the sealed history, opened with its key, is not the one of before."""
    places = [row.place for row in before.rows]
    if places != [row.place for row in after.rows]:
        raise HistoryDiffers(f"Checkout {before.checkout_id} has other events than before.")
    try:
        version = first_difference(
            before.events, after.events, PersonAccess(key=key), settings_maps
        )
    except Exception as error:
        raise HistoryDiffers(
            f"Checkout {before.checkout_id} cannot be replayed: {type(error).__name__}: {error}. "
            "`tillroll check` finds what is wrong with it."
        ) from error
    if version is not None:
        raise HistoryDiffers(
            f"Version {version} of checkout {before.checkout_id} would not be the same after it is sealed."
        )
    if any(has_clear_text(event, settings_maps) for event in after.events):
        raise HistoryDiffers(f"Checkout {before.checkout_id} still has clear text.")
