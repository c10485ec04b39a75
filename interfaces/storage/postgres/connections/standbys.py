"""What PostgreSQL says of its standbys while it commits.

With synchronous replication a commit waits until a standby has confirmed it. Where that wait is cancelled, PostgreSQL
reports success with a warning: the commit is on one machine only, and is lost if that fails.
"""

from typing import Final

from psycopg.errors import Diagnostic

from interfaces.storage.postgres.connections.session import Connection

_WARNING: Final = "WARNING"
_SQLSTATE: Final = "01000"
# Its commit waits for all that is before it in the log. Nothing reads the message.
_WRITE = "SELECT pg_logical_emit_message(true, 'tillroll', '')"


class UnconfirmedCommit(Exception):
    """A commit that no standby has confirmed, though it had to wait for that."""


class CommitWarnings:
    """Notices warnings of one connection at a time."""

    def __init__(self) -> None:
        self._connection: Connection | None = None
        self._is_warned = False

    def watch(self, connection: Connection) -> None:
        """Notice the warnings of this connection from now on."""
        if connection is not self._connection:
            self._connection = connection
            connection.add_notice_handler(self._note)
        self._is_warned = False

    def require_confirmed(self) -> None:
        """Raise UnconfirmedCommit if there was a warning since `watch`."""
        if self._is_warned:
            raise UnconfirmedCommit("the standby's confirmation was not waited for")

    async def confirm_earlier(self, connection: Connection) -> None:
        """Wait until a standby has confirmed all commits so far. Raises UnconfirmedCommit and psycopg.Error."""
        await connection.execute(_WRITE)
        self.require_confirmed()

    def _note(self, notice: Diagnostic) -> None:
        # The text of a warning is in the language of the server.
        if (notice.severity_nonlocalized, notice.sqlstate) == (_WARNING, _SQLSTATE):
            self._is_warned = True
