"""A thread that keeps a projection up to date for the lifetime of a process."""

import socket
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from typing import Protocol

from application.ports.event_store import StoreUnavailable
from interfaces.runtime.outage_log import OutageLog
from interfaces.storage.postgres.projections.leadership import Leadership
from interfaces.storage.postgres.projections.turn import Turn

_POLL_SECONDS = 0.25
_GAP_POLL_SECONDS = 0.02
_RETRY_SECONDS = 1.0


class Indexer(Protocol):
    """Moves one projection forward. Every method raises StoreUnavailable without a retry."""

    @property
    def is_held_up(self) -> bool:
        """Whether the next events can be read only after other transactions have ended."""

    def step(self) -> int:
        """Process the next batch of events and return their number; 0 where there are none yet."""


def _no_announcement(_: Leadership) -> None: ...


@dataclass(frozen=True, kw_only=True)
class ProjectionSpec:
    """What a runner needs to know of one projection.

    `name` appears in the log. `lock` is the number of the advisory lock of the leader. `open_indexer` connects and
    yields the indexer. `on_step` is called after each step that processed events. After a step of `busy_from` events or
    more the thread rests for `rest_seconds`, so that the next step finds several events: a step costs as much as ten
    events.
    There is no rest after a batch of `batch_size` events, because more events are waiting then.
    """

    name: str
    lock: int
    open_indexer: Callable[[], AbstractContextManager[Indexer]]
    on_step: Callable[[Leadership], None] = _no_announcement
    rest_seconds: float
    busy_from: int = 1
    batch_size: int


class ProjectionRunner:
    """Runs a projection in a thread while this process is the leader. Every process has a runner; one of them projects.

    It is a thread because the eventsourcing library is synchronous.
    """

    def __init__(self, database_url: str, spec: ProjectionSpec, turn: Turn | None = None) -> None:
        """Runners that are given the same `turn` step one after another."""
        self._database_url = database_url
        self._turn = turn or Turn()
        self._spec = spec
        self._outage = OutageLog(spec.name)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"tillroll {spec.name}", daemon=True)

    def start(self) -> None:
        """Start the thread. It retries every second while the database does not answer."""
        self._alarm, self._raise_alarm = socket.socketpair()
        self._thread.start()

    def stop(self) -> None:
        """Stop the thread after the batch that it is recording, and wait for its end."""
        self._stopping.set()
        self._raise_alarm.send(b"!")
        self._thread.join()
        self._alarm.close()
        self._raise_alarm.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._elect_and_project()
            except StoreUnavailable as error:
                self._outage.waits(error)
            except Exception as error:
                # An event that cannot be decoded is not skipped: a process with newer code may become the leader.
                # Until then the lag in `/readyz` and in the metrics shows the problem.
                self._outage.broke_off(error)
            self._stopping.wait(_RETRY_SECONDS)

    def _elect_and_project(self) -> None:
        with closing(Leadership(self._database_url, self._alarm, self._spec.lock)) as leadership:
            while not self._stopping.is_set():
                if leadership.take():
                    self._project(leadership)
                else:
                    self._outage.works()
                leadership.wait(_POLL_SECONDS)

    def _project(self, leadership: Leadership) -> None:
        with self._spec.open_indexer() as indexer:
            while not self._stopping.is_set():
                with self._turn.take():
                    processed = indexer.step()
                self._outage.works()
                if processed:
                    self._spec.on_step(leadership)
                    if self._spec.busy_from <= processed < self._spec.batch_size:
                        self._stopping.wait(self._spec.rest_seconds)
                elif indexer.is_held_up:
                    leadership.check()
                    self._stopping.wait(_GAP_POLL_SECONDS)
                else:
                    leadership.check()
                    leadership.wait(_POLL_SECONDS)
