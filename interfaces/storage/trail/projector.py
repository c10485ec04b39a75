"""Keeps the trail up with the events, in a thread of its own, for as long as a server process lives."""

import logging
import socket
import threading
from contextlib import closing

from application.ports import StoreUnavailable
from interfaces.storage.trail.datastore import TrailDatastore
from interfaces.storage.trail.indexing import EVENTS_SCHEMA, TrailIndexer
from interfaces.storage.trail.pace import Pace
from interfaces.storage.trail.turn import Turn

_POLL_SECONDS = 0.25
_HELD_UP_SECONDS = 0.02
_PAUSE_SECONDS = 1.0
_log = logging.getLogger("tillroll")


class Projector:
    """A thread that projects whenever it is this process's turn. Every process runs one; one of them works.

    The library is synchronous, hence the thread.
    """

    def __init__(self, database_url: str, pace: Pace) -> None:
        self._database_url = database_url
        self._pace = pace
        self._stopping = threading.Event()
        self._alarm, self._raise_alarm = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="tillroll-trail", daemon=True)

    def start(self) -> None:
        """Begins. Where there is no database, it tries again every second."""
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
                _log.warning("the audit trail waits for the store: %s", error)
            except Exception:
                # An event that cannot be read is not passed over: a process with newer code may take the turn,
                # and until it is repaired the lag says that something is wrong.
                _log.exception("the audit trail cannot go on")
            self._stopping.wait(_PAUSE_SECONDS)

    def _wait_for_turn(self) -> None:
        with closing(Turn(self._database_url, self._alarm)) as turn:
            while not self._stopping.is_set():
                if turn.take():
                    self._project(turn)
                turn.wait(_POLL_SECONDS)

    def _project(self, turn: Turn) -> None:
        with TrailDatastore(self._database_url, schema=EVENTS_SCHEMA) as datastore:
            indexer = TrailIndexer(datastore, datastore, self._pace)
            while not self._stopping.is_set():
                if indexer.step():
                    turn.announce()
                elif indexer.is_held_up:
                    turn.check()
                    self._stopping.wait(_HELD_UP_SECONDS)
                else:
                    turn.check()
                    turn.wait(_POLL_SECONDS)
