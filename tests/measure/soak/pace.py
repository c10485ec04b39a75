"""The load of a soak: PUT and GET side by side, together at a share of the highest rate of PUT."""

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
    """How long each connection waits before each request, and what that is meant to come to."""

    highest: float
    put_pause_ms: float
    get_pause_ms: float

    @property
    def target(self) -> float:
        """Requests a second, of both kinds."""
        return SHARE * self.highest


class Traffic:
    """Two loads at a time, one that changes carts and one that reads them, so that each is counted for itself."""

    def __init__(self, subject: Subject) -> None:
        assert subject.name == OURS, "only its changes are counted against the record"
        self._subject = subject
        self._threads = ThreadPoolExecutor(2)

    def find_pace(self) -> Pace:
        """Finds the highest rate of PUT, and the pauses with which a share of it comes about."""
        put_counted(self._subject, MANY, WARM_UP_SECONDS)
        highest = put_counted(self._subject, MANY, _SEARCH_SECONDS).rate
        settle(self._subject.service)
        # One connection makes a request in each pause and answering time; the latter is seen in a trial.
        cycle_ms = 1000 * MANY / (SHARE * highest)
        trial = Pace(highest=highest, put_pause_ms=cycle_ms, get_pause_ms=cycle_ms)
        putting, getting = (load.result() for load in self.begin(trial, _TRIAL_SECONDS))
        return Pace(
            highest=highest,
            put_pause_ms=_corrected(cycle_ms, WRITERS, putting),
            get_pause_ms=_corrected(cycle_ms, READERS, getting),
        )

    def begin(self, pace: Pace, seconds: float) -> tuple[Future[Load], Future[Load]]:
        """Begins to change and to read."""
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
    """The pause that is left of a cycle when the answer has been waited for."""
    answering_ms = 1000 * connections / trial.rate - cycle_ms
    return max(1.0, cycle_ms - max(0.0, answering_ms))
