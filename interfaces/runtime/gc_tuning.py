"""Tune the garbage collector for a server process."""

import gc

_ALLOCATIONS = 20_000
_YOUNGER_ROUNDS = 20
_OLDER_ROUNDS = 100


def collect_rarely() -> None:
    """Make collections rare and exclude all existing objects from them.

    By default Python collects after 700 allocations, and full collections scan the whole cache of checkouts. Under
    load, collections took a sixth of the time and caused the slowest responses (p99 75 ms without, 250 ms with). The
    service creates few reference cycles: failed coroutines with their tracebacks.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS, _YOUNGER_ROUNDS, _OLDER_ROUNDS)
