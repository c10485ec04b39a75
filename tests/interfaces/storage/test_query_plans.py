"""The query plans of the most frequent queries, with and without table statistics."""

import re

import pytest

from interfaces.storage.postgres.connections.session import Connection, Timeouts, connect
from interfaces.storage.postgres.snapshots.store import UNTIL, UPTO

_SNAPSHOTS = """
INSERT INTO tillroll.snapshots (checkout_id, version, at, format, state)
SELECT 'c', number * 10, '2026-03-01'::timestamptz + number * interval '1 second', 'f', '\\x00'
FROM generate_series(1, 2000) AS number
"""


async def plan(connection: Connection, statement: str) -> str:
    """Return the generic plan of a prepared statement."""
    await connection.execute(f"PREPARE examined AS {statement}")
    nothing = ", ".join("NULL" for _ in set(re.findall(r"\$\d", statement)))
    cursor = await connection.execute(f"EXPLAIN EXECUTE examined({nothing})")
    await connection.execute("DEALLOCATE examined")
    return "\n".join([row[0] for row in await cursor.fetchall()])


@pytest.mark.parametrize("known", ["nothing", "little", "all"])
async def test_the_latest_snapshot_is_found_by_a_backward_index_scan(
    migrated_url: str, known: str
) -> None:
    """The query reads the index from its end, and does not scan all snapshots of a checkout."""
    connection = await connect(migrated_url, Timeouts())
    async with connection:
        if known == "little":
            await connection.execute("ANALYZE tillroll.snapshots")
        await connection.execute(_SNAPSHOTS)
        if known == "all":
            await connection.execute("ANALYZE tillroll.snapshots")
        for statement in (UPTO, UNTIL):
            steps = await plan(connection, statement)
            latest = steps.partition("CTE latest")[2].partition("Append")[0]
            assert re.search(r"Limit.*\n\s*->\s+Index Scan Backward using snapshots_pkey", latest)
