"""Searches that readers have named, to open them again.

A search is the address of a page of the console. It has conditions only, and no text by which a person is looked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

MOST_OF_A_READER: Final = 100
LONGEST_NAME: Final = 100


@dataclass(frozen=True, kw_only=True)
class SavedSearch:
    """A named search of the person who used the keys of `reader`. `person` may be empty.

    `address` is a path with its query. With `is_shared` every reader with the same `scope` sees it: the merchants of
    the key at the time of saving; None is all merchants.
    """

    id: str
    reader: str
    person: str
    scope: tuple[str, ...] | None
    name: str
    address: str
    is_shared: bool


class SavedSearches(Protocol):
    """Stores named searches. Every method may be repeated, and raises StoreUnavailable."""

    async def save(self, search: SavedSearch, *, most: int = MOST_OF_A_READER) -> bool:
        """Store a search durably, in place of that with the same name of the same person.

        Return False, and store nothing, if the person has `most` others. Two that are saved at the same moment can
        exceed that by one.
        """

    async def visible_to(
        self, reader: str, person: str, scope: tuple[str, ...] | None
    ) -> Sequence[SavedSearch]:
        """Return the searches of a person and those that are shared in the scope, by their names."""

    async def delete(self, search_id: str, reader: str, person: str) -> bool:
        """Delete a search of a person, and return whether there was one."""
