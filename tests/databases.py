"""Databases on the server of the tests: copies of a template, which one test after another uses."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

# A database that has grown by more is dropped: the remains of deleted rows slow its next test.
_GROWTH_BYTES = 8 << 20
# What a test may alter besides rows. A `VACUUM` and an `ANALYZE` show in `pg_class`. Each change of a definition is a
# new row of a catalogue by a newer transaction. Their text would take four times as long.
_DEFINITIONS = """
WITH own AS (SELECT * FROM pg_class WHERE relnamespace = 'tillroll'::regnamespace)
SELECT md5(concat_ws(' ',
    (SELECT string_agg(own::text, '' ORDER BY oid) FROM own),
    (SELECT concat_ws(' ', count(*), max(xmin::text::bigint)) FROM pg_attribute
        WHERE attrelid IN (SELECT oid FROM own)),
    (SELECT concat_ws(' ', count(*), max(xmin::text::bigint)) FROM pg_trigger),
    (SELECT concat_ws(' ', count(*), max(xmin::text::bigint)) FROM pg_constraint),
    (SELECT concat_ws(' ', count(*), max(xmin::text::bigint)) FROM pg_proc),
    (SELECT concat_ws(' ', count(*), max(xmin::text::bigint)) FROM pg_index),
    (SELECT string_agg(n::text, '' ORDER BY oid) FROM pg_namespace n WHERE nspname !~ '^pg_(toast_)?temp'),
    (SELECT count(*) FROM pg_class WHERE relpersistence <> 't'), (SELECT count(*) FROM pg_type),
    (SELECT count(*) FROM pg_policy), (SELECT count(*) FROM pg_rewrite), (SELECT count(*) FROM pg_default_acl),
    (SELECT count(*) FROM pg_statistic WHERE starelid IN (SELECT oid FROM own)),
    (
        SELECT count(*) FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase
        WHERE datname = current_database()
    )
)), pg_database_size(current_database())
"""
_END_CONNECTIONS = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s
"""


@dataclass(frozen=True)
class _Content:
    """What a copy has before a test. `definitions` is a sum of them, `size` is in bytes, `rows` is JSON."""

    definitions: str
    size: int
    tables: Sequence[sql.Identifier]
    rows: Sequence[tuple[sql.Identifier, str]]
    sequences: Sequence[tuple[str, int | None]]


class Databases:
    """Copies of templates with tillroll's schema. A copy is used again unless its test altered its definitions.

    Creating a copy and dropping it takes as long as several tests with few rows.
    """

    def __init__(self, server_url: str) -> None:
        self._server_url = server_url
        self._admin = psycopg.connect(server_url, autocommit=True)
        self._idle: dict[str, list[str]] = {}
        self._contents: dict[str, _Content] = {}

    def close(self) -> None:
        """Drop the copies."""
        for idle in self._idle.values():
            for name in idle:
                drop_database(self._admin, name)
        self._admin.close()

    @contextmanager
    def copy(self, template: str) -> Iterator[str]:
        """Yield the URL of a copy for one test. Its name is new, so no process of an earlier test finds it."""
        name = new_name()
        if idle := self._idle.get(template):
            self._rename(idle.pop(), name)
        else:
            create_database(self._admin, name, like=template)
        url = with_database(self._server_url, name)
        if template not in self._contents:
            self._contents[template] = _content(url)
        try:
            yield url
        finally:
            self._take_back(name, template)

    def _take_back(self, name: str, template: str) -> None:
        idle = new_name()
        self._admin.execute(_END_CONNECTIONS, (name,))
        try:
            self._rename(name, idle)
        except psycopg.errors.ObjectInUse:
            # A process of the test connected again.
            drop_database(self._admin, name)
            return
        if _restore(with_database(self._server_url, idle), self._contents[template]):
            self._idle.setdefault(template, []).append(idle)
        else:
            drop_database(self._admin, idle)

    def _rename(self, name: str, to: str) -> None:
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        self._admin.execute(rename.format(sql.Identifier(name), sql.Identifier(to)))


def _content(url: str) -> _Content:
    with psycopg.connect(url) as connection:
        definitions, size = _definitions(connection)
        names = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'tillroll' ORDER BY 1"
        ).fetchall()
        tables = [sql.Identifier("tillroll", name) for (name,) in names]
        rows = []
        for table in tables:
            select = sql.SQL("SELECT json_agg(each)::text FROM {} each").format(table)
            [[found]] = connection.execute(select).fetchall()
            if found is not None:
                rows.append((table, found))
        sequences = connection.execute(
            "SELECT format('tillroll.%I', sequencename), last_value FROM pg_sequences WHERE schemaname = 'tillroll'"
        ).fetchall()
    return _Content(definitions, size, tables, rows, sequences)


def _definitions(connection: psycopg.Connection) -> tuple[str, int]:
    [(definitions, size)] = connection.execute(_DEFINITIONS).fetchall()
    return definitions, size


def _restore(url: str, content: _Content) -> bool:
    """Give a copy the rows of its template again. Return False if a test has altered more than rows."""
    with psycopg.connect(url) as connection:
        definitions, size = _definitions(connection)
        if definitions != content.definitions or size > content.size + _GROWTH_BYTES:
            return False
        try:
            # Without the triggers and the foreign keys.
            connection.execute("SET LOCAL session_replication_role = replica")
        except psycopg.errors.InsufficientPrivilege:
            return False
        delete = sql.SQL("DELETE FROM {}")
        connection.execute(sql.SQL("; ").join(delete.format(table) for table in content.tables))
        insert = sql.SQL(
            "INSERT INTO {0} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::{0}, %s)"
        )
        for table, rows in content.rows:
            connection.execute(insert.format(table), (rows,))
        for sequence, last in content.sequences:
            connection.execute(
                "SELECT setval(%s::regclass, %s, %s)", (sequence, last or 1, last is not None)
            )
    return True


@contextmanager
def fresh_database(server_url: str, *, like: str = "template1") -> Iterator[str]:
    """Create a copy of the database named `like`, yield its URL, and drop it with all of its connections."""
    name = new_name()
    with psycopg.connect(server_url, autocommit=True) as connection:
        create_database(connection, name, like=like)
        try:
            yield with_database(server_url, name)
        finally:
            drop_database(connection, name)


def new_name() -> str:
    """Return a name that no database has had."""
    return f"test_{uuid4().hex}"


def create_database(connection: psycopg.Connection, name: str, *, like: str) -> None:
    """Create a copy of the database named `like`."""
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY WAL_LOG")
    connection.execute(create.format(sql.Identifier(name), sql.Identifier(like)))


def drop_database(connection: psycopg.Connection, name: str) -> None:
    """Drop a database with all of its connections."""
    connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def database_name(url: str) -> str:
    """Return the name of the database in a URL."""
    return str(conninfo_to_dict(url)["dbname"])


def with_database(url: str, name: str) -> str:
    """Return the URL with another database."""
    parts = urlsplit(url)
    # Not `urlunsplit`, which drops the slashes of a URL that names no host.
    return f"{parts.scheme}://{parts.netloc}/{name}" + (f"?{parts.query}" if parts.query else "")
