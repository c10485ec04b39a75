"""Random commands for the same sessions on two applications, each with a cache of its own over one database."""

import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest
from msgspec.structs import replace

from interfaces.bootstrap import create_application
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.dialects.acp.versions.negotiation import LATEST
from tests.databases import Databases
from tests.master_key import MASTER_KEYS

COMMANDS = 60
SESSIONS = 4
ROOT = "/checkout_sessions"
AGENT = {"Authorization": "Bearer sk_test_demo", "API-Version": LATEST.name}
BUYER = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
CITIES = {"Los Angeles": ("CA", "90210"), "Albany": ("NY", "12207")}


@dataclass(frozen=True)
class Shop:
    """Two applications with caches, and one whose cache has room for one checkout."""

    cached: tuple[httpx.AsyncClient, httpx.AsyncClient]
    forgetful: httpx.AsyncClient


@pytest.fixture
async def shop(database_copies: Databases, migrated_database: str) -> AsyncIterator[Shop]:
    """The three applications over one database."""
    configuration = demo_configuration()
    small = replace(configuration.checkout, cached_per_process=1)
    async with AsyncExitStack() as stack:
        url = stack.enter_context(database_copies.copy(migrated_database))
        clients = []
        for checkout in (configuration.checkout, configuration.checkout, small):
            application = create_application(
                replace(configuration, checkout=checkout), url, master_keys=MASTER_KEYS
            )
            await stack.enter_async_context(application.router.lifespan_context(application))
            client = httpx.AsyncClient(
                transport=httpx.ASGITransport(application), base_url="http://test", headers=AGENT
            )
            clients.append(await stack.enter_async_context(client))
        one, two, forgetful = clients
        yield Shop((one, two), forgetful)


class Agent:
    """Makes random requests, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.done: Counter[str] = Counter()

    def choose(self, among: Any) -> Any:
        """One of these."""
        return self._random.choice(among)

    async def open(self, client: httpx.AsyncClient) -> str:
        """Open a session and return its path."""
        body = {"currency": "usd", "capabilities": {}, "line_items": self._items(), "buyer": BUYER}
        body["fulfillment_details"] = {"address": self._address()}
        answer = await client.post(ROOT, json=body, headers=self._key())
        return f"{ROOT}/{answer.raise_for_status().json()['id']}"

    async def command(self, client: httpx.AsyncClient, path: str) -> None:
        """Send a random command; it may be refused, but not fail."""
        kinds = ["items"] * 4 + ["address"] * 3 + ["buyer"] * 2 + ["complete", "decline", "cancel"]
        kind = self.choose(kinds)
        body: dict[str, Any] = {}
        match kind:
            case "items":
                body = {"line_items": self._items()}
            case "address":
                body = {"fulfillment_details": {"address": self._address()}}
            case "buyer":
                body = {"buyer": BUYER | {"last_name": self.choose(("Byron", "Lovelace"))}}
            case "complete" | "decline":
                token = "tok_succeed" if kind == "complete" else "tok_decline"
                credential = {"type": "spt", "token": token}
                instrument = {"type": "card", "credential": credential}
                payment = {"handler_id": "card_tokenized", "instrument": instrument}
                body = {"payment_data": payment}
        suffix = {"complete": "/complete", "decline": "/complete", "cancel": "/cancel"}
        url = path + suffix.get(kind, "")
        answer = await client.post(url, json=body, headers=self._key())
        assert answer.status_code < 500, answer.text
        self.done[f"{kind} {'accepted' if answer.is_success else 'refused'}"] += 1

    def _items(self) -> list[dict[str, Any]]:
        articles = self._random.sample(("item_123", "item_456"), k=self.choose((1, 2)))
        return [{"id": each, "quantity": self.choose((1, 2, 3))} for each in articles]

    def _address(self) -> dict[str, str]:
        city = self.choose(tuple(CITIES))
        state, code = CITIES[city]
        rest = {"name": "Ada Lovelace", "line_one": "12 Main St", "country": "US"}
        return rest | {"city": city, "state": state, "postal_code": code}

    def _key(self) -> dict[str, str]:
        return {"Idempotency-Key": UUID(int=self._random.getrandbits(128)).hex}


@pytest.mark.parametrize("seed", [1, 2])
async def test_cached_states_are_read_as_replayed_ones(shop: Shop, seed: int) -> None:
    """After each command both applications answer a read as one does that replays the session from its events."""
    agent = Agent(seed)
    other = await agent.open(shop.forgetful)
    paths = [await agent.open(agent.choose(shop.cached)) for _ in range(SESSIONS)]
    for _ in range(COMMANDS):
        path = agent.choose(paths)
        await agent.command(agent.choose(shop.cached), path)
        await shop.forgetful.get(other)  # takes the only place in its cache
        replayed = await shop.forgetful.get(path)
        for client in shop.cached:
            read = await client.get(path)
            assert (read.content, read.headers["etag"]) == (
                replayed.content,
                replayed.headers["etag"],
            )
        if replayed.json()["status"] in ("completed", "canceled"):
            paths[paths.index(path)] = await agent.open(agent.choose(shop.cached))
    assert agent.done["complete accepted"]
    assert agent.done["items accepted"]
