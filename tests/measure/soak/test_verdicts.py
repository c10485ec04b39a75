"""A soak with growth, a leak or a loss does not pass."""

from dataclasses import replace

import pytest

from tests.measure.bench.load import Load
from tests.measure.soak.samples import Sample, ServerUsage
from tests.measure.soak.verdicts import verdicts

USAGE = ServerUsage(memory=100, helpers=50, connections=9, files=84)
RESTED = replace(USAGE, files=20)
LOAD = Load(requests=1000, seconds=10, refused=0, broken=0, p50=1000, p99=4000)
SAMPLE = Sample(seconds=10, held=USAGE, put=LOAD, get=LOAD, recorded=1010)


def _results(*samples: Sample, rested: ServerUsage = RESTED) -> list[bool]:
    return [verdict.is_kept for verdict in verdicts(samples, rested, 64)]


def test_a_steady_soak_passes() -> None:
    """Constant values pass all four checks."""
    assert _results(SAMPLE, SAMPLE, SAMPLE) == [True, True, True, True]


@pytest.mark.parametrize("held", [replace(USAGE, memory=111), replace(USAGE, helpers=56)])
def test_growing_memory_fails(held: ServerUsage) -> None:
    """Growing memory of the worker or of its helper processes fails."""
    assert _results(SAMPLE, SAMPLE, replace(SAMPLE, held=held)) == [False, True, True, True]


@pytest.mark.parametrize("load", [replace(LOAD, p50=1501), replace(LOAD, p99=6001)])
def test_growing_latency_fails(load: Load) -> None:
    """Growing latency of reads or of changes fails, for the median and for the 99th percentile."""
    assert _results(SAMPLE, replace(SAMPLE, put=load)) == [True, False, True, True]
    assert _results(SAMPLE, replace(SAMPLE, get=load)) == [True, False, True, True]


@pytest.mark.parametrize(
    "rested", [replace(RESTED, files=23), replace(RESTED, connections=12)], ids=["file", "database"]
)
def test_leaked_connections_and_files_fail(rested: ServerUsage) -> None:
    """Files or connections that stay open after the load fail."""
    assert _results(SAMPLE, SAMPLE, rested=rested) == [True, True, False, True]


@pytest.mark.parametrize("recorded", [999, 1065])
def test_a_difference_from_the_recorded_events_fails(recorded: int) -> None:
    """One change too few, or more than the pending requests, fail."""
    assert _results(SAMPLE, replace(SAMPLE, recorded=recorded)) == [True, True, True, False]


@pytest.mark.parametrize("load", [replace(LOAD, refused=1), replace(LOAD, broken=1)])
def test_a_failed_request_fails(load: Load) -> None:
    """A refused request or a broken connection below the limits of the service fails."""
    assert _results(SAMPLE, replace(SAMPLE, get=load))[3] is False
