"""Moves the audit log forward: reads the feed of events and projects it batch by batch.

The library's own runner commits each event by itself (about a thousand a second), relies on notifications without
polling, and ends at the first broken connection. So tillroll runs the library's projection and recorders in a loop of
its own, in which the rows of a batch and the position of its last event are one transaction.
"""

from dataclasses import replace

from eventsourcing.persistence import IntegrityError, Tracking

from interfaces.storage.postgres.archive.recorder import EventRecorder
from interfaces.storage.postgres.audit.projection import AuditProjection, Tracked
from interfaces.storage.postgres.audit.recorder import AuditRecorder, LogProgress
from interfaces.storage.postgres.audit.state_cache import StateCache
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import TRACKING_NAME
from interfaces.storage.postgres.projections.feed import EventFeed
from interfaces.storage.postgres.projections.lag import PROJECTION_LAG
from interfaces.storage.postgres.projections.throttle import Pace

_MAX_BYTES = 4_000_000


class AuditIndexer:
    """Indexes new events, one batch per step. Every method raises StoreUnavailable without a retry."""

    def __init__(
        self, events: ProjectionDatastore, target: ProjectionDatastore, pace: Pace
    ) -> None:
        recorder = EventRecorder(events)
        states = StateCache(recorder, EventCodec(), pace)
        self._recorder = recorder
        self._codec = EventCodec()
        self._batch = pace.batch
        self._feed = EventFeed(recorder)
        self._view = AuditRecorder(target)
        self._projection = AuditProjection(self._view, states, pace.throttle)
        self._progress: LogProgress | None = None

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

        Returns 0 also where another process was faster; the next step continues after its batch. Raises
        UnreadableEvent for an event that this code cannot decode, which is not skipped.
        """
        progress = self._read_progress()
        number = progress.number
        batch: list[Tracked] = []
        size = 0
        for notification in self._feed.read(progress.position, self._batch):
            size += len(notification.state)
            if batch and size > _MAX_BYTES:
                break
            event = self._codec.to_domain_event(notification)
            number = progress.number_of(notification.id, number)
            batch.append((event, number, Tracking(TRACKING_NAME, notification.id)))
        if not batch:
            return 0
        self._progress = None
        try:
            self._projection.process_events(batch)
        except IntegrityError:
            return 0
        last = batch[-1][2].notification_id
        self._progress = replace(progress, position=last, number=number)
        return len(batch)

    def _read_progress(self) -> LogProgress:
        if self._progress is None:
            self._progress = self._view.progress()
        return self._progress
