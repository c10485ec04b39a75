"""Whether the schema of the database is the one that this process works with."""

from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.schema.migrations import (
    DatabaseTooNew,
    DatabaseTooOld,
    known_migrations,
)

_TAKEN = "SELECT number, name FROM tillroll.migrations ORDER BY number"


class PostgresSchemaCheck:
    """Looks at the steps that the database has taken."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool
        self._known = {step.number: step.name for step in known_migrations()}

    async def require_current(self) -> str:
        """The last step, by number and name. Raises DatabaseTooOld, DatabaseTooNew and StoreUnavailable."""
        taken = {number: str(name) for number, name in await self._pool.rows(_TAKEN, ())}
        if missing := sorted(self._known.keys() - taken.keys()):
            raise DatabaseTooOld(f"Steps are missing: {_named(missing, self._known)}.")
        if unknown := sorted(taken.keys() - self._known.keys()):
            raise DatabaseTooNew(f"Steps are not known here: {_named(unknown, taken)}.")
        last = max(self._known)
        return f"{last} ({self._known[last]})"


def _named(numbers: list[int], names: dict[int, str]) -> str:
    return ", ".join(f"{number} ({names[number]})" for number in numbers)
