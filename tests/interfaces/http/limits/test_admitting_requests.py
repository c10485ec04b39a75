"""A bucket admits its quota, then one request for each interval, whatever the order and the time of the requests."""

from hypothesis import given
from hypothesis import strategies as st

from interfaces.http.limits.buckets import SECOND, Buckets, Rate, per_minute
from interfaces.http.limits.memory import LimitsMemory

BEGINNING = 1_700_000_000 * SECOND
MINUTE = 60 * SECOND


def _buckets() -> tuple[LimitsMemory, Buckets]:
    memory = LimitsMemory()
    return memory, Buckets(memory.buckets)


def _admitted(buckets: Buckets, key: int, rate: Rate, times: list[int]) -> list[int]:
    return [at for at in times if buckets.take(key, rate, at) == 0]


@given(
    quota=st.integers(1, 40),
    waits=st.lists(st.integers(0, MINUTE // 10), min_size=1, max_size=120),
)
def test_no_period_has_more_than_the_quota_and_what_the_period_adds(
    quota: int, waits: list[int]
) -> None:
    """Between any two admitted requests there are at most the quota, and one more for each interval between them."""
    memory, buckets = _buckets()
    rate = per_minute("test", quota)
    at, times = BEGINNING, []
    for wait in waits:
        at += wait
        times.append(at)
    admitted = _admitted(buckets, memory.key_of("one"), rate, times)
    for first, begin in enumerate(admitted):
        for last in range(first, len(admitted)):
            seconds_of_quota = (admitted[last] - begin) * quota
            assert last - first + 1 <= quota + seconds_of_quota / MINUTE


@given(quota=st.integers(1, 200))
def test_the_whole_quota_may_come_at_the_same_time(quota: int) -> None:
    """A key that was quiet has its quota at once, then has to wait, and no longer than it is told."""
    memory, buckets = _buckets()
    key, rate = memory.key_of("one"), per_minute("test", quota)
    assert len(_admitted(buckets, key, rate, [BEGINNING] * (quota + 5))) == quota
    wait = buckets.take(key, rate, BEGINNING)
    assert buckets.take(key, rate, BEGINNING + wait - 1) == 1
    assert buckets.take(key, rate, BEGINNING + wait) == 0


@given(keys=st.sets(st.text(max_size=5), min_size=2, max_size=30))
def test_keys_are_independent(keys: set[str]) -> None:
    """A key that has used up its requests takes none from the others."""
    memory, buckets = _buckets()
    rate = per_minute("test", 2)
    for name in keys:
        assert len(_admitted(buckets, memory.key_of(name), rate, [BEGINNING] * 3)) == 2


def test_a_clock_that_is_set_back_costs_one_bucket() -> None:
    """After an hour backwards, a key waits for one interval and not for an hour."""
    memory, buckets = _buckets()
    key, rate = memory.key_of("one"), per_minute("test", 60)
    assert buckets.take(key, rate, BEGINNING) == 0
    earlier = BEGINNING - 60 * MINUTE
    assert buckets.take(key, rate, earlier) == SECOND
    assert buckets.take(key, rate, earlier + SECOND) == 0


def test_a_debt_is_paid_before_the_next_attempt_and_is_bounded() -> None:
    """Each charge beyond the bucket adds an interval to the wait, up to ten minutes."""
    memory, buckets = _buckets()
    key, rate = memory.key_of("one"), per_minute("test", 10)
    for _ in range(10):
        assert buckets.wait(key, rate.depth, BEGINNING) == 0
        buckets.charge(key, rate, BEGINNING)
    assert buckets.wait(key, rate.depth, BEGINNING) == 6 * SECOND
    for _ in range(1000):
        buckets.charge(key, rate, BEGINNING)
    assert buckets.wait(key, rate.depth, BEGINNING) == 10 * MINUTE - rate.depth
    assert buckets.wait(key, rate.depth, BEGINNING + 10 * MINUTE) == 0
