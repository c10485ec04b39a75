"""Plants persons on a server once, looks for them before and after their erasure, and keeps what was found."""

import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import httpx
import pytest

from application.ports.buyers.address_book import ADDRESS_BOOK
from application.ports.catalogue import Offer
from application.ports.key_vault import DataKeyId
from application.ports.person_vault import PERSON
from interfaces.dialects.ucp.wire import SUPPORTED
from interfaces.storage.postgres.storage import PostgresStorage
from tests.master_key import MASTER_KEYS
from tests.system.persons import agents, evidence, invalid_bodies, platforms, provider_shops
from tests.system.persons.planted import customer, found_in
from tests.system.persons.provider_shops import PlantedCheckout
from tests.system.persons.receiver import ShopsServer, shops_server
from tests.system.persons.shops import Shops, shops_in
from tests.system.service.agents import rows

WEBHOOK_SECONDS = 20
ERASED_AT = datetime(2026, 11, 29, 10, tzinfo=UTC)


@dataclass
class Planted:
    """Everything that was found. A finding names its place and what is around the text."""

    checkouts: list[PlantedCheckout] = field(default_factory=list)
    open_sessions: list[PlantedCheckout] = field(default_factory=list)
    """The checkouts that agents can still change."""
    before: dict[str, list[str]] = field(default_factory=dict)
    after: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    echoes: list[str] = field(default_factory=list)
    searches: dict[str, int] = field(default_factory=dict)
    listed: dict[str, list[str]] = field(default_factory=dict)
    printed: dict[str, bytes] = field(default_factory=dict)
    erased: dict[str, httpx.Response] = field(default_factory=dict)
    finds_shops_own: bool = False
    received: int = 0
    webhooks: list[tuple[str, bytes]] = field(default_factory=list)
    """The version and the body of each order webhook that a platform received after the erasure."""
    known_addresses: dict[str, list[str]] = field(default_factory=dict)
    """What platforms were offered for one buyer, before and after the erasure."""
    index_rows: int = -1
    """The rows of the index of persons after the erasure."""

    def of_each_dialect(self) -> list[PlantedCheckout]:
        """One checkout of each dialect."""
        return list({each.dialect: each for each in self.checkouts}.values())


@pytest.fixture(scope="session")
def planted() -> Iterator[Planted]:
    """The findings of one server, for all tests."""
    with tempfile.TemporaryDirectory(prefix="tillroll-test-") as name, shops_server() as shop:
        folder = Path(name)
        found = Planted()
        with shops_in(folder, shop.url) as (shops, log):
            url = shops.database_url
            _plant(shops, found)
            asyncio.run(_remember(url))
            found.known_addresses["before"] = platforms.known_addresses(shops, "known", 1)
            found.searches = evidence.look_for_persons(shops)
            _look(found.before, folder, url, shops, found)
            found.before["log"] = found_in(log.text().encode())
            found.printed["show"] = evidence.command_output(
                url, "show", found.checkouts[0].checkout_id, "--persons"
            )
            found.index_rows = asyncio.run(_erase(url))
            found.printed["erased"] = evidence.command_output(
                url, "show", found.checkouts[0].checkout_id, "--persons"
            )
            _use_erased(shops, found)
            found.webhooks = _webhooks(shops, found, shop)
            _look(found.after, folder, url, shops, found)
            found.answers, found.failures, found.echoes = (
                shops.answers,
                shops.failures,
                shops.echoes,
            )
            found.received = len(shop.received)
        found.after["log"] = found_in(log.closed().encode())
        yield found


def _plant(shops: Shops, found: Planted) -> None:
    found.checkouts += [
        provider_shops.walley(shops, "walley"),
        provider_shops.business(shops, "business"),
        *provider_shops.svea(shops, "svea"),
    ]
    for version in agents.VERSIONS:
        found.checkouts += agents.agent(shops, version, f"agent{version.replace('-', '')}")
    for version in SUPPORTED:
        found.checkouts += platforms.platform(shops, version, f"ucp{version.replace('-', '')}")
    found.listed["before"] = agents.list_by_email(shops, "agentopen", saved="listed")
    invalid_bodies.send_all(shops, found.checkouts)
    for version in agents.VERSIONS:
        found.open_sessions.append(agents.open_session(shops, version, f"left{version[:4]}"))
    found.open_sessions.append(platforms.open_checkout(shops, platforms.NEWEST, "leftucp"))
    found.checkouts += found.open_sessions


