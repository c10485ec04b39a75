"""The newest entries of the audit log in few values, which counts are made from."""

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
    """For each filter they are the entries of the last page, newest first, with the stage now, and equal in memory."""
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
            expected = [(each.checkout_id, each.at, each.merchant) for each in page.entries[::-1]]
            tallied = await read_only_log.tally(wanted, limit=limit)
            assert [(each.checkout_id, each.at, each.merchant) for each in tallied] == expected
            assert await memory.tally(wanted, limit=limit) == tallied
            ids = [each.checkout_id for each in tallied]
            now = await read_only_log.newest_of(ids, everything)
            opened = await read_only_log.openings_of(ids)
            assert [each.stage for each in tallied] == [each.stage for each in now]
            assert [each.dialect for each in tallied] == [
                each.provenance.dialect for each in opened
            ]
