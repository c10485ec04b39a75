"""How often Python looks for garbage that refers to itself, in a process that serves."""

import gc

_ALLOCATIONS = 20_000
_YOUNGER_ROUNDS = 20
_OLDER_ROUNDS = 100


def collect_rarely() -> None:
    """Sets the process up to look through its objects seldom, and never again through those that it has by now.

    As Python comes, it looks after every 700 objects, and then and again through all that the cache of checkouts holds.
    Measured under load, that is a sixth of all time, and the answers that have to wait for it are the slowest ones (p99
    75 ms without, 250 ms with). What refers to itself here is little: coroutines that failed, with their tracebacks.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS, _YOUNGER_ROUNDS, _OLDER_ROUNDS)
