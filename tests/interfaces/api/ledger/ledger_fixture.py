"""The API of the ledger on stores in memory, over a ledger of 300 events with a head of 258 and one of 290."""

import contextlib
from collections.abc import AsyncIterator, Sequence

import httpx
from fastapi import FastAPI

from application.ports.ledger.reading import Ledger
from interfaces.api.ledger.routes import ledger_dialect
from interfaces.api.readers.settings import HistoryKey
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.http.app import create_http_app
from interfaces.runtime.live import Live
from interfaces.storage.memory.access_log import InMemoryAccessLog
from tests.interfaces.api.ledger_in_memory import InMemoryLedger
from tests.interfaces.api.stamped_heads import StampedHeads
from tests.interfaces.storage.audit.histories import BEGIN, RandomHistory

AUDITOR = {"Authorization": "Bearer demo-auditor"}
SHOP = {"Authorization": "Bearer demo-history"}
BLIND = HistoryKey(name="blind", key="no-scope", merchants="all", scopes=())


class LedgerFixture:
    """A client of the API. `public` is what the configuration says."""

    def __init__(self, ledger: Ledger | None = None) -> None:
        events = list(enumerate(RandomHistory(3).events(300), start=1))
        self.recorded = events[:258]
        self.ledger = InMemoryLedger(lambda _: self.recorded, lambda: BEGIN)
        self.ledger.sign()
        self.recorded = events[:290]
        self.ledger.sign()
        self.recorded = events
        self.ledger.log()
        self.refusal_ledger = InMemoryLedger(lambda _: [], lambda: BEGIN)
        self.stamps = StampedHeads()
        self.reads = InMemoryAccessLog()
        self.public = Live(False)
        self.keys = Live[Sequence[HistoryKey]]((*demo_configuration().history_keys, BLIND))
        dialect = ledger_dialect(
            ledger=ledger or self.ledger,
            refusal_ledger=self.refusal_ledger,
            stamps=self.stamps,
            access_log=self.reads,
            keys=self.keys,
            is_public=self.public,
            clock=lambda: BEGIN,
        )
        self.app = create_http_app([dialect], _nothing_to_start)
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, client=("192.0.2.9", 1)),
            base_url="https://tillroll.test",
            headers={"X-Request-Id": "req-1"},
        )

    async def get(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        """A request with an auditor's key, or with other headers."""
        return await self.client.get(
            f"/ledger{path}", headers=AUDITOR if headers is None else headers
        )


@contextlib.asynccontextmanager
async def _nothing_to_start(_: FastAPI) -> AsyncIterator[None]:
    yield
