"""Statements that read, whichever server they read."""

from collections.abc import Sequence
from typing import Any, LiteralString, Protocol


class Reads(Protocol):
    """Runs statements that read."""

    async def rows(
        self, statement: LiteralString, parameters: Sequence[object]
    ) -> list[tuple[Any, ...]]:
        """Return the rows of a statement. Raises StoreUnavailable."""
