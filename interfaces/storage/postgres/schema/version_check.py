"""Checks that the database has the schema of this process."""

from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.schema.migrations import (
    BASELINE,
    DatabaseTooNew,
    DatabaseTooOld,
    known_migrations,
)

LAST_APPLIED = "SELECT number, name FROM tillroll.migrations ORDER BY number DESC LIMIT 1"
_APPLIED = "SELECT number, name FROM tillroll.migrations ORDER BY number"


class PostgresSchemaCheck:
    """Compares the applied steps with the known ones."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool
        self._known = {step.number: step.name for step in known_migrations()}

    async def require_current(self) -> str:
        """Return the number and name of the last step. Raises DatabaseTooOld, DatabaseTooNew and StoreUnavailable."""
        applied = {number: str(name) for number, name in await self._pool.rows(_APPLIED, ())}
        if missing := sorted(self._known.keys() - applied.keys()):
            raise DatabaseTooOld(f"Steps are missing: {_names_of(missing, self._known)}.")
        later = {number for number in applied if number > BASELINE}
        if unknown := sorted(later - self._known.keys()):
            raise DatabaseTooNew(f"Steps are not known here: {_names_of(unknown, applied)}.")
        last = max(self._known)
        return f"{last} ({self._known[last]})"


def _names_of(numbers: list[int], names: dict[int, str]) -> str:
    return ", ".join(f"{number} ({names[number]})" for number in numbers)
