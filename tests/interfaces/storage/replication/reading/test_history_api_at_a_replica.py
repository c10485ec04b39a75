"""The whole service on a primary and a standby: the history API reads the standby, and says how far that is behind."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import msgspec

from application.ports.event_store import Append
from interfaces.api.readers.replica import BEHIND
from interfaces.bootstrap import create_application
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.storage import StorageSettings
from interfaces.storage.postgres.ledger.setup import LedgerSetup
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.archive.ended import ended_checkout
from tests.interfaces.storage.audit.histories import one_history
from tests.interfaces.storage.ledger.following import make_setup
from tests.interfaces.storage.replication.servers import Pair
from tests.master_key import MASTER_KEYS

PARTS = (
    *(
        "",
        "?version=1",
        "/events",
        "/versions",
        "/diff?from=1",
        "/blame",
        "/blame?field=/reference",
    ),
    *("/refusals", "/timeline", "/timeline?after=0", "/deliveries", "/answers", "/shown"),
)


async def test_histories_come_from_the_replica(read_pair: Pair) -> None:
    """Each part of a history says its lag. With `wait_for` the primary answers what the replica lacks."""
    async with PostgresStorage(read_pair.primary.url, master_keys=MASTER_KEYS) as storage:
        await storage.events.append(Append(one_history("h-api", 1, 2)))
        async with _client(read_pair) as client:
            path = "/history/checkouts/h-api"
            while BEHIND not in (await client.get(path)).headers:  # noqa: ASYNC110  it looks once a second
                await asyncio.sleep(0.05)
            answers = {part: await client.get(f"{path}{part}") for part in PARTS}
            assert {part: each.status_code for part, each in answers.items()} == dict.fromkeys(
                PARTS, 200
            )
            assert [part for part, each in answers.items() if BEHIND not in each.headers] == []
            assert BEHIND in (await client.get("/history/events?checkout=h-api")).headers
            read_pair.standby.execute("SELECT pg_wal_replay_pause()")
            try:
                await storage.events.append(Append(one_history("h-api", 3, 3)))
                late, own = await asyncio.gather(
                    client.get(path), client.get(f"{path}?wait_for=h-api@3")
                )
            finally:
                read_pair.standby.execute("SELECT pg_wal_replay_resume()")
            assert (late.json()["version"], BEHIND in late.headers) == (2, True)
            assert (own.json()["version"], BEHIND in own.headers) == (3, False)


async def test_evidence_comes_from_the_replica(read_pair: Pair, tmp_path: Path) -> None:
    """A pack about a purchase is made from what the replica has, with proofs of the primary's ledger."""
    async with PostgresStorage(read_pair.primary.url, master_keys=MASTER_KEYS) as storage:
        await storage.events.append(Append(ended_checkout("h-evidence")))
    async with _client(read_pair, make_setup(tmp_path)) as client:
        path = "/history/checkouts/h-evidence/evidence/summary"
        key = {"Authorization": "Bearer demo-disputes"}
        async with asyncio.timeout(60):
            while (made := await client.post(path, json={}, headers=key)).status_code != 200:
                # The ledger signs a head within seconds, and the replica is looked at once a second.
                assert made.status_code in (404, 409, 503), made.text
                await asyncio.sleep(0.1)
            while BEHIND not in made.headers:
                made = await client.post(path, json={}, headers=key)
        assert made.json()["versions"] == 7


@asynccontextmanager
async def _client(
    pair: Pair, ledger: LedgerSetup | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the service, with the key of an auditor."""
    settings = StorageSettings(replica_url=pair.standby.url)
    configuration = msgspec.structs.replace(demo_configuration(), storage=settings)
    app = create_application(
        configuration, pair.primary.url, master_keys=MASTER_KEYS, ledger=ledger
    )
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url="https://tillroll.test",
            headers={"Authorization": "Bearer demo-auditor"},
        ) as client,
    ):
        yield client
