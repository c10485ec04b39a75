"""The library's datastore on tillroll's terms, which its recorders read and write through."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from eventsourcing.persistence import InterfaceError, OperationalError
from eventsourcing.postgres import ConnectionPool, PostgresDatastore
from psycopg import Connection
from psycopg.rows import DictRow, dict_row

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.projections.session import (
    SECONDS_TO_CONNECT,
    prepare,
    session_arguments,
)


class ProjectionDatastore(PostgresDatastore):
    """Connects by a whole database URL, of which the library's own way would drop all but five parts.

    Where the database cannot be used it raises StoreUnavailable at once. The library's recorders try ten times over
    what the library itself raises, which would keep a process from ending; the projector begins anew by itself.
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
        """The one connection. Raises StoreUnavailable, and the library's other errors as they are."""
        try:
            with super().get_connection() as connection:
                yield connection
        except (OperationalError, InterfaceError) as error:
            raise StoreUnavailable(str(error)) from error
