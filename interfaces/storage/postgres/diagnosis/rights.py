"""The rights of the role that the server uses."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import psycopg

from interfaces.runtime.diagnostic import Diagnostic, good, problem, warn
from interfaces.storage.postgres.schema.server_role import APPEND_ONLY, privileges_of

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'tillroll' ORDER BY tablename"
_ROLE = "SELECT coalesce(%s, current_user)"
_EXISTS = "SELECT rolsuper FROM pg_roles WHERE rolname = %s"
_MAY = "SELECT has_table_privilege(%s, format('tillroll.%%I', %s::text), %s)"
_SCHEMA = "SELECT has_schema_privilege(%s, 'tillroll', 'USAGE')"
_MAINTAIN_SINCE: Final = 170000
_MOST_SHOWN: Final = 3


def right_findings(
    session: psycopg.Connection[tuple[Any, ...]], role: str | None
) -> Iterator[Diagnostic]:
    """Yield whether the role has the rights that the server needs, and whether it has rights that it should not have.

    None stands for the role of the session.
    """
    [(name,)] = session.execute(_ROLE, (role,)).fetchall()
    found = session.execute(_EXISTS, (name,)).fetchone()
    if found is None:
        yield problem(f"There is no role {name}.", "The next `tillroll serve` makes it.")
        return
    missing = list(_missing_rights(session, name))
    if missing:
        yield problem(_missing_sentence(name, missing), _grants(name, missing))
    else:
        yield good(f"The role {name} has every right that the server needs.")
    if found[0]:
        yield warn(
            f"The role {name} is a superuser, so that a fault of the server could change everything.",
            f"ALTER ROLE {name} NOSUPERUSER, and give it the database only.",
        )
        return
    if any(
        _may(session, name, table, "UPDATE") for table in APPEND_ONLY if _is_there(session, table)
    ):
        yield warn(
            f"The role {name} may change recorded events, because it owns the tables. The ledger would show it.",
            "Let the owner migrate (`tillroll serve` once for each release), and serve with a role that has the rights "
            "of tillroll_server only.",
        )


def _missing_rights(
    session: psycopg.Connection[tuple[Any, ...]], role: str
) -> Iterator[tuple[str, str]]:
    """Yield each missing privilege with its table."""
    if session.execute(_SCHEMA, (role,)).fetchone() == (False,):
        yield "USAGE", "SCHEMA"
        return
    for (table,) in session.execute(_TABLES).fetchall():
        for privilege in privileges_of(table):
            is_known = privilege != "MAINTAIN" or session.info.server_version >= _MAINTAIN_SINCE
            if is_known and not _may(session, role, table, privilege):
                yield privilege, table


def _may(
    session: psycopg.Connection[tuple[Any, ...]], role: str, table: str, privilege: str
) -> bool:
    return session.execute(_MAY, (role, table, privilege)).fetchone() == (True,)


def _is_there(session: psycopg.Connection[tuple[Any, ...]], table: str) -> bool:
    query = "SELECT to_regclass(format('tillroll.%%I', %s::text)) IS NOT NULL"
    return session.execute(query, (table,)).fetchone() == (True,)


def _missing_sentence(role: str, missing: Sequence[tuple[str, str]]) -> str:
    shown = ", ".join(f"{privilege} on {table}" for privilege, table in missing[:_MOST_SHOWN])
    more = len(missing) - _MOST_SHOWN
    return f"The role {role} lacks rights: {shown}" + (f" and {more} more." if more > 0 else ".")


def _grants(role: str, missing: Sequence[tuple[str, str]]) -> str:
    """Return what the owner of the tables executes. Statements beyond the first ones are left to him."""
    statements = [
        f"GRANT USAGE ON SCHEMA tillroll TO {role}"
        if table == "SCHEMA"
        else f"GRANT {privilege} ON tillroll.{table} TO {role}"
        for privilege, table in missing[:_MOST_SHOWN]
    ]
    more = "; …" if len(missing) > _MOST_SHOWN else ""
    return f"As the owner of the tables: {'; '.join(statements)}{more}"
