"""The projector's connections: how they are made, and what they wait for."""

from typing import Any

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from application.ports.event_store import StoreUnavailable

SECONDS_TO_CONNECT = 3
# A follower is told of a row only when nothing can take that row back, so a commit waits for the disk.
_SETTINGS = """
SELECT
    set_config('lock_timeout', '2s', false),
    set_config('statement_timeout', '60s', false),
    set_config('idle_in_transaction_session_timeout', '60s', false),
    set_config('synchronous_commit', 'on', false),
    set_config('jit', 'off', false),
    set_config('enable_seqscan', 'off', false)
"""


def session_arguments() -> dict[str, Any]:
    """What is passed on connecting. Each statement commits by itself where no transaction is begun."""
    return {
        "autocommit": True,
        "client_encoding": "utf8",
        "fallback_application_name": "tillroll-trail",
        "connect_timeout": SECONDS_TO_CONNECT,
        # A peer that vanished without a word is noticed by the kernel in about ten seconds.
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
    }


def prepare(connection: Connection[Any]) -> None:
    """Settings of a new connection."""
    connection.execute(_SETTINGS)


def connect(database_url: str) -> Connection[TupleRow]:
    """A connection of one's own. Raises StoreUnavailable."""
    try:
        connection = psycopg.connect(database_url, **session_arguments())
        prepare(connection)
    except psycopg.Error as error:
        raise StoreUnavailable(str(error)) from error
    return connection
