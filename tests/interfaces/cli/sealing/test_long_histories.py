"""`tillroll seal-history` reads pages of events and seals batches of histories."""

import asyncio
from dataclasses import replace

from application.ports.event_store import Append
from domain.events import Suspended
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.sealing.old_history import (
    SHOPPER,
    has_clear_text,
    storage_of,
    stored_events,
)
from tests.interfaces.storage.examples import AT, EXAMPLES

LONG = 4500
"""More events than two pages have."""


async def _record(url: str) -> None:
    first = EXAMPLES[0]
    async with storage_of(url) as storage:
        for checkout_id, versions in (("a", 3), ("b", LONG), ("c", 1), ("d", 600), ("e", 700)):
            opened = replace(first, originator_id=checkout_id, originator_version=1)
            later = [
                Suspended(
                    originator_id=checkout_id,
                    originator_version=version,
                    timestamp=AT,
                    provenance=replace(SHOPPER, request_id=f"r-{version}"),
                )
                for version in range(2, versions + 1)
            ]
            await storage.events.append(Append([opened, *later]))


def test_histories_of_any_length_are_sealed(tillroll: Tillroll, migrated_url: str) -> None:
    """A history may span several pages, and a batch several histories. Every clear event is sealed, and no other."""
    asyncio.run(_record(migrated_url))
    result = tillroll("seal-history", database=migrated_url)
    clear = 2 + (LONG - 1) + 599 + 699
    assert f"Sealed {clear} events of 4 checkouts" in result.stdout, result.output
    events = [event for *_, event in stored_events(migrated_url)]
    assert len(events) == clear + 5
    assert not any(map(has_clear_text, events))
