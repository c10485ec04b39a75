"""The load of a soak: concurrent PUT and GET, together at a share of the highest rate of PUT."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from tests.measure.bench import carts
from tests.measure.bench.load import Load, attempt
from tests.measure.bench.throughput import MANY, OURS, WARM_UP_SECONDS, Subject, put_counted, settle

SHARE = 0.7
READERS = MANY // 4
WRITERS = MANY - READERS
_SEARCH_SECONDS = 5
_TRIAL_SECONDS = 4


@dataclass(frozen=True, kw_only=True)
class Pace:
    """The pauses of the connections before each request, and the highest rate of PUT."""

    highest: float
    put_pause_ms: float
    get_pause_ms: float

    @property
    def target(self) -> float:
        """The intended number of requests per second, of both kinds."""
        return SHARE * self.highest


class Traffic:
    """Two concurrent loads, one that changes carts and one that reads them, which are counted separately."""

    def __init__(self, subject: Subject) -> None:
        assert subject.name == OURS, "only its changes are counted against the record"
        self._subject = subject
        self._threads = ThreadPoolExecutor(2)

    def find_pace(self) -> Pace:
        """Finds the highest rate of PUT, and the pauses that give a share of it."""
        put_counted(self._subject, MANY, WARM_UP_SECONDS)
        highest = put_counted(self._subject, MANY, _SEARCH_SECONDS).rate
        settle(self._subject.service)
        # A connection's cycle is its pause and the response time, which a trial measures.
        cycle_ms = 1000 * MANY / (SHARE * highest)
        trial = Pace(highest=highest, put_pause_ms=cycle_ms, get_pause_ms=cycle_ms)
        putting, getting = (load.result() for load in self.start(trial, _TRIAL_SECONDS))
        return Pace(
            highest=highest,
            put_pause_ms=_corrected(cycle_ms, WRITERS, putting),
            get_pause_ms=_corrected(cycle_ms, READERS, getting),
        )

    def start(self, pace: Pace, seconds: float) -> tuple[Future[Load], Future[Load]]:
        """Starts the changes and the reads."""
        return (
            self._send(self._subject.puts(), WRITERS, seconds, pace.put_pause_ms),
            self._send(self._gets(), READERS, seconds, pace.get_pause_ms),
        )

    def _gets(self) -> list[bytes]:
        return [carts.get(f"/checkouts/{each}", self._subject.token) for each in self._subject.ids]

    def _send(
        self, requests: Iterable[bytes], connections: int, seconds: float, pause_ms: float
    ) -> Future[Load]:
        return self._threads.submit(
            attempt,
            self._subject.service.address,
            requests,
            connections=connections,
            seconds=seconds,
            pause_ms=pause_ms,
        )


def _corrected(cycle_ms: float, connections: int, trial: Load) -> float:
    """The pause that remains of a cycle after the response time."""
    answering_ms = 1000 * connections / trial.rate - cycle_ms
    return max(1.0, cycle_ms - max(0.0, answering_ms))
