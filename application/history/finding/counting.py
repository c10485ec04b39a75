"""Counts checkouts of a search by merchant, dialect, stage, refused commands and parked callbacks.

Up to MOST anchors are read, the newest ones, so the cost does not depend on the number of checkouts. Where there are
more, a count is the least that there are. The counts of a facet that is set are those of the search without it: they
say what another value of it would find.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from application.history.finding.checkout_query import ANY_REASON, NO_REASON, CheckoutQuery
from application.history.finding.present_state import is_refused_for
from application.ports.audit_log import AuditLog, AuditLogStatus, TalliedEntry
from application.ports.refusal_log import RefusalLog
from application.ports.webhooks.webhook_log import WebhookLog

MOST: Final = 1000


@dataclass(frozen=True)
class Count:
    """A number of checkouts. With `is_least` there may be more."""

    number: int
    is_least: bool


@dataclass(frozen=True, kw_only=True)
class CheckoutCounts:
    """The counts of a search. `facets` are by field and value; a field that cannot be counted is left out.

    `times` are those of the anchors that were counted, the newest first. `status` is how far the audit log was behind.
    """

    total: Count
    facets: Mapping[str, Mapping[str, Count]]
    times: Sequence[datetime]
    status: AuditLogStatus


@dataclass(frozen=True, slots=True)
class _Member:
    entry: TalliedEntry
    is_refused: bool
    is_parked: bool


@dataclass(frozen=True)
class _Scan:
    members: Sequence[_Member]
    is_cut: bool

    def count(self) -> Count:
        return Count(len(self.members), self.is_cut)

    def by(self, value: Callable[[_Member], str]) -> dict[str, Count]:
        counted = Counter(map(value, self.members))
        return {each: Count(number, self.is_cut) for each, number in counted.items()}


class CheckoutCounting:
    """Counts checkouts. Every method raises StoreUnavailable."""

    def __init__(self, audit_log: AuditLog, refusals: RefusalLog, deliveries: WebhookLog) -> None:
        self._audit_log = audit_log
        self._refusals = refusals
        self._deliveries = deliveries

    async def number(self, query: CheckoutQuery) -> Count:
        """Return how many checkouts a search finds."""
        return (await self._scan(query)).count()

    async def of(self, query: CheckoutQuery) -> CheckoutCounts:
        """Return the counts of a search and of its facets.

        The stage is left out where the search has times and no stage: its times are those of the openings then, and
        with a stage they would be those at which a checkout reached it.
        """
        status = await self._audit_log.status()
        scan = await self._scan(query)
        facets: dict[str, Mapping[str, Count]] = {}
        for name, unset, value in _FACETS:
            without = replace(query, **unset)
            has_times = query.since is not None or query.until is not None
            if name == "status" and has_times:
                continue
            of_facet = scan if without == query else await self._scan(without)
            facets[name] = of_facet.by(value)
        times = [each.entry.at for each in scan.members]
        return CheckoutCounts(total=scan.count(), facets=facets, times=times, status=status)

    async def _scan(self, query: CheckoutQuery) -> _Scan:
        anchors = await self._audit_log.tally(query.anchors(), limit=MOST + 1)
        # Of several anchors of one checkout the newest one counts.
        newest: dict[str, TalliedEntry] = {}
        for each in anchors[:MOST]:
            newest.setdefault(each.checkout_id, each)
        found = [each for each in newest.values() if _is_wanted(each, query)]
        ids = [each.checkout_id for each in found]
        reasons = await self._refusals.reasons_of(ids) if ids else {}
        parked = await self._deliveries.parked_among(ids) if ids else frozenset()
        members = [
            _Member(each, bool(reasons.get(each.checkout_id)), each.checkout_id in parked)
            for each in found
            if query.refused is None
            or is_refused_for(query.refused, reasons.get(each.checkout_id, frozenset()))
        ]
        if query.has_parked is not None:
            members = [each for each in members if each.is_parked is query.has_parked]
        return _Scan(members, is_cut=len(anchors) > MOST)


def _is_wanted(entry: TalliedEntry, query: CheckoutQuery) -> bool:
    return query.dialect in (None, entry.dialect) and (
        query.stage is None or query.stage.value == entry.stage
    )


def _refused_value(member: _Member) -> str:
    return ANY_REASON if member.is_refused else NO_REASON


def _parked_value(member: _Member) -> str:
    return "yes" if member.is_parked else "no"


_FACETS: Final[Sequence[tuple[str, dict[str, None], Callable[[_Member], str]]]] = (
    ("merchant", {"merchant": None}, lambda each: each.entry.merchant),
    ("dialect", {"dialect": None}, lambda each: each.entry.dialect),
    ("status", {"stage": None}, lambda each: each.entry.stage),
    ("refused", {"refused": None}, _refused_value),
    ("parked", {"has_parked": None}, _parked_value),
)
