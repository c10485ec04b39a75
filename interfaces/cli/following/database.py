"""Follow what a database records. The access log has the beginning of each."""

import asyncio
from collections.abc import Callable
from typing import Final

from application.history.refusal_search import RefusalSearch
from application.persons.views import view_entries
from application.ports.audit_log import AuditFilter
from application.ports.refusal_log import RefusalFilter
from interfaces.api.history import translate
from interfaces.api.history.wire import EventShape, RefusalShape
from interfaces.cli.history_reader import log_access
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.storage import PostgresStorage

_POLL_SECONDS: Final = 0.5
_PAGE: Final = 100


async def follow_events(
    url: str,
    keys: KeyWrapping,
    wanted: AuditFilter,
    put: Callable[[EventShape], None],
    *,
    sees_persons: bool,
) -> None:
    """Call `put` with every event that matches, from now on."""
    async with (
        PostgresStorage(url, readers=1, master_keys=keys) as storage,
        PostgresAuditLog(url, clock=now, readers=1) as trail,
    ):
        await log_access(storage.reads, "follow events", wanted.checkout_id)
        newest = (await trail.status()).newest
        async for entries in trail.follow(wanted, after=newest):
            for each in await view_entries(entries, storage.persons, in_clear=sees_persons):
                put(translate.audit_event(each))


async def follow_refusals(
    url: str,
    keys: KeyWrapping,
    wanted: RefusalFilter,
    put: Callable[[RefusalShape], None],
    *,
    sees_persons: bool,
) -> None:
    """Call `put` with every refused command that matches, from now on."""
    async with PostgresStorage(url, readers=1, master_keys=keys) as storage:
        await log_access(storage.reads, "follow refusals", wanted.checkout_id)
        search = RefusalSearch(storage.refusals, storage.persons)
        newest = await storage.refusals.page(wanted, after=None, before=None, limit=1)
        last = newest[0].position if newest else 0
        while True:
            page = await search.page(wanted, after=last, limit=_PAGE, sees_persons=sees_persons)
            for each in sorted(page, key=lambda each: each.position):
                put(translate.refusal(each.refusal))
                last = each.position
            if not page:
                await asyncio.sleep(_POLL_SECONDS)


async def wait_for_event(url: str, checkout_id: str, after: int) -> None:
    """Wait until the checkout has a version after this one."""
    async with PostgresStorage(url, readers=1) as storage:
        while True:
            if await storage.events.events(checkout_id, after=after, up_to=after + 1):
                return
            await asyncio.sleep(_POLL_SECONDS)
