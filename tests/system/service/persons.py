"""Checkouts of one customer in a database, and the command that erases that customer, in a process of its own."""

import os
from itertools import count
from pathlib import Path

import psycopg

from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.service import Checkouts, Lifetime
from application.commands.shop import IdentifyCustomer, OpenCheckout
from application.persons.sealing import Persons
from domain.events import DataErased
from domain.provenance import Provenance
from domain.values.customer import Customer
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.storage import PostgresStorage
from tests.master_key import MASTER_KEY, MASTER_KEYS
from tests.system.service.forked.process import ForkedProcess, start_forked

ADA = Customer(email="ada@example.com", first_name="Ada", last_name="Lovelace")
_CONFIGURATION = """
demo = true
[keys]
destroyed_keys_file = "{file}"

[[merchants]]
id = "demo-shop"
name = "Demo Shop"
"""
_BY = Provenance(actor="shop:demo-client", dialect="walley", operation="update", request_id="r-1")


def write_configuration(folder: Path) -> Path:
    """Write a configuration whose file of destroyed keys is in the folder, and return its path."""
    path = folder / "tillroll.toml"
    path.write_text(_CONFIGURATION.format(file=folder / "destroyed-keys.ndjson"), encoding="utf-8")
    return path


async def open_checkouts(url: str, number: int) -> list[str]:
    """Open checkouts of Ada, and return their ids in order."""
    ids = [f"checkout-{each}" for each in range(number)]
    async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
        checkouts = Checkouts(
            store=storage.events,
            refusals=storage.refusals,
            persons=Persons(storage.persons, now),
            cache=CheckoutCache(1),
            lifetime=Lifetime(),
            clock=now,
            new_id=iter(ids).__next__,
            new_order_number=count(1_000_001).__next__,
            snapshots=storage.snapshots,
        )
        for each in ids:
            command = OpenCheckout(
                merchant="demo-shop",
                dialect="walley",
                country="SE",
                currency="SEK",
                public_token=f"public-SE-{each}",
            )
            await checkouts.open(command, _BY)
            target = Target(checkout_id=each, merchant="demo-shop")
            await checkouts.change(target, IdentifyCustomer(customer=ADA), _BY)
    return ids


def start_erasing(url: str, configuration: Path) -> ForkedProcess:
    """Start `tillroll erase person` for Ada."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "TILLROLL_MASTER_KEY": MASTER_KEY,
        "TILLROLL_CONFIG": str(configuration),
        "PYTHONPATH": str(Path.cwd()),
    }
    return start_forked(
        "interfaces.cli.main", ["erase", "person", "ada@example.com", "--yes"], environment
    )


async def erasures_of(url: str, checkout_ids: list[str]) -> list[list[DataErased]]:
    """Return the erasures in the history of each checkout."""
    async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
        return [
            [event for event in await storage.events.events(each) if isinstance(event, DataErased)]
            for each in checkout_ids
        ]


def keys_in(url: str) -> list[str]:
    """Return the ids of the checkouts that have a key, in order."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT checkout_id FROM tillroll.data_keys ORDER BY 1")
        return [str(checkout_id) for (checkout_id,) in found.fetchall()]


def open_plans(url: str) -> int:
    """Return the number of planned keys that are not destroyed."""
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT count(*) FROM tillroll.erasures WHERE destroyed_at IS NULL"
        ).fetchone()
    assert found is not None
    return int(found[0])
