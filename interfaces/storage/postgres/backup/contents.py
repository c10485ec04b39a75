"""What a database has: the steps of its schema, the rows of each table, and the heads of its ledgers."""

from collections.abc import Mapping
from typing import Any

import msgspec
import psycopg
from psycopg import sql

from interfaces.storage.postgres.ledger.kinds import LEDGERS

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'tillroll' ORDER BY 1"
_STEPS = "SELECT number, name FROM tillroll.migrations ORDER BY number"
_NEWEST = "SELECT coalesce(max(notification_id), 0) FROM tillroll.checkout_events"
# Before step 112 the column was `position`.
_STATE = """
SELECT size, coalesce(to_jsonb(state) ->> 'last_position', to_jsonb(state) ->> 'position')::bigint
FROM tillroll.ledger_state AS state WHERE ledger = %s
"""
_HEAD = """
SELECT origin, size, encode(root, 'hex') FROM tillroll.ledger_heads
WHERE ledger = %s ORDER BY size DESC, at DESC LIMIT 1
"""


class BackupHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signed head: the name of the log, the number of its entries, and its root in hexadecimal digits."""

    origin: str
    size: int
    root: str


class BackupLedger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a ledger is: its entries, the position of the last one, and the newest signed head."""

    size: int
    position: int
    head: BackupHead | None


class BackupContents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup has. `steps` are those of the schema, by number."""

    steps: Mapping[str, str]
    newest_position: int
    rows: Mapping[str, int]
    ledgers: Mapping[str, BackupLedger]

    @property
    def last_step(self) -> str:
        """The number and the name of the last step."""
        number = max(self.steps, key=int)
        return f"{number} ({self.steps[number]})"


def read_contents(session: psycopg.Connection[tuple[Any, ...]]) -> BackupContents:
    """Read what the database has. In one transaction of REPEATABLE READ, it is the state of one instant."""
    tables = [name for (name,) in session.execute(_TABLES).fetchall()]
    count = sql.SQL("SELECT count(*) FROM tillroll.{}")
    rows = {
        name: session.execute(count.format(sql.Identifier(name))).fetchall()[0][0]
        for name in tables
    }
    [(newest,)] = session.execute(_NEWEST).fetchall()
    return BackupContents(
        steps={str(number): name for number, name in session.execute(_STEPS).fetchall()},
        newest_position=newest,
        rows=rows,
        ledgers=dict(_ledgers(session)) if "ledger_state" in rows else {},
    )


def _ledgers(
    session: psycopg.Connection[tuple[Any, ...]],
) -> list[tuple[str, BackupLedger]]:
    found = []
    for kind in LEDGERS:
        for size, position in session.execute(_STATE, (kind.name,)).fetchall():
            heads = session.execute(_HEAD, (kind.name,)).fetchall()
            head = BackupHead(*heads[0]) if heads else None
            found.append((kind.name, BackupLedger(size, position, head)))
    return found


def first_difference(stated: BackupContents, found: BackupContents) -> str | None:
    """Return the first difference in words, or None where both are the same."""
    if stated.steps != found.steps:
        return f"the schema is {found.last_step}, and the manifest says {stated.last_step}"
    for table, count in stated.rows.items():
        if found.rows.get(table) != count:
            return f"{table} has {found.rows.get(table)} rows, and the manifest says {count}"
    if stated != found:
        return "the positions or the heads of the ledgers are not those of the manifest"
    return None
