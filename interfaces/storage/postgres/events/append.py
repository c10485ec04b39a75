"""How appends are written: a batch in one statement, each append decided on its own."""

from collections.abc import Hashable, Sequence
from datetime import datetime

from application.checkouts.inline_writes import InlineWrites
from application.ports.event_store import Alias, AliasTaken, VersionTaken
from domain.events import CheckoutEvent
from interfaces.storage.postgres.connections.arrays import (
    BytesArray,
    InstantArray,
    IntegerArray,
    TextArray,
)
from interfaces.storage.postgres.connections.keys import encoded_key
from interfaces.storage.postgres.connections.session import Connection
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.events.inline_writes import (
    PLACEHOLDERS,
    EncodedInlineWrites,
    along_parameters,
    along_refusal,
)

_APPEND_ALONG = f"SELECT * FROM tillroll.append_events_along({PLACEHOLDERS})"
_APPEND = "SELECT * FROM tillroll.append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
_RECORDED = """
SELECT topic, state FROM tillroll.checkout_events
WHERE originator_id = $1 AND originator_version BETWEEN $2 AND $3
ORDER BY originator_version
"""


class MissingEvents(Exception):
    """An append began after a version that does not exist. Nothing of it was recorded."""


class AppendItem:
    """Consecutive events of one checkout in their stored form, and what is recorded with them."""

    __slots__ = (
        "along",
        "checkout_id",
        "claims",
        "due",
        "first",
        "last",
        "names",
        "rows",
        "size",
        "states",
        "topics",
    )

    def __init__(
        self,
        events: Sequence[CheckoutEvent],
        names: Sequence[Alias],
        due: datetime | None,
        mapper: EventCodec,
        along: InlineWrites | None = None,
    ) -> None:
        """Raises ValueError for no events, for events that do not follow each other, and for a key
        or a text that PostgreSQL could not keep."""
        if not events:
            raise ValueError("an append has at least one event")
        beginning = events[0]
        for version, event in enumerate(events, beginning.originator_version):
            if event.originator_id != beginning.originator_id:
                raise ValueError("an append is to one checkout")
            if event.originator_version != version:
                raise ValueError(f"event {version} is missing from the append")
        self.checkout_id = encoded_key(beginning.originator_id)
        self.first = beginning.originator_version
        self.topics = [event.TOPIC.encode() for event in events]
        self.states = [mapper.encode(event) for event in events]
        self.rows = len(self.states)
        """How many events there are."""
        self.last = self.first + self.rows - 1
        """The version of the last event."""
        self.names = [(encoded_key(name.scope), encoded_key(name.value)) for name in names]
        self.due = due
        self.along = None if along is None else EncodedInlineWrites(along)
        self.size = sum(map(len, self.states))
        self.claims: Sequence[Hashable] = (self.checkout_id, *self.names)
        if self.along is not None:
            self.size += self.along.size
            self.claims = (*self.claims, *self.along.claims)


class AppendStatement:
    """Writes appends. Made for one BatchWriter."""

    def __init__(self) -> None:
        self._recorded: dict[bytes, int] = {}
        self._recently: dict[bytes, int] = {}
        self._found: dict[bytes, int] = {}

    def foregone(self, job: AppendItem) -> VersionTaken | None:
        """A version that was recorded here a moment ago, or found taken, needs no asking again.

        Whoever waits at this one's version while it is recorded here overlaps with it. The batch before the last is
        looked at too: one who decides in the very turn of the event loop in which a batch is answered, and has not
        heard of it, may come too late for the batch that follows it.
        """
        if job.first <= self._recently.get(job.checkout_id, 0):
            return VersionTaken(overlapped=True)
        if self._found and job.first <= self._found.get(job.checkout_id, 0):
            return VersionTaken(overlapped=False)
        return None

    async def write(
        self, connection: Connection, jobs: Sequence[AppendItem], *, again: bool
    ) -> Sequence[Exception | None]:
        """Commits the appends and answers VersionTaken, AliasTaken, MissingEvents or None for each.

        Where something goes along with any of them, that may also be InsufficientStock or KeyAlreadyUsed.
        """
        parameters = _parameters(jobs)
        alongs = [(job.checkout_id, job.along) for job in jobs if job.along is not None]
        statement = _APPEND
        if alongs:
            statement = _APPEND_ALONG
            parameters += along_parameters(alongs)
        cursor = await connection.execute(statement, parameters, prepare=True, binary=True)
        refused = {row[0].encode(): row for row in await cursor.fetchall()}
        recorded = {job.checkout_id: job.last for job in jobs}
        found: dict[bytes, int] = {}
        refusals: list[Exception | None] = []
        for job in jobs:
            refusal = None
            if row := refused.get(job.checkout_id):
                _, standing, holder, overlapped, *hindered = row
                # What was sent before is in its own way, if its commit came through.
                is_tried = again and (standing >= job.last or any(hindered))
                if not (is_tried and await _is_recorded(connection, job)):
                    refusal = along_refusal(*hindered) if hindered else None
                    refusal = refusal or _refusal(job, standing, holder, overlapped=overlapped)
                    del recorded[job.checkout_id]
                    found[job.checkout_id] = standing
            refusals.append(refusal)
        self._recently = self._recorded | recorded
        self._recorded, self._found = recorded, found
        return refusals


def _parameters(jobs: Sequence[AppendItem]) -> tuple[bytes, ...]:
    claims = [(job.checkout_id, *name) for job in jobs for name in job.names]
    deadlines = [(job.checkout_id, job.due) for job in jobs if job.due is not None]
    return (
        TextArray.of([job.checkout_id for job in jobs for _ in job.states]),
        IntegerArray.of([version for job in jobs for version in range(job.first, job.last + 1)]),
        TextArray.of([topic for job in jobs for topic in job.topics]),
        BytesArray.of([state for job in jobs for state in job.states]),
        IntegerArray.of([job.first for job in jobs for _ in job.states]),
        TextArray.of([claimant for claimant, _, _ in claims]),
        TextArray.of([scope for _, scope, _ in claims]),
        TextArray.of([value for _, _, value in claims]),
        TextArray.of([checkout_id for checkout_id, _ in deadlines]),
        InstantArray.of([due for _, due in deadlines]),
    )


def _refusal(job: AppendItem, standing: int, holder: str | None, *, overlapped: bool) -> Exception:
    if standing >= job.first:
        return VersionTaken(overlapped=overlapped)
    if standing < job.first - 1 or holder is None:
        return MissingEvents(f"version {standing} stands, and {job.first} was to follow it")
    return AliasTaken(holder)


async def _is_recorded(connection: Connection, job: AppendItem) -> bool:
    cursor = await connection.execute(
        _RECORDED, (job.checkout_id.decode(), job.first, job.last), prepare=True, binary=True
    )
    own = [(topic.decode(), state) for topic, state in zip(job.topics, job.states, strict=True)]
    return await cursor.fetchall() == own
