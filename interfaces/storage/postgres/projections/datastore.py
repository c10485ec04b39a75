"""The datastore through which the recorders of the eventsourcing library read and write."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from eventsourcing.persistence import InterfaceError, OperationalError, PersistenceError
from eventsourcing.postgres import ConnectionPool, PostgresDatastore
from psycopg import Connection
from psycopg.rows import DictRow, dict_row

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.connections.primary import refuses_changes, require_primary
from interfaces.storage.postgres.connections.standbys import (
    UnconfirmedCommit,
    confirm_earlier,
    confirmed_commits,
)
from interfaces.storage.postgres.projections.session import (
    SECONDS_TO_CONNECT,
    prepare,
    session_arguments,
)


class ProjectionDatastore(PostgresDatastore):
    """Connects by a database URL; the library's own datastore takes only five parts of one.

    Raises StoreUnavailable at once where the database does not answer. The library's recorders retry ten times on the
    library's own errors, which would delay the end of a process; the projection runner reconnects by itself.
    """

    def __init__(self, database_url: str, *, schema: str) -> None:
        super().__init__("", "", "", "", "", schema=schema, originator_id_type="text")
        self.pool = ConnectionPool(
            database_url,
            connection_class=Connection[DictRow],
            kwargs={**session_arguments(), "row_factory": dict_row},
            min_size=1,
            max_size=1,
            open=False,
            configure=prepare,
            timeout=SECONDS_TO_CONNECT,
            num_workers=1,
        )

    @contextmanager
    def get_connection(self) -> Iterator[Connection[dict[str, Any]]]:
        """Borrow the one connection. Raises StoreUnavailable, and the library's other errors unchanged."""
        try:
            with super().get_connection() as connection, confirmed_commits(connection):
                yield connection
                require_primary(connection)
        except (OperationalError, InterfaceError) as error:
            raise StoreUnavailable(str(error)) from error
        except PersistenceError as error:
            if isinstance(error.__cause__, UnconfirmedCommit) or refuses_changes(error.__cause__):
                raise StoreUnavailable(str(error)) from error
            raise

    def confirm(self) -> None:
        """Wait until a standby has confirmed all commits so far, if commits have to wait. Raises StoreUnavailable."""
        with self.get_connection() as connection:
            confirm_earlier(connection)
