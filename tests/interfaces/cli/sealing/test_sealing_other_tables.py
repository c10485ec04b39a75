"""`tillroll seal-history` seals refused commands, listings, stored responses and snapshots, and hides old searches."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec
import psycopg
import pytest

from application.persons.old_text import open_with
from application.persons.responses import ResponseErased, open_response
from application.ports.access_log import AccessFilter
from application.ports.listings import CheckoutFilter
from application.ports.refusal_log import StoredRefusal
from interfaces.storage.postgres.sealing.access_log import hide_personal_values
from interfaces.storage.postgres.sealing.refused_commands import (
    map_command_json,
    map_provenance_json,
)
from interfaces.storage.postgres.storage import PostgresStorage
from tests.domain.event_builders import NOW
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.sealing.old_history import (
    BOUGHT,
    CUSTOMER,
    PLAIN,
    PLANTED,
    REFUSED,
    request,
    storage_of,
)

_T = TypeVar("_T")


def read(url: str, question: Callable[[PostgresStorage], Awaitable[_T]]) -> _T:
    """Return what the storage answers."""

    async def ask() -> _T:
        async with storage_of(url) as storage:
            return await question(storage)

    return asyncio.run(ask())


def test_refused_commands_are_sealed_and_can_be_opened(tillroll: Tillroll, old: str) -> None:
    """Command and provenance of each refusal, the counted one too, are sealed, and opened to the same JSON."""

    async def refusals(storage: PostgresStorage) -> list[StoredRefusal]:
        return list(await storage.refusals.of(REFUSED))

    async def opened(storage: PostgresStorage) -> list[tuple[str, str]]:
        access = await storage.persons.access(REFUSED)
        found = []
        for refusal in await storage.refusals.of(REFUSED):
            by = msgspec.json.encode(refusal.provenance).decode()
            unseal = open_with(access)
            found.append(
                (map_command_json(refusal.command, unseal), map_provenance_json(by, unseal))
            )
        return found

    before = read(old, opened)
    assert str(CUSTOMER.email) in before[0][0]
    tillroll("seal-history", database=old)
    sealed = repr(read(old, refusals))
    assert not [text for text in PLANTED if text in sealed]
    assert read(old, opened) == before
    with psycopg.connect(old) as connection:
        kept = connection.execute(
            "SELECT asked, provenance FROM tillroll.invalid_bodies"
        ).fetchall()
    assert not [text for text in PLANTED if text in repr(kept)]


def test_listings_are_found_by_their_address(tillroll: Tillroll, old: str) -> None:
    """The e-mail address of a listing is sealed, and a search for it finds the checkout."""
    tillroll("seal-history", database=old)
    wanted = CheckoutFilter(merchant="demo", dialect="walley", email="Zebedeus@quack.example")

    async def listed(storage: PostgresStorage) -> list[tuple[str, str | None]]:
        page = await storage.listings.page(wanted, after=None, limit=10)
        assert page is not None
        return [(each.checkout_id, each.email) for each in page.listings]

    ((checkout_id, email),) = read(old, listed)
    assert checkout_id == BOUGHT
    assert email is not None
    assert email.startswith("sealed2:customer.email:")


def test_stored_responses_are_replayed_or_gone(tillroll: Tillroll, old: str) -> None:
    """The response about a checkout is replayed as it was. An error that may quote the request is gone."""

    async def replay(path: str, key: str) -> bytes:
        async with storage_of(old) as storage:
            found = await storage.answers.find(request(path, key), NOW)
            assert found is not None
            assert found.answer is not None
            return (await open_response(found.answer, storage.persons)).body

    cases = (("/checkout_sessions", "bought"), (f"/checkout_sessions/{PLAIN}", "plain"))
    before = [asyncio.run(replay(*case)) for case in cases]
    assert b"zebedeus@quack.example" in before[0]
    tillroll("seal-history", database=old)
    assert [asyncio.run(replay(*case)) for case in cases] == before
    with pytest.raises(ResponseErased):
        asyncio.run(replay("/checkout_sessions", "faulty"))
    with psycopg.connect(old) as connection:
        bodies = connection.execute("SELECT body FROM tillroll.answers").fetchall()
    assert not [text for text in PLANTED if text in repr(bodies)]


def test_the_access_log_hides_what_was_searched_for(tillroll: Tillroll, old: str) -> None:
    """An address and words in the target of an old read are hidden; all other parameters stay."""
    tillroll("seal-history", database=old)

    async def targets(storage: PostgresStorage) -> list[str]:
        wanted = AccessFilter(reader=None, checkout_id=None, since=None, until=None)
        page = await storage.reads.page(wanted, after=None, before=None, limit=10)
        return [entry.read.target for entry in page]

    assert read(old, targets) == ["/history/events?merchant=demo&ip=[hidden]&q=[hidden]&limit=5"]


@pytest.mark.parametrize(
    ("target", "hidden"),
    [
        ("/history/events?%69p=192.0.2.1", "/history/events?%69p=[hidden]"),
        ("HEAD /history/events?q=a%20b&ip=", "HEAD /history/events?q=[hidden]&ip="),
        ("/history/checkouts/c-1?version=3", "/history/checkouts/c-1?version=3"),
        ("/history/events", "/history/events"),
    ],
)
def test_personal_parameters_of_a_target_are_hidden(target: str, hidden: str) -> None:
    """Names of parameters may be encoded. Empty values and other parameters stay."""
    assert hide_personal_values(target) == hidden


def test_snapshots_are_deleted(tillroll: Tillroll, old: str) -> None:
    """Snapshots have clear states. They are derived, and the next replays write them again."""
    with psycopg.connect(old) as connection:
        assert connection.execute("SELECT count(*) FROM tillroll.snapshots").fetchone() == (1,)
    tillroll("seal-history", database=old)
    with psycopg.connect(old) as connection:
        assert connection.execute("SELECT count(*) FROM tillroll.snapshots").fetchone() == (0,)
