"""Writes appends: a batch in one statement, with a result of its own for each append."""

from collections.abc import Hashable, Sequence
from datetime import datetime
from itertools import repeat
from typing import Any, Final

from psycopg import DatabaseError, OperationalError
from psycopg.errors import DeadlockDetected, SerializationFailure
from psycopg.rows import TupleRow

from application.ports.event_store import AliasTaken, Append, VersionTaken
from interfaces.storage.postgres.connections.arrays import (
    Array,
    BytesArray,
    InstantArray,
    IntegerArray,
    TextArray,
    column_arrays,
)
from interfaces.storage.postgres.connections.keys import encoded_key
from interfaces.storage.postgres.connections.prepared import PreparedStatements, Rows
from interfaces.storage.postgres.connections.session import Connection
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.events.inline_writes import (
    APPEND_WITH_KEYS,
    APPEND_WITH_WRITES,
    EncodedInlineWrites,
    inline_write_parameters,
    inline_write_refusal,
    key_parameters,
)

# Most batches only append events, so they have a statement with half of the parameters.
_APPEND_EVENTS = (
    "SELECT * FROM tillroll.append($2, $3, $4, $5, $6, '{}', '{}', '{}', '{}', '{}', $1)"
)
_APPEND = "SELECT * FROM tillroll.append($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $1)"
_MOST_EVENTS: Final = 8191
"""A transaction has so many positions."""
_ATTEMPTS: Final = 10
_TOO_MANY_PIECES: Final = "TS001"
"""The appends of the batch take more of an article than there is. Nothing was recorded (schema step 0119)."""
_Row = tuple[Any, ...]
# The types of the columns. The first is the id of the checkout.
_EVENTS: Final = (TextArray, IntegerArray, TextArray, BytesArray, IntegerArray)
_ALIASES: Final = (TextArray, TextArray, TextArray)
_DEADLINES: Final = (TextArray, InstantArray)
_RECORDED = """
SELECT topic, state FROM tillroll.checkout_events
WHERE originator_id = $1 AND originator_version BETWEEN $2 AND $3
ORDER BY originator_version
"""


# The columns of a refusal precede those of a key.
_KEY = 8


class MissingEvents(Exception):
    """The append does not follow the last recorded version. Nothing of it was recorded."""


class PartlyWritten(Exception):
    """Some appends of a batch are committed, and the others failed."""


class AppendItem:
    """One append in its stored form."""

    __slots__ = (
        "aliases",
        "checkout_id",
        "claims",
        "deadline",
        "first",
        "inline_writes",
        "key",
        "last",
        "rows",
        "size",
        "states",
        "topics",
    )

    def __init__(self, append: Append, codec: EventCodec) -> None:
        """Raises ValueError for no events or over 8,191, for gaps between them, and for text PostgreSQL rejects."""
        events = append.events
        if not events:
            raise ValueError("an append has at least one event")
        if len(events) > _MOST_EVENTS:
            raise ValueError(f"an append has at most {_MOST_EVENTS} events")
        first = events[0]
        self.checkout_id = encoded_key(first.originator_id)
        self.first = first.originator_version
        self.topics: list[bytes] = []
        self.states: list[bytes] = []
        for version, event in enumerate(events, first.originator_version):
            if event.originator_id != first.originator_id:
                raise ValueError("an append is to one checkout")
            if event.originator_version != version:
                raise ValueError(f"event {version} is missing from the append")
            self.topics.append(event.TOPIC.encode())
            self.states.append(codec.encode(event))
        self.rows = len(self.states)
        """The number of events."""
        self.last = self.first + self.rows - 1
        """The version of the last event."""
        self.key: tuple[bytes | None, datetime | None] = (None, None)
        """The stored key of the person and the last erasure, after an append that reads them."""
        names = [(encoded_key(alias.scope), encoded_key(alias.value)) for alias in append.aliases]
        self.aliases: list[_Row] = [(self.checkout_id, *name) for name in names]
        self.deadline = append.deadline
        self.inline_writes = EncodedInlineWrites.of(self.checkout_id, append)
        self.size = sum(map(len, self.states))
        self.claims: Sequence[Hashable] = (self.checkout_id, *names)
        if self.inline_writes is not None:
            self.size += self.inline_writes.size
            self.claims = (*self.claims, *self.inline_writes.claims)


