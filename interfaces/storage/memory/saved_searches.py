"""Named searches in memory, for unit tests."""

from collections.abc import Sequence

from application.ports.readers.saved_searches import MOST_OF_A_READER, SavedSearch


class InMemorySavedSearches:
    """Searches in a dict, by the person who saved them and their name."""

    def __init__(self) -> None:
        self.stored: dict[tuple[str, str, str], SavedSearch] = {}

    async def save(self, search: SavedSearch, *, most: int = MOST_OF_A_READER) -> bool:
        """Store a search, unless the person has too many others."""
        place = (search.reader, search.person, search.name)
        others = [each for each in self.stored if each[:2] == place[:2] and each != place]
        if len(others) >= most:
            return False
        self.stored[place] = search
        return True

    async def visible_to(
        self, reader: str, person: str, scope: tuple[str, ...] | None
    ) -> Sequence[SavedSearch]:
        """Return the searches of a person and those that are shared in the scope, by their names."""
        found = [
            each
            for each in self.stored.values()
            if (each.reader, each.person) == (reader, person)
            or (each.is_shared and each.scope == scope)
        ]
        return sorted(found, key=lambda each: (each.name, each.id))

    async def delete(self, search_id: str, reader: str, person: str) -> bool:
        """Delete a search of a person, and return whether there was one."""
        found = [
            place
            for place, each in self.stored.items()
            if each.id == search_id and place[:2] == (reader, person)
        ]
        for place in found:
            del self.stored[place]
        return bool(found)
