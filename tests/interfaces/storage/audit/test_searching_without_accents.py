"""Text search in the audit log ignores case and accents, in PostgreSQL and in memory."""

from decimal import Decimal

import pytest

from application.ports.audit_log import AuditFilter
from application.ports.event_store import Append
from domain.values.cart import Line
from interfaces.storage.memory.audit_log import InMemoryAuditLog
from interfaces.storage.memory.storage import InMemoryStorage
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from tests.domain.event_builders import cart_replaced, numbered, opened
from tests.interfaces.storage.audit.histories import store
from tests.interfaces.storage.audit.reading import everything, index

_TEXT = "İstanbul Café Straße чай 한국 Rødvin Æbler Łódź ﬁne \uff12\uff10\uff12\uff16"
_QUERIES = [
    ("istanbul", 1),
    ("İSTANBUL", 1),
    ("cafe", 1),
    ("CAFÉ", 1),
    ("STRASSE", 1),
    ("straß", 1),
    ("чай", 1),
    ("чаи", 0),
    ("한", 1),
    ("RODVIN", 1),
    ("rødv", 1),
    ("aebler", 1),
    ("lodz", 1),
    ("FINE", 1),
    ("2026", 1),
    ("\uff12\uff10", 1),
    ("o", 0),
]


@pytest.mark.parametrize(("query", "count"), _QUERIES)
async def test_both_logs_fold_case_and_accents(
    migrated_url: str, read_only_log: PostgresAuditLog, query: str, count: int
) -> None:
    """Queries and texts are folded in the same way, in PostgreSQL and in memory."""
    line = Line.with_tax_inside(
        article="1", description=_TEXT, quantity=Decimal(1), unit_price=1, tax_rate=0
    )
    events = numbered([opened(), cart_replaced(line)])
    store(migrated_url, events)
    index(migrated_url)
    storage = InMemoryStorage()
    await storage.events.append(Append(events))
    wanted = AuditFilter(merchants=None, text=query)
    assert len(await everything(read_only_log, wanted)) == count
    assert len(await everything(InMemoryAuditLog(storage.events), wanted)) == count
