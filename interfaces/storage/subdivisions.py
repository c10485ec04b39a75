"""The states of all countries by ISO 3166-2, as pycountry has them: `CA`, `us-ca` and `California` are `US-CA`.

A text is compared without case, accents and punctuation. Codes go before names. A name that a part of a country shares
with a larger part around it means the smaller one (Madrid in ES); a name of two unrelated parts means none.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pycountry

from application.ports.subdivisions import as_written

_NAMES = re.compile(r"[\[\]/]|\s\(|\)")
_MORE_CODES = {
    # The United States Postal Service writes its military mail as mail to states of these names.
    "US": {"AA": "US-AA", "AE": "US-AE", "AP": "US-AP", "Washington DC": "US-DC", "D.C.": "US-DC"},
}


def state_codes(country: str, state: str, /) -> tuple[str, ...]:
    """The code of a state and of the parts of the country around it; empty for a text that names no state.

    A country that ISO 3166-2 does not divide has the states that are written.
    """
    codes, parents = _states_of(country)
    if not codes:
        return as_written(country, state)
    found: list[str] = []
    code = codes.get(_key(state))
    while code is not None and code not in found:
        found.append(code)
        code = parents.get(code)
    return tuple(found)


@cache
def _states_of(country: str) -> tuple[dict[str, str], dict[str, str]]:
    """The code for every key, and the code around every code that lies in another part."""
    parts = pycountry.subdivisions.get(country_code=country) or ()  # type: ignore[no-untyped-call]  # pycountry's own
    parents = {part.code: part.parent_code for part in parts if part.parent_code}
    named: defaultdict[str, set[str]] = defaultdict(set)
    codes: dict[str, str] = {}
    for part in parts:
        for name in _names_of(part.name):
            named[_key(name)].add(part.code)
        for code in (part.code, part.code.partition("-")[2]):
            codes[_key(code)] = part.code
    for more, code in _MORE_CODES.get(country, {}).items():
        codes[_key(more)] = code
    for name, found in named.items():
        smallest = found - {parents.get(code) for code in found}
        if name and len(smallest) == 1:
            codes.setdefault(name, smallest.pop())
    return codes, parents


def _names_of(text: str) -> Iterator[str]:
    """Every way of writing a name that is there: `Catalunya [Cataluña]`, `Madrid, Comunidad de`."""
    for name in (text, *_NAMES.split(text)):
        yield name
        first, comma, rest = name.partition(",")
        if comma:
            yield f"{rest} {first}"
            yield first


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
