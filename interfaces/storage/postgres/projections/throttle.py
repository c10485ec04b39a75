"""The pace of a projection: throttled beside a server, or unthrottled in a process of its own."""

import time
from collections.abc import Callable
from dataclasses import dataclass

_EVENTS_PER_YIELD = 4
# A row of the audit log takes half of the time that other projections take for an event.
_ROWS_PER_YIELD = 8
_YIELD_SECONDS = 1e-6


class Throttle:
    """Yields the interpreter and the core after some events, four by default; to be called after each event.

    CPython switches away from a busy thread only after 5 ms, and every iteration of the server's event loop would wait
    for that. Measured beside a busy projection, the event loop wakes up 5.3 ms late (p99 11.8) without this and 0.1 ms
    late (p99 1.1) with it; the projection loses a seventh of its speed. A sleep of zero does not always yield.

    The kernel takes a core from a busy process after some milliseconds only, and PostgreSQL may wait for it during a
    commit. Measured with the projection in a process of its own and two cores, a server makes 5 to 7 % more changes
    with this, and at half of that load its p99 is 5.1 ms instead of 6.0.
    """

    def __init__(self, events_per_yield: int = _EVENTS_PER_YIELD) -> None:
        self._events_per_yield = events_per_yield
        self._events = 0

    def __call__(self) -> None:
        self._events += 1
        if self._events % self._events_per_yield == 0:
            # Only a sleep longer than zero reliably yields both.
            time.sleep(_YIELD_SECONDS)


def no_throttle() -> None:
    """Return at once: the projection is not throttled."""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """The size of a batch in events, the size of the state cache in cart lines (about 1 KB each), and the throttle.

    `throttle` is called after each event. `processes` compute rows beside each other; where it is 1, the projection's
    own process does.
    """

    batch: int
    cached_lines: int
    throttle: Callable[[], None]
    processes: int = 1

    @property
    def is_throttled(self) -> bool:
        """Whether the projection runs beside a server."""
        return self.throttle is not no_throttle


def server_pace(processes: int = 1) -> Pace:
    """Return the pace for a thread or a child process of a server: little memory, and throttled."""
    return Pace(
        batch=500, cached_lines=60_000, throttle=Throttle(_ROWS_PER_YIELD), processes=processes
    )


def standalone_pace(processes: int = 1) -> Pace:
    """Return the pace for a process that does nothing else."""
    return Pace(batch=2000, cached_lines=200_000, throttle=no_throttle, processes=processes)
