"""What PostgreSQL says of its standbys while it commits.

With synchronous replication a commit waits until a standby has confirmed it. Where that wait is cancelled, PostgreSQL
reports success with a warning: the commit is on one machine only, and is lost if that fails.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from psycopg.errors import Diagnostic

from interfaces.storage.postgres.connections.session import Connection

_WARNING: Final = "WARNING"
_SQLSTATE: Final = "01000"
_UNCONFIRMED: Final = "the standby's confirmation was not waited for"
# Its commit waits for all that is before it in the log. Nothing reads the message.
_WRITE = "SELECT pg_logical_emit_message(true, 'tillroll', '')"


class UnconfirmedCommit(psycopg.Error):
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

    @property
    def has_any(self) -> bool:
        """Whether there was a warning since `watch`."""
        return self._is_warned

    def require_confirmed(self) -> None:
        """Raise UnconfirmedCommit if there was a warning since `watch`."""
        if self._is_warned:
            raise UnconfirmedCommit(_UNCONFIRMED)

    async def confirm_earlier(self, connection: Connection) -> None:
        """Wait until a standby has confirmed all commits so far. Raises UnconfirmedCommit and psycopg.Error."""
        self._is_warned = False
        await connection.execute(_WRITE)
        self.require_confirmed()

    def _note(self, notice: Diagnostic) -> None:
        self._is_warned = self._is_warned or _is_commit_warning(notice)


@contextmanager
def confirmed_commits(connection: psycopg.Connection[Any]) -> Iterator[None]:
    """Return from the block when its commits are confirmed, if they have to be. Raises UnconfirmedCommit."""
    with _noticed_warnings(connection) as warnings:
        yield
    if warnings:
        confirm_earlier(connection)


def confirm_earlier(connection: psycopg.Connection[Any]) -> None:
    """Wait until a standby has confirmed all commits so far. Raises UnconfirmedCommit and other errors of psycopg."""
    with _noticed_warnings(connection) as warnings:
        connection.execute(_WRITE)
        connection.commit()
    if warnings:
        raise UnconfirmedCommit(_UNCONFIRMED)


@contextmanager
def _noticed_warnings(connection: psycopg.Connection[Any]) -> Iterator[Sequence[Diagnostic]]:
    warnings: list[Diagnostic] = []

    def note(notice: Diagnostic) -> None:
        if _is_commit_warning(notice):
            warnings.append(notice)

    connection.add_notice_handler(note)
    try:
        yield warnings
    finally:
        connection.remove_notice_handler(note)


def _is_commit_warning(notice: Diagnostic) -> bool:
    # The text of a warning is in the language of the server.
    return (notice.severity_nonlocalized, notice.sqlstate) == (_WARNING, _SQLSTATE)
