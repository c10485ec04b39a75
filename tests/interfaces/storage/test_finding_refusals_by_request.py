"""A refused command is found by its request id with an index."""

from application.ports.refusal_log import RefusalFilter
from interfaces.storage.postgres.connections.session import Timeouts, connect
from interfaces.storage.postgres.tables.refusal_search import refusal_page

_REFUSALS = """
INSERT INTO tillroll.refusals
    (checkout_id, merchant, version, at, reason, facts, operation, asked, provenance)
SELECT
    'c', 'demo-shop', 1, '2026-03-01'::timestamptz, 'Locked', '{}', 'Suspend', '{}',
    '{"actor":"shop:a","dialect":"walley","operation":"suspend","request_id":"r-' || number || '","address":""}'
FROM generate_series(1, 3000) AS number
"""


async def test_the_search_by_request_reads_the_index(migrated_url: str) -> None:
    """The statement of the search has the expression of the index, also for one merchant."""
    for merchants in (None, ("demo-shop",)):
        wanted = RefusalFilter(merchants=merchants, request_id="r-1500")
        search = refusal_page(wanted, after=None, before=None, limit=50)
        assert search is not None
        async with await connect(migrated_url, Timeouts()) as connection:
            await connection.execute(_REFUSALS)
            await connection.execute("ANALYZE tillroll.refusals")
            plan = await connection.execute(f"EXPLAIN {search.sql}", search.parameters)
            steps = "\n".join([row[0] for row in await plan.fetchall()])
            rows = await connection.execute(search.sql, search.parameters)
            assert len(await rows.fetchall()) == 1
            await connection.execute("TRUNCATE tillroll.refusals")
        assert "refusals_request_idx" in steps, steps
