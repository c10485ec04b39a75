"""An attack that slows the merchant down, holds memory or hides overload fails."""

from collections import Counter
from dataclasses import replace

import pytest

from tests.measure.soak.strangers.phase import Phase, percentile
from tests.measure.soak.strangers.report import conclusion
from tests.measure.soak.strangers.verdicts import MEGABYTE, Memory, Readiness, Run, verdicts

ALONE = Phase(seconds=10, statuses={"200": 1000}, latencies=[0.010] * 1000)
MEMORY = Memory(before=100 * MEGABYTE, peak=120 * MEGABYTE, after=110 * MEGABYTE)
READY = Readiness(asked=40, ready=40, not_ready=0)
RUN = Run(
    attack="idle-heads",
    evidence="connections",
    alone=[ALONE, ALONE],
    attacked=[ALONE, ALONE],
    memory=MEMORY,
    readiness=READY,
    strangers=Counter({"connections": 1000}),
)


def _kept(run: Run) -> list[bool]:
    return [verdict.is_kept for verdict in verdicts(run)]


def test_strangers_without_an_effect_pass() -> None:
    """The same figures with strangers as without meet all five conditions."""
    assert _kept(RUN) == [True, True, True, True, True]


@pytest.mark.parametrize(("good", "is_kept"), [(800, True), (799, False)])
def test_the_rate_may_fall_to_four_fifths(good: int, is_kept: bool) -> None:
    """800 successes instead of 1,000 pass, 799 fail."""
    slower = replace(ALONE, statuses={"200": good})
    assert _kept(replace(RUN, attacked=[slower, slower]))[0] is is_kept


def test_rejections_are_not_part_of_the_rate() -> None:
    """1,000 rejections, however fast, are no changes of a cart."""
    rejected = replace(ALONE, statuses={"200": 10, "429": 1000})
    run = replace(RUN, attacked=[rejected, rejected])
    assert _kept(run)[0] is False
    assert run.failures == {"429": 2000}


@pytest.mark.parametrize(("seconds", "is_kept"), [(0.030, True), (0.031, False)])
def test_the_p99_may_triple(seconds: float, is_kept: bool) -> None:
    """30 ms instead of 10 ms pass, 31 ms fail."""
    slower = replace(ALONE, latencies=[0.010] * 980 + [seconds] * 20)
    assert _kept(replace(RUN, attacked=[slower, slower]))[1] is is_kept


def test_a_merchant_without_any_success_fails() -> None:
    """Without successes the rate is 0, and the p99 is infinite, however short requests have been in flight."""
    nothing = Phase(seconds=10, statuses={"503": 9000}, latencies=[0.001] * 16)
    assert _kept(replace(RUN, attacked=[nothing, nothing]))[:2] == [False, False]


def test_a_merchant_without_any_success_alone_fails() -> None:
    """A run that measured nothing proves nothing."""
    nothing = Phase(seconds=10, statuses={}, latencies=[])
    run = replace(RUN, alone=[nothing, nothing], attacked=[nothing, nothing])
    assert _kept(run)[:2] == [False, False]


def test_phases_count_by_their_median() -> None:
    """One bad phase of three does not decide."""
    bad = Phase(seconds=10, statuses={"503": 9000}, latencies=[])
    assert _kept(replace(RUN, alone=[ALONE] * 3, attacked=[ALONE, bad, ALONE]))[:2] == [True, True]


@pytest.mark.parametrize(
    ("peak", "after", "is_kept"), [(356, 164, True), (357, 164, False), (356, 165, False)]
)
def test_memory_is_bounded_and_given_back(peak: int, after: int, is_kept: bool) -> None:
    """A server of 100 MB may grow by 256 MB, and keep 64 MB of them."""
    memory = Memory(before=100 * MEGABYTE, peak=peak * MEGABYTE, after=after * MEGABYTE)
    assert _kept(replace(RUN, memory=memory))[2] is is_kept


@pytest.mark.parametrize("status", ["429", "503"])
def test_readiness_admits_that_requests_are_turned_away(status: str) -> None:
    """A server that turns the merchant away and stays ready fails; one that says so passes."""
    turned_away = replace(ALONE, statuses={"200": 990, status: 10})
    run = replace(RUN, attacked=[ALONE, turned_away])
    assert _kept(run)[3] is False
    assert _kept(replace(run, readiness=replace(READY, ready=39, not_ready=1)))[3] is True


@pytest.mark.parametrize(
    "counted", [{}, {"connections": 1000}, {"questions to the shop": 0, "503": 1000}]
)
def test_an_attack_that_did_not_happen_fails(counted: dict[str, int]) -> None:
    """Commits that lead to no question to the shop are no attack with a slow validation."""
    run = replace(RUN, evidence="questions to the shop", strangers=Counter(counted))
    assert _kept(run) == [True, True, True, True, False]
    assert conclusion([RUN, run]) == "BROKEN by idle-heads: attack"


def test_the_percentile_is_by_nearest_rank() -> None:
    """The 99th of 100 values, and the only one of one."""
    assert percentile([float(each) for each in range(1, 101)], 0.99) == 99
    assert percentile([7.0], 0.99) == 7
