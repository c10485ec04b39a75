"""Whether the server of a connection still takes changes.

A server that was demoted may keep its connections: behind a proxy, or by `default_transaction_read_only`. It then
answers reads with data that grows old, and refuses changes. PostgreSQL from version 14 on reports both states with each
response, without a question of its own.
"""

from typing import Any, Final

from psycopg import BaseConnection, Error
from psycopg.errors import (
    AdminShutdown,
    CannotConnectNow,
    CrashShutdown,
    ReadOnlySqlTransaction,
)

_READ_ONLY: Final = (b"in_hot_standby", b"default_transaction_read_only")
_ENDING: Final = (AdminShutdown, CrashShutdown, CannotConnectNow)


class ServerOnlyReads(Error):
    """The server of this connection takes no changes. Another one may be the primary."""


def only_reads(connection: BaseConnection[Any]) -> bool:
    """Return whether the server said, with its last response, that it takes no changes."""
    status = connection.pgconn.parameter_status
    return not connection.closed and b"on" in map(status, _READ_ONLY)


def require_primary(connection: BaseConnection[Any]) -> None:
    """Raise ServerOnlyReads if the server said so with its last response."""
    if only_reads(connection):
        raise ServerOnlyReads("the server only reads")


def refuses_changes(error: BaseException | None) -> bool:
    """Return whether the server refused a statement because it takes no changes. Nothing was recorded."""
    return isinstance(error, ReadOnlySqlTransaction | ServerOnlyReads)


def is_ending(error: BaseException | None) -> bool:
    """Return whether the server ends or begins (SQLSTATE 57P01 to 57P03). A change may be recorded."""
    return isinstance(error, _ENDING)
