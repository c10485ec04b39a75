"""How many examples Hypothesis makes: all of them, or in `make test` the share that the profile `quick` has."""

from hypothesis import settings

THOROUGH, QUICK = 100, 30
_FEWEST = 5


def examples(full: int) -> int:
    """Return the examples of a test in the loaded profile. `full` is their number in `make test-all`."""
    return max(_FEWEST, full * settings().max_examples // THOROUGH)
