"""What is found in the files of the database, its rows, exports, commands and logs."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.types.string import TextLoader
from pyarrow import parquet
from typer.testing import CliRunner

from interfaces.cli.exit_codes import DIFFERS
from interfaces.cli.main import app
from tests.master_key import MASTER_KEY
from tests.system.persons.planted import SHOPS_OWN, Needles, email, found_in, found_in_value
from tests.system.persons.provider_shops import PlantedCheckout
from tests.system.persons.shops import Shops

_TABLES = """
SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
"""
OK = 0


def checkpoint(url: str) -> None:
    """Write all pages of the database to its files, without those of rows that are gone."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM")
        connection.execute("CHECKPOINT")


def in_files(folder: Path, needles: Needles | None = None) -> Iterator[str]:
    """What is found in the files below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            for each in found_in(path.read_bytes(), needles):
                yield f"{path.relative_to(folder)}: {each}"


def has_shops_own(folder: Path, word: str = SHOPS_OWN) -> bool:
    """Whether the files below a folder have the text that is not personal."""
    return any(word.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def in_rows(url: str, needles: Needles | None = None) -> Iterator[str]:
    """What is found in the rows of every table, without compression."""
    with psycopg.connect(url) as connection:
        # As text: Python has no time that is infinity, the one at which a key of the ledger is destroyed.
        connection.adapters.register_loader("timestamptz", TextLoader)
        for schema, table in connection.execute(_TABLES).fetchall():
            rows = connection.execute(
                sql.SQL("SELECT * FROM {}").format(sql.Identifier(schema, table))
            )
            names = [column.name for column in rows.description or ()]
            for row in rows:
                for name, value in zip(names, row, strict=True):
                    for each in found_in_value(value, needles):
                        yield f"{schema}.{table}.{name}: {each}"


def in_history(shops: Shops, checkouts: Sequence[PlantedCheckout]) -> Iterator[str]:
    """What a reader without the scope for persons finds in the history, and an operator in the metrics."""
    parts = ("", "/events", "/versions", "/blame", "/refusals", "/timeline", "/deliveries")
    paths = [
        *(f"checkouts/{each.checkout_id}{part}" for each in checkouts for part in parts),
        *(f"checkouts/{each.checkout_id}/diff?from=1" for each in checkouts),
        "events?limit=100",
    ]
    for path in paths:
        answer = shops.of_history(path)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        yield from (f"{path}: {each}" for each in found_in(answer.content))
    for media_type in ("text/csv", "application/x-ndjson"):
        answer = shops.of_history("events", Accept=media_type)
        assert len(answer.content) > 10_000, answer.text
        yield from (f"{media_type}: {each}" for each in found_in(answer.content))
    answer = shops.of_history("events", Accept="application/vnd.apache.parquet")
    rows = parquet.read_table(io.BytesIO(answer.content)).to_pylist()
    assert len(rows) > len(checkouts)
    yield from (f"parquet: {each}" for each in found_in(str(rows).encode()))
    yield from (f"metrics: {each}" for each in found_in(shops.ask("GET", "/metrics").content))


def look_for_persons(shops: Shops) -> dict[str, int]:
    """Search the history by personal values; the statuses by query. The access log has each search."""
    address, phone = email("walley"), "%2B46%2070%20987%2031%2002"
    queries = {
        "email": f"email={address}",
        "escaped name": f"%65mail={address}",
        "phone": f"phone={phone}",
        "name": "name=Qzplantwalleyfirst%20Qzplantwalleylast",
        "national id": "national_id=Qzplantwalleyid",
        "address": "ip=203.0.113.177",
        "escaped address": "i%70=203.0.113.177",
        "unknown": f"mail={address}",
        "wrong": f"limit={address}",
    }
    found = {
        name: shops.of_history(f"events?{query}", "demo-auditor").status_code
        for name, query in queries.items()
    }
    for query in queries.values():
        shops.of_history(f"events?{query}")
        shops.of_history(f"stream?{query}&limit=x")
    shops.of_history("reads?reader=demo-auditor", "demo-auditor")
    return found


def in_commands(url: str, checkouts: Sequence[PlantedCheckout]) -> Iterator[str]:
    """What the commands print that read the history, without an option."""
    commands = [["audit"], ["audit", "--csv"], ["audit", "--email", email("walley")]]
    # The slowest command, so of one checkout.
    commands += [["replay", checkouts[-1].checkout_id]]
    for each in checkouts:
        one = each.checkout_id
        commands += [["log", one], ["show", one], ["show", one, "--json"], ["blame", one]]
        commands += [["diff", one, "1", "2"], ["deliveries", "list", "--checkout", one]]
    for command in commands:
        printed = command_output(url, *command)
        yield from (f"tillroll {' '.join(command)}: {each}" for each in found_in(printed))


def command_output(url: str, *arguments: str) -> bytes:
    """What `tillroll` prints, on both streams."""
    done = CliRunner().invoke(
        app, list(arguments), env={"DATABASE_URL": url, "TILLROLL_MASTER_KEY": MASTER_KEY}
    )
    assert done.exit_code in (OK, DIFFERS), (arguments, done.output)
    return done.stdout_bytes + done.stderr_bytes
