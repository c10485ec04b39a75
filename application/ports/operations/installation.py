"""What an installation runs on."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class InstallationVersions:
    """The versions of tillroll, of Python, of PostgreSQL, and the last step of the database's schema."""

    tillroll: str
    python: str
    postgresql: str
    schema: str


class Installation(Protocol):
    """Reads the versions. The method raises StoreUnavailable."""

    async def versions(self) -> InstallationVersions:
        """Return the versions of the process that answers and of its database."""
