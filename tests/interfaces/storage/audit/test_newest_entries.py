"""The newest entries of the audit log without their changes, which counts are made from."""

from dataclasses import replace

from application.ports.audit_log import AuditFilter
from application.ports.event_store import Append
from domain.events import Opened
from interfaces.storage.memory.audit_log import InMemoryAuditLog
from interfaces.storage.memory.storage import InMemoryStorage
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from tests.interfaces.storage.audit.histories import BEGIN, MERCHANTS, RandomHistory, store
from tests.interfaces.storage.audit.reading import index

_LAST = 2**63 - 1


async def test_they_are_those_of_the_last_page(
    migrated_url: str, read_only_log: PostgresAuditLog
) -> None:
    """For each filter and limit they are the entries of the last page, the newest first, and equal in memory."""
    events = RandomHistory(11).events(400)
    store(migrated_url, events)
    index(migrated_url)
    storage = InMemoryStorage()
    for event in events:
        await storage.events.append(Append([event]))
    memory = InMemoryAuditLog(storage.events)
    everything = AuditFilter(merchants=None)
    for wanted in (
        everything,
        replace(everything, types=(Opened.TOPIC,)),
        replace(everything, merchants=MERCHANTS[:1], text="shirt"),
        replace(everything, min_total=1000),
        replace(everything, since=BEGIN, reference="A-1"),
        replace(everything, since=BEGIN),
    ):
        for limit in (3, 1000):
            page = await read_only_log.page(wanted, after=None, before=_LAST, limit=limit)
            expected = [replace(each, changes="[]") for each in page.entries[::-1]]
            assert await read_only_log.newest(wanted, limit=limit) == expected
            assert await memory.newest(wanted, limit=limit) == expected
