"""A soak that leaks, slows down or loses something is not passed."""

from dataclasses import replace

import pytest

from tests.measure.bench.load import Load
from tests.measure.soak.samples import Held, Sample
from tests.measure.soak.verdicts import verdicts

HELD = Held(memory=100, beside=50, connections=9, files=84)
RESTED = replace(HELD, files=20)
LOAD = Load(requests=1000, seconds=10, refused=0, broken=0, p50=1000, p99=4000)
SAMPLE = Sample(seconds=10, held=HELD, put=LOAD, get=LOAD, recorded=1010)


def _kept(*samples: Sample, rested: Held = RESTED) -> list[bool]:
    return [verdict.is_kept for verdict in verdicts(samples, rested, 64)]


def test_a_steady_soak_passes() -> None:
    """What stays as it was keeps all four promises."""
    assert _kept(SAMPLE, SAMPLE, SAMPLE) == [True, True, True, True]


@pytest.mark.parametrize("held", [replace(HELD, memory=111), replace(HELD, beside=56)])
def test_growing_memory_is_seen(held: Held) -> None:
    """In the worker as well as in the process beside it."""
    assert _kept(SAMPLE, SAMPLE, replace(SAMPLE, held=held)) == [False, True, True, True]


@pytest.mark.parametrize("load", [replace(LOAD, p50=1501), replace(LOAD, p99=6001)])
def test_growing_latency_is_seen(load: Load) -> None:
    """Of reads as well as of changes, in the middle as well as at the end."""
    assert _kept(SAMPLE, replace(SAMPLE, put=load)) == [True, False, True, True]
    assert _kept(SAMPLE, replace(SAMPLE, get=load)) == [True, False, True, True]


@pytest.mark.parametrize(
    "rested", [replace(RESTED, files=23), replace(RESTED, connections=12)], ids=["file", "database"]
)
def test_what_stays_open_is_seen(rested: Held) -> None:
    """Files and connections that are there when nobody asks for anything any more."""
    assert _kept(SAMPLE, SAMPLE, rested=rested) == [True, True, False, True]


@pytest.mark.parametrize("recorded", [999, 1065])
def test_a_difference_from_the_record_is_seen(recorded: int) -> None:
    """One change too few, or more than can have been on their way."""
    assert _kept(SAMPLE, replace(SAMPLE, recorded=recorded)) == [True, True, True, False]


@pytest.mark.parametrize("load", [replace(LOAD, refused=1), replace(LOAD, broken=1)])
def test_a_request_that_fails_is_seen(load: Load) -> None:
    """Below the limits of the service, no request is refused and no connection breaks."""
    assert _kept(SAMPLE, replace(SAMPLE, get=load))[3] is False
