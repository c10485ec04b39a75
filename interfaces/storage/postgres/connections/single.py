"""A connection for one piece of work outside of a server: a command, or a step of the start."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

import psycopg
from psycopg.rows import TupleRow

from interfaces.storage.postgres.connections.primary import is_ending, refuses_changes
from interfaces.storage.postgres.connections.session import PRIMARY
from interfaces.storage.postgres.connections.standbys import UnconfirmedCommit, confirmed_commits

_SECONDS_TO_CONNECT: Final = 10


@contextmanager
def primary_connection(
    database_url: str, *, autocommit: bool = False
) -> Iterator[psycopg.Connection[TupleRow]]:
    """Connect to the primary, and commit at the end of the block.

    Raises psycopg.OperationalError where no server takes changes, where the one that did stops to, and where a standby
    has not confirmed the commit.
    """
    try:
        opened = psycopg.connect(
            database_url, connect_timeout=_SECONDS_TO_CONNECT, **PRIMARY, autocommit=autocommit
        )
        with closing(opened) as connection, confirmed_commits(connection):
            yield connection
            connection.commit()
    except psycopg.Error as error:
        if refuses_changes(error) or is_ending(error) or isinstance(error, UnconfirmedCommit):
            raise psycopg.OperationalError(str(error)) from error
        raise