def _look(
    findings: dict[str, list[str]], folder: Path, url: str, shops: Shops, found: Planted
) -> None:
    """Look everywhere. The data folder is searched last, since a reading may write to it too."""
    findings["history"] = list(evidence.in_history(shops, found.of_each_dialect()))
    if findings is found.before:
        shown = (found.checkouts[0], found.checkouts[2])
        findings["commands"] = list(evidence.in_commands(url, shown))
    evidence.checkpoint(url)
    findings["rows"] = list(evidence.in_rows(url))
    findings["files"] = list(evidence.in_files(folder))
    found.finds_shops_own = evidence.has_shops_own(folder)


async def _remember(url: str) -> None:
    """Put an address into the address book of the shop."""
    async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
        offer = Offer(addresses=(platforms.known_address("known"),))
        await storage.catalogue.put("demo-shop", offer)


async def _erase(url: str) -> int:
    """Destroy every key of a person, and return how many rows the index of persons has then."""
    classes = f"('{PERSON}', '{ADDRESS_BOOK}')"
    keys = f"SELECT checkout_id, data_class FROM tillroll.data_keys WHERE data_class IN {classes}"
    async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
        for checkout_id, data_class in rows(url, keys):
            name = DataKeyId(checkout_id=checkout_id, data_class=data_class)
            await storage.vault.destroy(name, ERASED_AT)
    return len(rows(url, "SELECT * FROM tillroll.person_index"))


def _use_erased(shops: Shops, found: Planted) -> None:
    """Send every kind of request about checkouts whose person is erased."""
    for each in found.checkouts:
        ask, one = _sender(shops, each), each.checkout_id
        found.erased[f"read {one}"] = ask("GET", each.path)
        found.erased[f"read past {one}"] = ask("GET", f"{each.path}?version=2")
        for part in ("", "?version=2", "/events", "/blame", "/timeline", "/refusals"):
            path = f"checkouts/{one}{part}"
            found.erased[f"history {part} {one}"] = shops.of_history(path, "demo-auditor")
        if each.dialect.startswith(("acp", "stateset")):
            root = agents.root_of(each.token)
            found.erased[f"retry {one}"] = ask("POST", root, each.body)
            change = agents.update(each.token, "again")
            change.pop("metadata", None)
            method = "POST" if each.token else "PUT"
            found.erased[f"update {one}"] = ask(method, each.path, change)
            found.erased[f"read again {one}"] = ask("GET", each.path)
        elif each.dialect.startswith("ucp"):
            found.erased[f"retry {one}"] = ask("POST", platforms.ROOT, each.body)
            found.erased[f"update {one}"] = ask("PUT", each.path, platforms.opening("again"))
            found.erased[f"read again {one}"] = ask("GET", each.path)
            if each.order:
                found.erased[f"order {one}"] = ask("GET", each.order)
        elif each.token:
            found.erased[f"page {one}"] = shops.of_shopper("GET", each.token)
            body = customer("again")
            answer = shops.of_shopper("POST", f"{each.token}/identify", body)
            found.erased[f"identify {one}"] = answer
            commit = {"version": 1, "confirmation": "Qzplant.again@qzplant.example"}
            shops.of_shopper("POST", f"{each.token}/commit", commit)
    found.known_addresses["after"] = platforms.known_addresses(shops, "known", 2)
    found.listed["after"] = agents.list_by_email(shops, "agentopen", saved="listed again")
    shops.of_agent("", "GET", "/v1/checkouts?limit=100", saved="whole list")


def _webhooks(shops: Shops, found: Planted, shop: ShopsServer) -> list[tuple[str, bytes]]:
    """Accept the webhooks of orders, those that waited and that of a shipment, and return them."""
    shop.accepts_orders = True
    orders = [each.checkout_id for each in found.checkouts if each.order]
    for one in orders:
        shops.resend(one)
        shops.shipped(one)
    give_up = time.monotonic() + WEBHOOK_SECONDS
    while len(shop.orders) < 2 * len(orders) and time.monotonic() < give_up:
        time.sleep(0.02)
    return shop.orders


def _sender(shops: Shops, each: PlantedCheckout) -> Callable[..., httpx.Response]:
    if each.dialect == "walley":
        return shops.of_walley
    if each.dialect == "svea":
        return shops.of_svea
    if each.dialect.startswith("ucp"):
        return partial(shops.of_platform, each.token)
    return partial(shops.of_agent, each.token)
