"""Reads what a file gets: the events of a part of the candidates, and their entries in the ledger."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, LiteralString

from psycopg import Connection
from psycopg.rows import TupleRow

from application.archive.eligibility import Obstacle
from application.persons.old_text import SettingsMaps, has_clear_text
from interfaces.storage.archive.events import ArchivedEvent, LoggedEntry
from interfaces.storage.postgres.archive.candidates import ArchivableCheckout
from interfaces.storage.postgres.events.codec import EventCodec, UnreadableEvent
from interfaces.storage.postgres.ledger.bundles import find_entry
from interfaces.storage.postgres.ledger.kinds import EVENTS

_TILE: Final = 256
_PAGE: Final = 500
_EVENTS: Final[LiteralString] = """
SELECT notification_id, originator_id, originator_version, topic, state FROM tillroll.checkout_events
WHERE originator_id = ANY(%s::text[]) ORDER BY originator_id, originator_version
"""
_BUNDLES: Final[LiteralString] = """
SELECT wanted.position, bundle.n, bundle.start, bundle.entries
FROM unnest(%s::bigint[]) AS wanted (position)
CROSS JOIN LATERAL (
    SELECT n, start, entries FROM tillroll.ledger_bundles
    WHERE ledger = %s AND first_position <= wanted.position
    ORDER BY first_position DESC LIMIT 1
) AS bundle
"""


class Selection:
    """Reads through a connection that it does not own. `obstacles` counts what it leaves out, by the reason."""

    def __init__(self, connection: Connection[TupleRow], settings_maps: SettingsMaps) -> None:
        self._connection = connection
        self._settings_maps = settings_maps
        self._codec = EventCodec()
        self.obstacles: defaultdict[Obstacle, int] = defaultdict(int)

    def events(self, part: Sequence[ArchivableCheckout]) -> list[ArchivedEvent]:
        """Return the events of the candidates that can be archived, in the order of their positions."""
        selected: list[ArchivedEvent] = []
        for start in range(0, len(part), _PAGE):
            page = part[start : start + _PAGE]
            histories: dict[str, list[ArchivedEvent]] = {each.checkout_id: [] for each in page}
            for row in self._rows(_EVENTS, (list(histories),)):
                histories[row[1]].append(ArchivedEvent(*row))
            for each in page:
                history = histories[each.checkout_id]
                if (obstacle := self._obstacle(each, history)) is None:
                    selected += history
                else:
                    self.obstacles[obstacle] += 1
        selected.sort(key=lambda event: event.position)
        return selected

    def entries(self, events: Sequence[ArchivedEvent]) -> Mapping[int, LoggedEntry]:
        """Return the entries of the events in the ledger by position; none if there is no ledger."""
        by_position = {each.position: each for each in events}
        entries: dict[int, LoggedEntry] = {}
        positions = list(by_position)
        for start in range(0, len(positions), _PAGE):
            wanted = positions[start : start + _PAGE]
            for position, n, first, bundle in self._rows(_BUNDLES, (wanted, EVENTS.name)):
                event = by_position[position]
                found = find_entry(bundle, event.checkout_id, event.version)
                if found is not None:
                    place, entry = found
                    entries[position] = LoggedEntry(n * _TILE + first + place, entry)
        return entries

    def _obstacle(
        self, candidate: ArchivableCheckout, history: Sequence[ArchivedEvent]
    ) -> Obstacle | None:
        versions = [each.version for each in history]
        if not versions or versions[-1] > candidate.version:
            return Obstacle.CHANGED
        if versions != list(range(candidate.moved + 1, candidate.version + 1)):
            return Obstacle.INCOMPLETE
        try:
            events = [
                self._codec.decode(each.checkout_id, each.version, each.topic, each.state)
                for each in history
            ]
        except UnreadableEvent:
            return Obstacle.UNREADABLE
        if any(has_clear_text(event, self._settings_maps) for event in events):
            return Obstacle.CLEAR_TEXT
        return None

    def _rows(self, statement: LiteralString, parameters: Sequence[object]) -> list[Any]:
        return self._connection.execute(statement, parameters, binary=True).fetchall()
