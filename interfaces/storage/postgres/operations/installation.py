"""The versions of this process and of its database."""

import platform
from importlib.metadata import version

from application.ports.operations.installation import InstallationVersions
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.schema.version_check import LAST_APPLIED

_POSTGRESQL = "SELECT current_setting('server_version')"


class PostgresInstallation:
    """Reads through a pool that it does not own. The method raises StoreUnavailable."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def versions(self) -> InstallationVersions:
        """Return the versions. The schema is the last applied step, as in `72 (check_outcomes)`."""
        ((postgresql,),) = await self._pool.rows(_POSTGRESQL, ())
        ((number, name),) = await self._pool.rows(LAST_APPLIED, ())
        return InstallationVersions(
            tillroll=own_version(),
            python=platform.python_version(),
            postgresql=str(postgresql),
            schema=f"{number} ({name})",
        )


def own_version() -> str:
    """Return the version of the installed tillroll."""
    return version("tillroll")