class AppendStatement:
    """The statement of one BatchWriter that writes appends."""

    def __init__(self) -> None:
        self._recorded: dict[bytes, int] = {}
        self._recently: dict[bytes, int] = {}
        self._found: dict[bytes, int] = {}
        self._statements = PreparedStatements()

    def known_conflict(self, job: AppendItem) -> VersionTaken | None:
        """Return the conflict with a version that the last batches recorded or found taken, without a statement.

        An append that waited at a version while it was recorded here overlaps with it. The batch before the last one
        counts too: a change that is decided in the event loop iteration in which a batch is answered, and before it
        sees that answer, may be too late for the next batch.
        """
        if job.first <= self._recently.get(job.checkout_id, 0):
            return VersionTaken(overlapped=True)
        if self._found and job.first <= self._found.get(job.checkout_id, 0):
            return VersionTaken(overlapped=False)
        return None

    async def write(
        self, connection: Connection, jobs: Sequence[AppendItem], *, again: bool
    ) -> Sequence[Exception | None]:
        """Commit the appends. Return VersionTaken, AliasTaken, MissingEvents or None for each.

        An append with inline writes may also get InsufficientStock, NoUseLeft or KeyAlreadyUsed.
        """
        refused: dict[bytes, TupleRow] = {}
        keys: dict[bytes, tuple[bytes | None, datetime | None]] = {}
        for found_row in await self._append_all(connection, jobs):
            if found_row[0] is None:
                keys[found_row[_KEY].encode()] = found_row[_KEY + 1 :]
            else:
                refused[found_row[0].encode()] = found_row[:_KEY]
        recorded: dict[bytes, int] = {}
        found: dict[bytes, int] = {}
        refusals: list[Exception | None] = []
        for job in jobs:
            refusal = None
            recorded[job.checkout_id] = job.last
            if job.checkout_id in keys:
                job.key = keys[job.checkout_id]
            if (row := refused.get(job.checkout_id)) is not None:
                _, version, owner, overlapped, *obstacles = row
                # An append that is sent again conflicts with itself if its first commit succeeded.
                is_tried = again and (version >= job.last or any(obstacles))
                if not (is_tried and await _is_recorded(connection, job)):
                    refusal = inline_write_refusal(*obstacles) if obstacles else None
                    refusal = refusal or _refusal(job, version, owner, overlapped=overlapped)
                    del recorded[job.checkout_id]
                    found[job.checkout_id] = version
            refusals.append(refusal)
        self._recently = self._recorded | recorded
        self._recorded, self._found = recorded, found
        return refusals

    async def _append_all(self, connection: Connection, jobs: Sequence[AppendItem]) -> Rows:
        """Commit the appends that are not refused, and return the rows of the others.

        Where they take more of an article than there is, statements decide one after the other which of them get it.
        Raises PartlyWritten where one of these fails.
        """
        try:
            return await self._append(connection, jobs)
        except DatabaseError as failure:
            if failure.sqlstate != _TOO_MANY_PIECES:
                raise
        rows: Rows = []
        for part in _by_article(jobs):
            try:
                rows += await self._append(connection, part)
            except OperationalError as failure:
                raise PartlyWritten from failure
        return rows

    async def _append(self, connection: Connection, jobs: Sequence[AppendItem]) -> Rows:
        """Commit the appends that are not refused, and return the rows of the others.

        Another transaction may be faster with a version, a name or the last piece of an article. Then PostgreSQL takes
        all back, and the next attempt sees what is there. It begins where the first one did: what was recorded since
        overlaps.
        """
        statement, parameters = _statement(jobs)
        since: bytes | None = None
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return await self._statements.rows(connection, statement, (since, *parameters))
            except (SerializationFailure, DeadlockDetected) as failure:
                if attempt == _ATTEMPTS:
                    raise
                detail = failure.diag.message_detail
                if isinstance(failure, SerializationFailure) and detail is not None:
                    since = since or detail.encode()
        raise AssertionError("the last attempt returns or raises")


def _by_article(jobs: Sequence[AppendItem]) -> Sequence[Sequence[AppendItem]]:
    """Divide the appends, in their order, so that no two of a part take the same article."""
    parts: list[tuple[set[Hashable], list[AppendItem]]] = []
    for job in jobs:
        stock = () if job.inline_writes is None else job.inline_writes.stock
        articles: set[Hashable] = {(merchant, article) for _, merchant, article, _ in stock}
        for taken, part in parts:
            if taken.isdisjoint(articles):
                taken |= articles
                part.append(job)
                break
        else:
            parts.append((articles, [job]))
    return [part for _, part in parts]


def _statement(jobs: Sequence[AppendItem]) -> tuple[str, Sequence[Array]]:
    """Return the shortest statement for the batch, and its parameters from the second on."""
    events: list[_Row] = []
    aliases: list[_Row] = []
    deadlines: list[_Row] = []
    inline_writes: list[EncodedInlineWrites] = []
    for job in jobs:
        versions = range(job.first, job.last + 1)
        events += zip(repeat(job.checkout_id), versions, job.topics, job.states, repeat(job.first))
        aliases += job.aliases
        if job.deadline is not None:
            deadlines.append((job.checkout_id, job.deadline))
        if job.inline_writes is not None:
            inline_writes.append(job.inline_writes)
    parameters = column_arrays(_EVENTS, events)
    if not (aliases or deadlines or inline_writes):
        return _APPEND_EVENTS, parameters
    parameters += column_arrays(_ALIASES, aliases)
    parameters += column_arrays(_DEADLINES, deadlines)
    if not inline_writes:
        return _APPEND, parameters
    keys = key_parameters(inline_writes)
    parameters += (*inline_write_parameters(inline_writes), *keys)
    return (APPEND_WITH_KEYS if keys else APPEND_WITH_WRITES), parameters


def _refusal(job: AppendItem, version: int, owner: str | None, *, overlapped: bool) -> Exception:
    if version >= job.first:
        return VersionTaken(overlapped=overlapped)
    if version < job.first - 1 or owner is None:
        return MissingEvents(f"the last version is {version}, and {job.first} cannot follow it")
    return AliasTaken(owner)


async def _is_recorded(connection: Connection, job: AppendItem) -> bool:
    cursor = await connection.execute(
        _RECORDED, (job.checkout_id.decode(), job.first, job.last), prepare=True, binary=True
    )
    own = [(topic.decode(), state) for topic, state in zip(job.topics, job.states, strict=True)]
    return await cursor.fetchall() == own
