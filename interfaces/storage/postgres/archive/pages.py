"""Reads the archived events of many checkouts at once, for `tillroll check`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from psycopg import Connection
from psycopg.rows import TupleRow

from interfaces.storage.archive.events import ArchivedEvent
from interfaces.storage.archive.failures import ArchiveUnavailable
from interfaces.storage.archive.reading import ArchiveReader
from interfaces.storage.postgres.archive.catalogue import RANGES_OF_MANY, ranges_of, read_ranges

_MOST_GROUPS: Final = 64


class ArchivedPages:
    """Reads through a connection that it does not own. Raises psycopg.Error."""

    def __init__(self, connection: Connection[TupleRow], columns: Sequence[str]) -> None:
        """`columns` are those of the audit log that are read."""
        self._connection = connection
        self._reader = ArchiveReader(_MOST_GROUPS)
        self._places = [columns.index("checkout_id"), columns.index("version")]
        self._trail = (
            f"SELECT {', '.join(columns)} FROM tillroll.trail"
            " WHERE hashtext(checkout_id) = ANY(ARRAY(SELECT hashtext(id) FROM unnest(%(ids)s::text[]) AS id))"
            " AND checkout_id = ANY(%(ids)s::text[])"
        ).encode()

    def trail(self, checkout_ids: Sequence[str]) -> Mapping[tuple[Any, ...], TupleRow]:
        """Return the rows of the audit log of these checkouts, by checkout and version."""
        rows = self._connection.execute(self._trail, {"ids": checkout_ids}, binary=True).fetchall()
        return {tuple(row[place] for place in self._places): row for row in rows}

    def histories(
        self, checkout_ids: Sequence[str]
    ) -> Iterator[tuple[str, Sequence[ArchivedEvent] | ArchiveUnavailable]]:
        """Yield the archived events of each checkout, or why some cannot be read."""
        found: defaultdict[str, list[ArchivedEvent]] = defaultdict(list)
        failures: dict[str, ArchiveUnavailable] = {}
        for checkout_id, *row in self._connection.execute(
            RANGES_OF_MANY, (checkout_ids,)
        ).fetchall():
            (part,) = ranges_of(checkout_id, [row])
            try:
                found[checkout_id] += read_ranges(self._reader, [part], part.first, part.last)
            except ArchiveUnavailable as error:
                failures.setdefault(checkout_id, error)
        for checkout_id in checkout_ids:
            events = sorted(found[checkout_id], key=lambda event: event.version)
            yield checkout_id, failures.get(checkout_id, events)
