"""Moves the audit log forward: reads the feed of events and projects it batch by batch.

The library's own runner commits each event by itself (about a thousand a second), relies on notifications without
polling, and ends at the first broken connection. So tillroll runs the library's recorders in a loop of its own, in
which the rows of a batch and the position of its last event are one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from eventsourcing.persistence import IntegrityError, Tracking

from interfaces.storage.postgres.archive.recorder import EventRecorder
from interfaces.storage.postgres.audit.computation.batch import (
    Computation,
    Computed,
    NumberedEvent,
    OwnComputation,
)
from interfaces.storage.postgres.audit.recorder import AuditRecorder, LogProgress
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import TRACKING_NAME
from interfaces.storage.postgres.projections.feed import EventFeed
from interfaces.storage.postgres.projections.lag import PROJECTION_LAG
from interfaces.storage.postgres.projections.throttle import Pace

_MAX_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class _Batch:
    """Events that were read, the positions of each, and their rows. More events are waiting if it is `cut`."""

    numbers: Sequence[int]
    positions: Sequence[int]
    computed: Computed
    is_cut: bool


class AuditIndexer:
    """Indexes new events, one batch per step. Every method raises StoreUnavailable without a retry."""

    def __init__(
        self,
        events: ProjectionDatastore,
        target: ProjectionDatastore,
        pace: Pace,
        computation: Computation | None = None,
    ) -> None:
        """`computation` computes the rows; without one, this process does."""
        self._recorder = EventRecorder(events)
        self._computation = computation or OwnComputation(self._recorder, pace)
        self._limit = pace.batch
        self._feed = EventFeed(self._recorder)
        self._view = AuditRecorder(target)
        self._progress: LogProgress | None = None
        self._ahead: _Batch | None = None

    @property
    def is_held_up(self) -> bool:
        """Whether the next events can be read only after other transactions have ended."""
        return self._feed.is_held_up

    def position(self) -> int:
        """Return the position of the audit log: the number of its last row; 0 where there is none."""
        return self._read_progress().number

    def lag(self) -> int:
        """Return how many events the log does not have, from 10,000 on an estimate."""
        progress = self._read_progress()
        wanted = {"reached": progress.position, "followed": progress.number}
        with self._recorder.datastore.get_connection() as connection:
            (row,) = connection.execute(PROJECTION_LAG, wanted).fetchall()
        (missing,) = row.values()
        return int(missing)

    def step(self) -> int:
        """Index the next batch of events and return their number; 0 where there are none yet.

        While other processes compute its rows, it reads the batch after it. Returns 0 also where another process was
        faster; the next step continues after its batch. Raises UnreadableEvent for an event that this code cannot
        decode, which is not skipped.
        """
        progress = self._read_progress()
        batch, self._ahead = self._ahead or self._read_after(progress), None
        if batch is None:
            return 0
        self._progress = None
        last = replace(progress, position=batch.positions[-1], number=batch.numbers[-1])
        ahead = self._read_after(last) if batch.is_cut else None
        computed = batch.computed()
        count = len(computed)
        reached = replace(
            progress, position=batch.positions[count - 1], number=batch.numbers[count - 1]
        )
        try:
            self._view.record(computed, Tracking(TRACKING_NAME, reached.position))
        except IntegrityError:
            return 0
        self._progress = reached
        if reached == last:
            self._ahead = ahead
        return count

    def close(self) -> None:
        """End the computation of rows."""
        self._computation.close()

    def _read_after(self, progress: LogProgress) -> _Batch | None:
        """Read the events after some progress and begin to compute their rows. None where there are no events."""
        found = self._feed.read(progress.position, self._limit)
        number = progress.number
        events: list[NumberedEvent] = []
        size = 0
        for each in found:
            size += len(each.state)
            if events and size > _MAX_BYTES:
                break
            number = progress.number_of(each.id, number)
            events.append(
                NumberedEvent(
                    number, str(each.originator_id), each.originator_version, each.topic, each.state
                )
            )
        if not events:
            return None
        return _Batch(
            numbers=[event.number for event in events],
            positions=[each.id for each in found[: len(events)]],
            computed=self._computation.begin(events),
            is_cut=len(events) < len(found) or len(found) == self._limit,
        )

    def _read_progress(self) -> LogProgress:
        if self._progress is None:
            self._progress = self._view.progress()
        return self._progress
