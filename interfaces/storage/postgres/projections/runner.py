"""Keeps what is projected up with the events, in a thread of its own, for as long as a server process lives."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from typing import Protocol

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.audit.indexer import EVENTS_SCHEMA, AuditIndexer
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.leadership import Leadership
from interfaces.storage.postgres.projections.throttle import Pace

ANNOUNCED_ON = "tillroll_trail"
_TRAIL_LOCK = 8388354993919124844
_POLL_SECONDS = 0.25
_HELD_UP_SECONDS = 0.02
_PAUSE_SECONDS = 1.0
_REST_SECONDS = 0.02
# Steps take some milliseconds: so many events in one are hundreds a second.
_BUSY_FROM = 8
_log = logging.getLogger("tillroll")


class Indexer(Protocol):
    """Moves one projection forward. Every method raises StoreUnavailable, at once."""

    @property
    def is_held_up(self) -> bool:
        """Whether somebody's open transaction has to end before there is more to see."""

    def step(self) -> int:
        """Takes the next events, and returns how many; 0 where there are none yet."""


def _nobody_is_told(_: Leadership) -> None: ...


@dataclass(frozen=True, kw_only=True)
class ProjectionSpec:
    """One projection, as the thread that keeps it up sees it.

    `name` is for the log, `lock` the number of the session lock that whoever's turn it is holds. `opened` connects.
    `moved` is called after each step that took any events. After a step of `busy_from` events or more, the thread rests
    for `rest_seconds`, which lets events of a busy time come together: a step costs as much as ten of them. There
    is no rest after one that took a `whole` batch, for then there is more.
    """

    name: str
    lock: int
    opened: Callable[[], AbstractContextManager[Indexer]]
    moved: Callable[[Leadership], None] = _nobody_is_told
    rest_seconds: float
    busy_from: int = 1
    whole: int


class ProjectionRunner:
    """A thread that projects whenever it is this process's turn. Every process runs one; one of them works.

    The library is synchronous, hence the thread.
    """

    def __init__(self, database_url: str, following: ProjectionSpec) -> None:
        self._database_url = database_url
        self._following = following
        self._stopping = threading.Event()
        self._thread = threading.Thread(
            target=self._run, name=f"tillroll {following.name}", daemon=True
        )

    def start(self) -> None:
        """Begins. Where there is no database, it tries again every second."""
        self._alarm, self._raise_alarm = socket.socketpair()
        self._thread.start()

    def stop(self) -> None:
        """Ends, after the batch that is being recorded, and waits for that."""
        self._stopping.set()
        self._raise_alarm.send(b"!")
        self._thread.join()
        self._alarm.close()
        self._raise_alarm.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._wait_for_turn()
            except StoreUnavailable as error:
                _log.warning("%s waits for the store: %s", self._following.name, error)
            except Exception:
                # An event that cannot be read is not passed over: a process with newer code may take the turn,
                # and until it is repaired the lag says that something is wrong.
                _log.exception("%s cannot go on", self._following.name)
            self._stopping.wait(_PAUSE_SECONDS)

    def _wait_for_turn(self) -> None:
        with closing(Leadership(self._database_url, self._alarm, self._following.lock)) as turn:
            while not self._stopping.is_set():
                if turn.take():
                    self._project(turn)
                turn.wait(_POLL_SECONDS)

    def _project(self, turn: Leadership) -> None:
        with self._following.opened() as indexer:
            while not self._stopping.is_set():
                if taken := indexer.step():
                    self._following.moved(turn)
                    if self._following.busy_from <= taken < self._following.whole:
                        self._stopping.wait(self._following.rest_seconds)
                elif indexer.is_held_up:
                    turn.check()
                    self._stopping.wait(_HELD_UP_SECONDS)
                else:
                    turn.check()
                    turn.wait(_POLL_SECONDS)


def trail_following(database_url: str, pace: Pace) -> ProjectionSpec:
    """The audit trail."""

    @contextmanager
    def opened() -> Iterator[Indexer]:
        with ProjectionDatastore(database_url, schema=EVENTS_SCHEMA) as datastore:
            yield AuditIndexer(datastore, datastore, pace)

    return ProjectionSpec(
        name="the audit trail",
        lock=_TRAIL_LOCK,
        opened=opened,
        moved=lambda turn: turn.announce(ANNOUNCED_ON),
        rest_seconds=_REST_SECONDS,
        busy_from=_BUSY_FROM,
        whole=pace.batch,
    )
