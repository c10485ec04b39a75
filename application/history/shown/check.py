"""Replays every commitment and counts what the replays find."""

from collections import Counter
from collections.abc import AsyncIterable, AsyncIterator, Collection
from dataclasses import dataclass, field

from application.history.inquiries import Subject
from application.history.shown.replay import ShownReplay
from application.history.shown.verdict import Diverges, Verdict
from application.history.shown.words import verdict_sentences
from domain.events import PurchaseCommitted


@dataclass(frozen=True, kw_only=True)
class DivergingDisplay:
    """A commitment whose replay has another digest than the recorded one."""

    checkout_id: str
    version: int
    what: str


@dataclass
class DisplayCheck:
    """A check of displays, but not of the checkouts in `broken`, whose histories cannot be trusted.

    `verdicts` counts the displays by verdict, `today` those that today's page would show differently.
    """

    broken: Collection[str] = ()
    verdicts: Counter[type[Verdict]] = field(default_factory=Counter)
    today: int = 0

    async def run(
        self, replay: ShownReplay, commitments: AsyncIterable[PurchaseCommitted]
    ) -> AsyncIterator[DivergingDisplay]:
        """Yield the displays that diverge. Raises StoreUnavailable."""
        async for commitment in commitments:
            if commitment.originator_id in self.broken:
                continue
            subject = Subject(checkout_id=commitment.originator_id, merchants=None)
            found = await replay.of(subject, commitment.shown_version)
            self.verdicts[type(found.verdict)] += 1
            self.today += bool(found.today)
            if isinstance(found.verdict, Diverges):
                yield DivergingDisplay(
                    checkout_id=commitment.originator_id,
                    version=commitment.originator_version,
                    what=" ".join(verdict_sentences(found.verdict)),
                )
