"""Codes of states for pricing: one code for a state, whatever its spelling in an address or a catalogue.

The code is looked up during pricing and is not stored. An address keeps what the customer wrote, and older addresses
and catalogues are read in the same way.
"""

from typing import Protocol


class Subdivisions(Protocol):
    """Finds the state of a country that a text means."""

    def __call__(self, country: str, state: str, /) -> tuple[str, ...]:
        """Return the code of the state, then the codes of the larger subdivisions that contain it.

        `country` is a two-letter code in capitals. The result is empty if the text names no state of that country.
        """


def as_written(_: str, state: str, /) -> tuple[str, ...]:
    """Return the text itself as the code: for tests, and for countries without a list of states."""
    code = state.strip().upper()
    return (code,) if code else ()
