"""The alias of an order id, in every event store."""

import pytest

from application.checkouts.aliases import order_id
from application.ports.event_store import AliasTaken, Append
from interfaces.storage.postgres.embedded.server import as_server
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import changes
from tests.master_key import MASTER_KEYS

OF_ONE, OF_OTHER = order_id("one", "o-1"), order_id("other", "o-1")


async def test_an_order_id_is_unique_in_its_merchant(storage: Storage) -> None:
    """Two merchants may have one order id; a second checkout of a merchant cannot claim it, and records nothing."""
    await storage.events.append(Append(changes("a", 1, 1), aliases=[OF_ONE]))
    await storage.events.append(Append(changes("b", 1, 1), aliases=[OF_OTHER]))
    with pytest.raises(AliasTaken) as raised:
        await storage.events.append(Append(changes("c", 1, 1), aliases=[OF_ONE]))
    assert raised.value.checkout_id == "a"
    assert list(await storage.events.events("c")) == []
    assert await storage.events.find(OF_ONE) == "a"
    assert await storage.events.find(OF_OTHER) == "b"


@pytest.mark.parametrize("kind", ["postgresql", "server's role"])
async def test_an_order_is_found_after_a_restart(
    kind: str, storage: Storage, storage_url: str
) -> None:
    """A storage that is opened later on the same database finds the order, and refuses a second claim."""
    await storage.events.append(Append(changes("a", 1, 1), aliases=[OF_ONE]))
    url = as_server(storage_url) if kind == "server's role" else storage_url
    async with PostgresStorage(url, master_keys=MASTER_KEYS) as later:
        assert await later.events.find(OF_ONE) == "a"
        with pytest.raises(AliasTaken):
            await later.events.append(Append(changes("b", 1, 1), aliases=[OF_ONE]))
