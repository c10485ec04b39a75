"""The role of the server in the embedded PostgreSQL. It can append to the history and cannot change it.

The owner of the tables migrates, grants and rebuilds. The server's role is not a superuser and owns nothing.
"""

from typing import Final, LiteralString

from psycopg import sql

from interfaces.storage.postgres.connections.single import primary_connection
from interfaces.storage.postgres.schema.migrations import migrate

SERVER_ROLE: Final = "tillroll_server"
# The rows of these tables are immutable for the server.
APPEND_ONLY: Final = (
    *("checkout_events", "refusals", "logged_refusals", "reads"),
    *("destroyed_keys", "check_outcomes", "ledger_time_stamps", "ledger_audits"),
)
_READ_ONLY: Final = (
    *("migrations", "epochs"),
    *("archive_folders", "archive_files", "archived_checkouts"),
)
_VACUUMED: Final = ("data_keys", "person_index", "address_books")
# A bundle that is full replaces the rows of the steps that have filled it, so rows of `ledger_bundles` are deleted.
_NEVER_DELETED: Final = ("erasures", "ledger_state", "ledger_tiles", "ledger_time_stamping")

_LOCK = 8388354993902151539
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'tillroll' ORDER BY tablename"
_EXISTS = "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)"


def prepare_for_server(owner_url: str) -> None:
    """Apply the missing migrations, create the server's role if it is missing, and grant its privileges.

    `owner_url` is of a role that may create roles. Concurrent calls wait for an advisory lock.
    Raises what `migrate` raises.
    """
    migrate(owner_url)
    role = sql.Identifier(SERVER_ROLE)
    with primary_connection(owner_url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        if connection.execute(_EXISTS, (SERVER_ROLE,)).fetchone() == (False,):
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role))
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA tillroll TO {}").format(role))
        for (table,) in connection.execute(_TABLES).fetchall():
            connection.execute(
                sql.SQL("GRANT {} ON tillroll.{} TO {}").format(
                    sql.SQL(", ").join(map(sql.SQL, privileges_of(table))),
                    sql.Identifier(table),
                    role,
                )
            )
        connection.execute(
            sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA tillroll TO {}").format(role)
        )
        connection.execute(
            sql.SQL("GRANT EXECUTE ON FUNCTION tillroll.merge_marks TO {}").format(role)
        )


def privileges_of(table: str) -> tuple[LiteralString, ...]:
    """Return the privileges that the server needs on a table."""
    if table in _READ_ONLY:
        return ("SELECT",)
    if table in APPEND_ONLY:
        return ("SELECT", "INSERT")
    if table in _NEVER_DELETED:
        return ("SELECT", "INSERT", "UPDATE")
    if table in _VACUUMED:
        # The erasure of a key ends with VACUUM, which needs MAINTAIN.
        return ("SELECT", "INSERT", "UPDATE", "DELETE", "MAINTAIN")
    return ("SELECT", "INSERT", "UPDATE", "DELETE")
