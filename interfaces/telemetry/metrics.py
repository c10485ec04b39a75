"""The Prometheus metrics of a process, or of all workers of one server.

Workers share their metrics through files in the folder PROMETHEUS_MULTIPROC_DIR. The library reads that variable once,
at import.
"""

import os
from collections.abc import Mapping

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.multiprocess import MultiProcessCollector

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_APPENDS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)


class Metrics:
    """All instruments of a process. Prometheus scrapes `registry`."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the library has no type here
        own = CollectorRegistry()
        self._requests = Histogram(
            "tillroll_request_seconds",
            "From a request's arrival until its answer begins, by what was asked and how it ended: ok, or the refusal "
            "or fault by its name.",
            ("dialect", "operation", "outcome"),
            buckets=_SECONDS,
            registry=own,
        )
        self._batch_size = Histogram(
            "tillroll_append_batch_size",
            "Appends that were written in one transaction.",
            buckets=_APPENDS,
            registry=own,
        )
        self._batch_seconds = Histogram(
            "tillroll_append_batch_seconds",
            "From sending a batch of appends until it was durable.",
            buckets=_SECONDS,
            registry=own,
        )
        self._conflicts = Counter(
            "tillroll_append_conflicts",
            "Appends whose version was taken, including changes that were then decided again.",
            registry=own,
        )
        self._dropped = Counter(
            "tillroll_log_lines_dropped",
            "Log lines that were dropped because the output accepted none.",
            registry=own,
        )
        self._denials = Counter(
            "tillroll_denied_requests",
            "Requests that were denied: missing or wrong credentials, no right to this, or too many requests.",
            ("dialect", "outcome"),
            registry=own,
        )
        self._server_errors = Counter(
            "tillroll_server_errors",
            "Requests that were answered with a status from 500 to 599.",
            ("dialect", "status"),
            registry=own,
        )
        self._rejections = Counter(
            "tillroll_requests_turned_away",
            "Requests that were answered 503 because their share had no place, or their body no room.",
            ("share", "reason"),
            registry=own,
        )
        self._places = Gauge(
            "tillroll_places_taken",
            "Requests that hold a place of their share, looked at every second.",
            ("share",),
            multiprocess_mode="livesum",
            registry=own,
        )
        # Finding a child by its labels costs more than the observation.
        self._timers: dict[tuple[str, str, str], Histogram] = {}
        if SHARED_FOLDER in os.environ:
            self.registry = CollectorRegistry()
            MultiProcessCollector(self.registry)  # type: ignore[no-untyped-call]
        else:
            self.registry = own
            ProcessCollector(registry=own)
            PlatformCollector(registry=own)

    def count_request(self, dialect: str, operation: str, outcome: str, seconds: float) -> None:
        """Count one answered request."""
        timer = self._timers.get((dialect, operation, outcome))
        if timer is None:
            timer = self._requests.labels(dialect, operation, outcome)
            self._timers[dialect, operation, outcome] = timer
        timer.observe(seconds)

    def count_denial(self, dialect: str, outcome: str) -> None:
        """Count one request that was denied. `outcome` is the class name of the request error."""
        self._denials.labels(dialect, outcome).inc()

    def count_server_error(self, dialect: str, status: int) -> None:
        """Count one request that was answered with a status from 500 to 599."""
        self._server_errors.labels(dialect, str(status)).inc()

    def batch_written(self, appends: int, conflicts: int, seconds: float) -> None:
        """Count one batch of appends, of which `conflicts` were not written."""
        self._batch_size.observe(appends)
        self._batch_seconds.observe(seconds)
        if conflicts:
            self._conflicts.inc(conflicts)

    def count_rejection(self, share: str, reason: str) -> None:
        """Count a request that was turned away. `reason` names what was lacking: places or bodies."""
        self._rejections.labels(share, reason).inc()

    def places_taken(self, taken: Mapping[str, int]) -> None:
        """Set the number of places that are taken of each share."""
        for share, number in taken.items():
            self._places.labels(share).set(number)

    def lines_dropped(self, lines: int) -> None:
        """Count dropped log lines."""
        self._dropped.inc(lines)
