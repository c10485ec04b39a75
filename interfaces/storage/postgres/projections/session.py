"""The projector's connections: how they are made, and what they wait for."""

from typing import Any

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.connections.session import KEEPALIVE, PRIMARY

SECONDS_TO_CONNECT = 3
# Readers are notified of a row only when no crash can undo it, so a commit waits for the disk. A server that waits for
# more keeps its setting.
_SETTINGS = """
SELECT
    set_config('lock_timeout', '2s', false),
    set_config('statement_timeout', '60s', false),
    set_config('idle_in_transaction_session_timeout', '60s', false),
    set_config(
        'synchronous_commit',
        CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END,
        false
    ),
    set_config('jit', 'off', false),
    set_config('enable_seqscan', 'off', false)
"""


def session_arguments() -> dict[str, Any]:
    """Return the arguments of `connect`. Each statement outside of a transaction block commits by itself."""
    return {
        "autocommit": True,
        "client_encoding": "utf8",
        "fallback_application_name": "tillroll-trail",
        "connect_timeout": SECONDS_TO_CONNECT,
        **PRIMARY,
        **KEEPALIVE,
    }


def prepare(connection: Connection[Any]) -> None:
    """Set up a new connection: timeouts, durable commits, and plans that use indexes."""
    connection.execute(_SETTINGS)


def connect(database_url: str) -> Connection[TupleRow]:
    """Open a connection outside of any pool. Raises StoreUnavailable."""
    try:
        connection = psycopg.connect(database_url, **session_arguments())
        prepare(connection)
    except psycopg.Error as error:
        raise StoreUnavailable(str(error)) from error
    return connection
