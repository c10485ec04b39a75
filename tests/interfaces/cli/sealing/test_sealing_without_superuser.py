"""`tillroll seal-history` on a database of one's own, whose role owns the tables and is no superuser."""

import secrets
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from tests.databases import database_name
from tests.interfaces.cli.conftest import Tillroll, run_sql
from tests.interfaces.cli.sealing.old_history import has_clear_text, stored_events

_OWN_EVERYTHING = """
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN SELECT oid::regclass AS name FROM pg_class
        WHERE relnamespace = 'tillroll'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO {role}', found.name);
    END LOOP;
    FOR found IN SELECT oid::regprocedure AS name FROM pg_proc
        WHERE pronamespace = 'tillroll'::regnamespace LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO {role}', found.name);
    END LOOP;
END;
$$
"""


@pytest.fixture
def owned(database_url: str, old: str) -> Iterator[str]:
    """The URL of a role that owns the database with the old history, and has no other privilege."""
    role, password = f"owner_{secrets.token_hex(8)}", secrets.token_hex(16)
    with psycopg.connect(old, autocommit=True) as connection:
        for statement in (
            sql.SQL("CREATE ROLE {role} LOGIN PASSWORD {password}"),
            sql.SQL("ALTER DATABASE {database} OWNER TO {role}"),
            sql.SQL("ALTER SCHEMA tillroll OWNER TO {role}"),
            sql.SQL(_OWN_EVERYTHING),
        ):
            connection.execute(
                statement.format(
                    role=sql.Identifier(role),
                    password=sql.Literal(password),
                    database=sql.Identifier(database_name(old)),
                )
            )
    yield make_conninfo(old, user=role, password=password)
    run_sql(old, f"REASSIGN OWNED BY {role} TO CURRENT_USER")
    run_sql(old, f"DROP OWNED BY {role}")
    run_sql(database_url, f"DROP ROLE {role}")


def test_the_rest_is_left_to_the_administrator(tillroll: Tillroll, owned: str) -> None:
    """The owner seals everything and rewrites the tables. The command names what only a superuser may do."""
    result = tillroll("seal-history", database=owned)
    assert result.exit_code == 0, result.output
    assert not any(has_clear_text(event) for *_, event in stored_events(owned))
    assert "The write-ahead log may still have clear text." in result.stdout
    assert "statistics" not in result.stdout, "an owner of the database rewrites them"
    assert "Nothing is left" in tillroll("seal-history", database=owned).stdout
