"""Token buckets as one time for each key: the generic cell rate algorithm (GCRA, ITU-T I.371).

The time of a key is when its bucket will be full again. Each request moves it by one interval, and is refused if the
time would be further ahead than the bucket is deep. So in any period no more is admitted than the quota and what the
period adds to it. Processes that take from one bucket within the same microsecond may count one request instead of
two: a client gains at most a request for each such meeting, and nothing that is recorded depends on the count.

Times are nanoseconds since 1970, from the caller's clock. A time that is further ahead than a bucket can be, as after
the clock was set back, counts as a full debt and no more.
"""

from dataclasses import dataclass

from interfaces.http.errors.request_errors import KEY_REASON, RateLimited
from interfaces.http.limits.slots import WORDS_OF_SET, Slots

SECOND = 1_000_000_000
LONGEST_DEBT = 600 * SECOND
ADDRESS_REASON = "This address has made too many requests."
WINDOW_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Rate:
    """`quota` requests in each minute, and up to `quota` at the same time. Intervals and depths are nanoseconds."""

    policy: str
    quota: int
    interval: int
    depth: int


def per_minute(policy: str, quota: int) -> Rate:
    """Return the rate of `quota` requests a minute. `policy` is its name in the response headers."""
    # Rounded up, so that a minute never has room for one more.
    interval = -(-WINDOW_SECONDS * SECOND // quota)
    return Rate(policy=policy, quota=quota, interval=interval, depth=(quota - 1) * interval)


def rate_limited(rate: Rate, wait: int, reason: str = KEY_REASON) -> RateLimited:
    """Return the error for a request that has to wait for so many nanoseconds."""
    return RateLimited(
        retry_after=-(-wait // SECOND),
        reason=reason,
        policy=rate.policy,
        quota=rate.quota,
        window=WINDOW_SECONDS,
    )


class Buckets:
    """The buckets of all keys in one table."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._words = slots.words
        self._sets = slots.mask

    def take(self, key: int, rate: Rate, now: int) -> int:
        """Take one request from the bucket of a key and return 0, or return the nanoseconds until there is one."""
        words = self._words
        index = (key & self._sets) * WORDS_OF_SET + 1
        # Most keys are in the first slot of their set, and a call would cost as much as the rest.
        if words[index - 1] != key:
            index = self._slots.place(key)
        ahead = words[index] - now
        if ahead > rate.depth:
            if ahead > rate.depth + rate.interval:
                ahead = rate.depth + rate.interval
                words[index] = now + ahead
            return ahead - rate.depth
        words[index] = (now if ahead < 0 else now + ahead) + rate.interval
        return 0

    def wait(self, key: int, depth: int, now: int) -> int:
        """Return the nanoseconds until a bucket of this depth has a request for the key; takes nothing."""
        index = self._slots.find(key)
        if index < 0:
            return 0
        ahead = self._words[index] - now
        if ahead > LONGEST_DEBT:
            ahead = LONGEST_DEBT
            self._words[index] = now + ahead
        return max(0, ahead - depth)

    def charge(self, key: int, rate: Rate, now: int) -> None:
        """Take one request from the bucket of a key. An empty bucket gets a debt, up to LONGEST_DEBT."""
        index = self._slots.place(key)
        ahead = max(0, self._words[index] - now) + rate.interval
        self._words[index] = now + min(ahead, LONGEST_DEBT)

    def mark_until(self, key: int, until: int) -> None:
        """Mark a key until a time."""
        self._words[self._slots.place(key)] = until

    def is_marked(self, key: int, now: int) -> bool:
        """Return whether a key is marked now."""
        index = self._slots.find(key)
        return index >= 0 and self._words[index] > now
