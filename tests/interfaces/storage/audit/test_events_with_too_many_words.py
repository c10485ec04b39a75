"""Events with more words than PostgreSQL keeps in one `tsvector`: found by every word, in either trail."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import psycopg
import pytest

from application.ports.audit_log import AuditFilter
from application.ports.event_store import Append
from domain.events import CheckoutEvent
from domain.values.cart import Line
from interfaces.storage.memory.audit_log import InMemoryAuditLog
from interfaces.storage.memory.storage import InMemoryStorage
from interfaces.storage.postgres.audit import projection, search, search_terms
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.rebuild import rebuild
from tests.domain.event_builders import cart_replaced, numbered, opened, reference_changed
from tests.interfaces.storage.audit.histories import Historian, store, store_from
from tests.interfaces.storage.audit.oracle import Expected
from tests.interfaces.storage.audit.reading import backward, everything, forward, index
from tests.interfaces.storage.audit.tables import table

_PARTS = "SELECT position, part, words::text FROM tillroll.trail_words ORDER BY position, part"
_TEXTS = (
    "w1",
    "w1 w199999",
    "W199999",
    "w1 w1 w77",
    "w3 shirt",
    "w1 wx",
    "nothing",
    "order 199998",
    "w2000000",
)


def long_cart(count: int) -> Callable[[int], CheckoutEvent]:
    """A cart with so many words `w0`, `w1` and so on, a hundred in each line."""
    return cart_replaced(
        *(
            Line.with_tax_inside(
                article=f"a{first}",
                description=" ".join(f"w{n}" for n in range(first, first + 100)),
                quantity=Decimal(1),
                unit_price=1,
                tax_rate=0,
            )
            for first in range(0, count, 100)
        )
    )


def history(count: int) -> list[CheckoutEvent]:
    """Two events without those words, two with them, and one without them again."""
    before = [opened(), reference_changed("w1")]
    events = numbered([*before, long_cart(count), reference_changed("order-9"), cart_replaced()])
    for event in events:
        object.__setattr__(event, "originator_id", "long")
    return events


def parts(database_url: str) -> Sequence[tuple[object, ...]]:
    """Return the rows of `trail_words`."""
    with psycopg.connect(database_url) as connection:
        return connection.execute(_PARTS).fetchall()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few hundred bytes of words are too many, and few positions are read before marks are looked up."""
    monkeypatch.setattr(search_terms, "_MOST_BYTES", 300)
    monkeypatch.setattr(search, "_NEARBY_AT_LEAST", 3)
    monkeypatch.setattr(search, "_NEARBY_PER_ENTRY", 1)


async def test_every_word_of_a_megabyte_is_found(
    migrated_url: str, reading: PostgresAuditLog
) -> None:
    """Words at the beginning and at the end, alone and together, in PostgreSQL as in memory."""
    events = history(200_000)
    store(migrated_url, events)
    index(migrated_url)
    storage = InMemoryStorage()
    await storage.events.append(Append(events))
    memory = InMemoryAuditLog(storage.events)
    for text in _TEXTS:
        wanted = AuditFilter(merchants=None, text=text)
        found = [entry.version for entry in await everything(reading, wanted)]
        assert found == [entry.version for entry in await everything(memory, wanted)], text
    assert await everything(reading, AuditFilter(merchants=None, text="w1 w199999"))


@pytest.mark.usefixtures("small")
async def test_they_are_found_among_others(migrated_url: str, reading: PostgresAuditLog) -> None:
    """All ways of searching find what looking at every event finds, in both directions, with other conditions."""
    historian = Historian(5)
    store(migrated_url, historian.events(30))
    store(migrated_url, history(1000))
    store_from(migrated_url, 40_000, historian.events(30))
    index(migrated_url)
    expected = Expected(migrated_url)
    assert parts(migrated_url)
    for text in (
        "w1",
        "w1 w999",
        "w999 a900",
        "w1 nothing",
        "w",
        "shirt",
        "9 w7",
        "art-7",
        "order",
    ):
        for conditions in (
            {},
            {"merchants": ("demo-shop",)},
            {"merchant": "other-shop"},
            {"types": ("checkout.cart-replaced",)},
            {"checkout_id": "long"},
            {"min_total": 5},
        ):
            wanted = AuditFilter(**{"merchants": None, "text": text, **conditions})  # type: ignore[arg-type]
            found = expected.found(wanted)
            assert await everything(reading, wanted) == found, wanted
            assert await forward(reading, wanted, 1) == found, wanted
            assert await backward(reading, wanted, 2) == found, wanted


def test_events_whose_words_fit_have_no_rows_of_words(migrated_url: str) -> None:
    """Rows that have room for all their words are as they were, and the other table stays empty."""
    store(migrated_url, [*Historian(5).events(100), *history(1000)])
    index(migrated_url)
    assert parts(migrated_url) == []
    assert not any("P'" in str(row[-1]) for row in table(migrated_url))


@pytest.mark.usefixtures("small")
def test_a_rebuild_makes_the_same_parts(migrated_url: str) -> None:
    """Parts that were changed or removed by hand are counted as differing rows, and are correct afterwards."""
    store(migrated_url, history(1000))
    index(migrated_url)
    expected = parts(migrated_url)
    with psycopg.connect(migrated_url) as connection:
        connection.execute("UPDATE tillroll.trail_words SET words = 'x' WHERE position = 3")
        connection.execute("DELETE FROM tillroll.trail_words WHERE position = 4 AND part = 1")
    rebuilt = rebuild(migrated_url, lambda done, total: None)
    assert (rebuilt.compared, rebuilt.differing) == (5, 2)
    assert parts(migrated_url) == expected
    assert rebuild(migrated_url, lambda done, total: None).differing == 0


@pytest.mark.usefixtures("small")
def test_many_parts_are_recorded_step_by_step(
    migrated_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size of the transactions does not change the rows and the parts."""
    store(migrated_url, history(1000))
    monkeypatch.setattr(projection, "_MAX_PARTS", 10_000)
    index(migrated_url)
    whole = table(migrated_url), parts(migrated_url)
    monkeypatch.setattr(projection, "_MAX_PARTS", 1)
    rebuild(migrated_url, lambda done, total: None)
    assert (table(migrated_url), parts(migrated_url)) == whole
