"""How a change is decided, and how a conflict becomes a lock error.

A draft of the checkout is taken at the newest version that this process knows, the verb is applied to it, and its
events are appended at that version. Where the append finds the version taken, somebody else's change came first: that
is `StaleVersion` if the caller had named a version and `Locked` otherwise. Nothing is retried over somebody else's
change.

The one exception is this process's own cache. A copy from it may be behind what another process recorded long before
the request arrived, and the client never pays for that: an answer that a cached copy alone would give, be it a refusal,
"nothing to change" or a conflict with an event that is older than the request, is not given; the history is read on and
the change decided once more, on what stands. A change that was under way in this process when the request arrived, and
an event as young as the request, are overlaps and refused. (The comparison is of event times, so the clocks of servers
that share a database should agree; a difference d can make overlaps up to d apart look like turns, and the reverse.)
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from application.commands import Change
from application.histories import Histories, collected
from application.ports import RefusalLog, RefusedAttempt, VersionTaken
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import Locked, Refusal, StaleVersion

Admit = Callable[[Checkout], None]


@dataclass(frozen=True)
class _Changed:
    checkout: Checkout


@dataclass(frozen=True)
class _Unchanged:
    checkout: Checkout


@dataclass(frozen=True)
class _Refused:
    refusal: Refusal
    checkout: Checkout


@dataclass(frozen=True)
class _Overtaken:
    """The version at which the events were to be recorded was taken."""


_Outcome = _Changed | _Unchanged | _Refused | _Overtaken


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One change as it was asked for. `admit` raises unless the asker may know of the checkout.

    `expected_versions` are the versions that the caller names, one of which has to stand; None where it names none.
    `on_record` says whether a refusal is kept: one that nobody asked for is not.
    """

    checkout_id: str
    expected_versions: tuple[int, ...] | None
    change: Change
    by: Provenance
    at: datetime
    admit: Admit
    on_record: bool


class Decider:
    """Decides changes for one process, and keeps those that are refused."""

    def __init__(self, histories: Histories, refusals: RefusalLog) -> None:
        self._histories = histories
        self._refusals = refusals
        self._under_way: Counter[str] = Counter()

    async def decide(self, asked: Asked) -> Checkout:
        """The checkout as it stands after the change, durably. Raises the verb's refusals, Locked, StaleVersion."""
        overlapping = self._under_way[asked.checkout_id] > 0
        self._under_way[asked.checkout_id] += 1
        try:
            return await self._decide(asked, overlapping)
        finally:
            self._under_way[asked.checkout_id] -= 1
            if not self._under_way[asked.checkout_id]:
                del self._under_way[asked.checkout_id]

    async def _decide(self, asked: Asked, overlapping: bool) -> Checkout:
        cached = self._histories.cached(asked.checkout_id)
        checkout = cached or await self._histories.newest(asked.checkout_id)
        outcome = await self._attempt(checkout, asked)
        if cached is not None and not isinstance(outcome, _Changed):
            newest = await self._histories.newest(asked.checkout_id)
            if await self._was_behind(cached, newest, outcome, asked.at, overlapping):
                outcome = await self._attempt(newest, asked)
        match outcome:
            case _Changed(checkout=changed) | _Unchanged(checkout=changed):
                return changed
            case _Refused(refusal=refusal, checkout=refused):
                await self._keep(refusal, refused, asked)
                raise refusal
            case _Overtaken():
                newest = await self._histories.newest(asked.checkout_id)
                conflict = _conflict(asked, newest)
                await self._keep(conflict, newest, asked)
                raise conflict

    async def _attempt(self, checkout: Checkout, asked: Asked) -> _Outcome:
        asked.admit(checkout)
        draft = checkout.draft()
        # A history's times never run backwards, though a clock may, and though an earlier request is decided later.
        at = max(asked.at, checkout.modified_on)
        try:
            _refuse_stale(draft, asked)
            asked.change.decide(draft, asked.by, at)
        except Refusal as refusal:
            return _Refused(refusal, checkout)
        events = collected(draft)
        if not events:
            return _Unchanged(checkout)
        try:
            await self._histories.append(draft, events)
        except VersionTaken:
            return _Overtaken()
        return _Changed(draft)

    async def _was_behind(
        self,
        cached: Checkout,
        newest: Checkout,
        outcome: _Outcome,
        at: datetime,
        overlapping: bool,
    ) -> bool:
        """Whether the cached copy alone is to blame for an outcome, so that the change is decided once more."""
        if newest.version == cached.version:
            return False
        if not isinstance(outcome, _Overtaken):
            return True
        if overlapping:
            return False
        unseen = await self._histories.event_at(cached.id, cached.version + 1)
        return unseen is not None and unseen.timestamp < at

    async def _keep(self, refusal: Refusal, checkout: Checkout, asked: Asked) -> None:
        if not asked.on_record:
            return
        await self._refusals.keep(
            RefusedAttempt(
                checkout_id=checkout.id,
                merchant=checkout.merchant,
                version=checkout.version,
                at=asked.at,
                reason=type(refusal).__name__,
                facts=refusal.facts(),
                operation=type(asked.change).__name__,
                asked=asked.change,
                provenance=asked.by,
            )
        )


def _refuse_stale(checkout: Checkout, asked: Asked) -> None:
    expected = asked.expected_versions
    if expected is not None and checkout.version not in expected:
        raise StaleVersion(expected=expected, actual=checkout.version)


def _conflict(asked: Asked, newest: Checkout) -> Refusal:
    if asked.expected_versions is not None:
        return StaleVersion(expected=asked.expected_versions, actual=newest.version)
    return Locked()
