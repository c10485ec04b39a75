"""States as prices know them: one code for a state, however a customer or a catalogue writes it.

The code is looked up when something is priced, and is not kept: an address keeps what the customer wrote, and
addresses and catalogues that were kept before states had codes are read in the same way.
"""

from typing import Protocol


class Subdivisions(Protocol):
    """Which state of a country a text means."""

    def __call__(self, country: str, state: str, /) -> tuple[str, ...]:
        """The code of the state, then the codes of the larger parts of the country that it is in.

        `country` has two capital letters. Empty where the text names no state of that country.
        """


def as_written(_: str, state: str, /) -> tuple[str, ...]:
    """Every text is a state, and its own code: for tests, and for a country whose states have no list."""
    code = state.strip().upper()
    return (code,) if code else ()
