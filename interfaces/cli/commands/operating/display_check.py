"""The part of `tillroll check` that replays what customers were shown."""

import asyncio
from collections.abc import Collection
from pathlib import Path
from typing import Final

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.checkouts.snapshots import NoSnapshots
from application.history.inquiries import Inquiries
from application.history.shown.check import DisplayCheck, DivergingDisplay
from application.history.shown.replay import ShownReplay
from application.history.shown.verdict import (
    Diverges,
    Erased,
    NotRecorded,
    NotReplayed,
    ShownExactly,
    Verdict,
)
from application.history.windows.page_traces import PageTraceReader
from application.ports.event_store import StoreUnavailable
from interfaces.cli.master_keys import readable_master_keys
from interfaces.cli.terminal.output import count_of
from interfaces.runtime.clock_and_ids import now

_WORDS: Final[dict[type[Verdict], str]] = {
    ShownExactly: "shown exactly so",
    Diverges: "diverging",
    NotRecorded: "reconstructed",
    Erased: "erased",
    NotReplayed: "not compared, which needs the merchants' settings or the master key",
}


def check_displays(
    url: str, database_url: str | None, data: Path, broken: Collection[str]
) -> tuple[list[DivergingDisplay], str]:
    """Return the displays that diverge, and the counts in words; empty without a commitment.

    The checkouts in `broken` are left out.
    """
    from interfaces.storage.postgres.events.codec import UnreadableEvent

    try:
        diverging, check = asyncio.run(_run(url, database_url, data, broken))
    except (StoreUnavailable, UnreadableEvent) as error:
        return [], f"What customers were shown is not replayed: {error}"
    total = sum(check.verdicts.values())
    if not total:
        return [], ""
    counts = [
        f"{count} {words}" for kind, words in _WORDS.items() if (count := check.verdicts[kind])
    ]
    text = f"Replayed what was shown for {count_of(total, 'commitment')}: {', '.join(counts)}."
    if check.today:
        text += f" Today's page would show {check.today} of them differently."
    return diverging, text


async def _run(
    url: str, database_url: str | None, data: Path, broken: Collection[str]
) -> tuple[list[DivergingDisplay], DisplayCheck]:
    from interfaces.api.shown.display_renderers import ShopApis, ShownRenderers
    from interfaces.dialects.registry import LANGUAGES, OF_AGENTS
    from interfaces.storage.postgres.storage import PostgresStorage

    keys = readable_master_keys(database_url, data)
    # The answers to agents need the settings of the merchants, which a command about the database does not read.
    renderers = ShownRenderers(ShopApis(languages=LANGUAGES, of_agents=OF_AGENTS))
    check = DisplayCheck(broken)
    async with PostgresStorage(url, readers=1, master_keys=keys) as storage:
        inquiries = Inquiries(
            histories=CheckoutRepository(
                storage.events, CheckoutCache(1), NoSnapshots(storage.events)
            ),
            store=storage.events,
            refusals=storage.refusals,
            persons=storage.persons,
            clock=now,
        )
        replay = ShownReplay(inquiries, PageTraceReader(storage.events), renderers)
        diverging = [each async for each in check.run(replay, storage.commitments.all())]
    return diverging, check
