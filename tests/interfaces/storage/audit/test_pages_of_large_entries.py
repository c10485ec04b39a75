"""A page of the audit log is bounded in bytes as well as in entries."""

from decimal import Decimal

from application.ports.audit_log import PAGE_BYTES, AuditEntry, AuditFilter
from domain.events import CheckoutEvent
from domain.values.cart import Line
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from tests.domain.event_builders import cart_replaced, numbered, opened
from tests.interfaces.storage.audit.histories import store
from tests.interfaces.storage.audit.reading import EVERYTHING, backward, drain, everything, forward

# Each cart replaces the one before with other articles. Its changes are about 300 KB.
CARTS = 12
LINES = 1000
WORDS = AuditFilter(merchants=None, text="Article")
TOTALS = AuditFilter(merchants=None, min_total=1)


def large_history() -> list[CheckoutEvent]:
    """Return a history with CARTS large carts."""
    return numbered([opened(), *(cart_replaced(*_lines(cart)) for cart in range(CARTS))])


def _lines(cart: int) -> list[Line]:
    return [
        Line.with_tax_inside(
            article=f"{cart}-{number}",
            description=f"Article {number} of cart {cart} with a name of some length, for its bytes",
            quantity=Decimal(1),
            unit_price=100,
            tax_rate=2500,
        )
        for number in range(LINES)
    ]


def size_of(entries: list[AuditEntry]) -> int:
    """Return the bytes of the changes."""
    return sum(len(entry.changes.encode()) for entry in entries)


async def test_pages_of_large_entries(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """Each page ends with the entry that brings it to PAGE_BYTES, says so, and all pages are the whole log."""
    store(migrated_url, large_history())
    drain(indexer)
    whole = await everything(read_only_log)
    assert len(whole) == CARTS + 1
    largest = max(size_of([entry]) for entry in whole)
    assert size_of(whole) > PAGE_BYTES
    assert largest < PAGE_BYTES
    for wanted in (EVERYTHING, WORDS, TOTALS):
        found = [entry for entry in whole if wanted is EVERYTHING or entry.total > 0]
        for after, before in ((0, None), (None, 2**63 - 1)):
            page = await read_only_log.page(wanted, after=after, before=before, limit=1000)
            size = size_of([*page.entries])
            assert page.is_cut
            assert PAGE_BYTES <= size < PAGE_BYTES + largest
            count = len(page.entries)
            assert page.entries == (found[:count] if before is None else found[-count:])
        assert await forward(read_only_log, wanted, 1000) == found
        assert await backward(read_only_log, wanted, 1000) == found


async def test_a_page_that_ends_at_its_limit_is_not_cut(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """A page within PAGE_BYTES is not cut, even if there are more entries or none."""
    store(migrated_url, large_history())
    drain(indexer)
    for limit, after in ((2, 0), (1000, CARTS)):
        page = await read_only_log.page(EVERYTHING, after=after, before=None, limit=limit)
        assert not page.is_cut
        assert 0 < len(page.entries) <= 2


async def test_batches_of_an_export(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """No batch of an export or a stream has more than PAGE_BYTES and one entry."""
    store(migrated_url, large_history())
    drain(indexer)
    largest = max(size_of([entry]) for entry in await everything(read_only_log))
    count = 0
    async for batch in read_only_log.all(EVERYTHING):
        assert size_of([*batch]) < PAGE_BYTES + largest
        count += len(batch)
    assert count == CARTS + 1
    async for batch in read_only_log.follow(EVERYTHING, after=0):
        assert size_of([*batch]) < PAGE_BYTES + largest
        count -= len(batch)
        if count == 0:
            break
