"""Events with more words than fit into one `tsvector` are found by each word, in PostgreSQL and in memory."""

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
from interfaces.storage.postgres.audit import search, search_terms
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.computation import batch
from interfaces.storage.postgres.audit.rebuild import rebuild
from tests.domain.event_builders import cart_replaced, numbered, opened, reference_changed
from tests.interfaces.storage.audit.histories import RandomHistory, store, store_from
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
    """A cart with this number of words, `w0`, `w1` and so on, a hundred in each line."""
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
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few hundred bytes of words exceed the limit, and few positions are scanned before the index is used."""
    monkeypatch.setattr(search_terms, "_MOST_BYTES", 300)
    monkeypatch.setattr(search, "_NEARBY_AT_LEAST", 3)
    monkeypatch.setattr(search, "_NEARBY_PER_ENTRY", 1)


async def test_every_word_of_a_megabyte_is_found(
    migrated_url: str, read_only_log: PostgresAuditLog
) -> None:
    """The first and the last words are found, alone and together, in PostgreSQL as in memory."""
    events = history(200_000)
    store(migrated_url, events)
    index(migrated_url)
    storage = InMemoryStorage()
    await storage.events.append(Append(events))
    memory = InMemoryAuditLog(storage.events)
    for text in _TEXTS:
        wanted = AuditFilter(merchants=None, text=text)
        found = [entry.version for entry in await everything(read_only_log, wanted)]
        assert found == [entry.version for entry in await everything(memory, wanted)], text
    assert await everything(read_only_log, AuditFilter(merchants=None, text="w1 w199999"))


@pytest.mark.usefixtures("small_limits")
async def test_long_events_are_found_among_others(
    migrated_url: str, read_only_log: PostgresAuditLog
) -> None:
    """Every search strategy finds what a scan of all events finds, in both directions, with other conditions."""
    others = RandomHistory(5)
    store_from(migrated_url, 0, others.events(30))
    store_from(migrated_url, 30, history(1000))
    store_from(migrated_url, 40_000, others.events(30))
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
            assert await everything(read_only_log, wanted) == found, wanted
            assert await forward(read_only_log, wanted, 1) == found, wanted
            assert await backward(read_only_log, wanted, 2) == found, wanted


def test_events_below_the_limit_have_no_extra_rows(migrated_url: str) -> None:
    """Entries whose words fit into one row are unchanged, and the table of extra rows stays empty."""
    store(migrated_url, [*RandomHistory(5).events(100), *history(1000)])
    index(migrated_url)
    assert parts(migrated_url) == []
    assert not any("P'" in str(row[-1]) for row in table(migrated_url))


@pytest.mark.usefixtures("small_limits")
def test_a_rebuild_restores_the_extra_rows(migrated_url: str) -> None:
    """Extra rows that were changed or deleted are counted as differing, and restored."""
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


@pytest.mark.usefixtures("small_limits")
def test_extra_rows_do_not_depend_on_the_batch_size(
    migrated_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size of the transactions changes neither the entries nor the extra rows."""
    store(migrated_url, history(1000))
    monkeypatch.setattr(batch, "_MAX_PARTS", 10_000)
    index(migrated_url)
    whole = table(migrated_url), parts(migrated_url)
    monkeypatch.setattr(batch, "_MAX_PARTS", 1)
    rebuild(migrated_url, lambda done, total: None)
    assert (table(migrated_url), parts(migrated_url)) == whole
