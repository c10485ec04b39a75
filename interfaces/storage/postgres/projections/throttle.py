"""How a projector goes about its work: politely in a process that serves, or as fast as it can by itself."""

import time
from collections.abc import Callable
from dataclasses import dataclass

_EVENTS_IN_A_ROW = 4
_LET_OTHERS_IN_SECONDS = 1e-6


class Throttle:
    """Called after each event, lets others run after every fourth.

    Python takes the interpreter from a busy thread only after 5 ms, which every turn of the server's event loop would
    wait for. Measured beside a busy projector, a loop that wants to wake up is 5.3 ms late (p99 11.8) without this and
    0.1 ms (p99 1.1) with it; the projector loses a seventh of its speed. A sleep of zero hands over only at times.

    The system takes a core from a busy process after some milliseconds only, which PostgreSQL may have to wait for in
    the middle of a commit. Measured with the projector in a process of its own and two cores, a server makes 5 to 7 %
    more changes with this, and at half of that load its p99 is 5.1 ms instead of 6.0.
    """

    def __init__(self) -> None:
        self._events = 0

    def __call__(self) -> None:
        self._events += 1
        if self._events % _EVENTS_IN_A_ROW == 0:
            # Nothing else gives the interpreter and the core away for certain.
            time.sleep(_LET_OTHERS_IN_SECONDS)


def hold_breath() -> None:
    """Lets nobody in."""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How many events go in a batch, how many cart lines' worth of states are kept (1 KB each), and when to breathe."""

    batch: int
    room: int
    breathe: Callable[[], None]


def beside_a_server() -> Pace:
    """For the thread of a server process, or a process beside one, which may not take as much memory as one alone."""
    return Pace(batch=500, room=60_000, breathe=Throttle())


def alone() -> Pace:
    """For a process that does nothing else."""
    return Pace(batch=2000, room=200_000, breathe=hold_breath)
