"""What operators look at: callbacks, erasures, checks of the history, readers, and versions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from application.ports.access_log import AccessLog, ReaderLooks
from application.ports.erasures.schedule import DueErasures, ErasureSchedule, RequestedErasure
from application.ports.operations.checks import CheckLog, CheckOutcome
from application.ports.operations.installation import Installation, InstallationVersions
from application.ports.operations.ledger_audits import LedgerAuditLog, LedgerAuditOutcome
from application.ports.reader_sessions import ReaderSession, ReaderSessions
from application.ports.webhooks.webhook_log import DeliveryCount, WebhookLog

SOON: Final = timedelta(days=7)
"""How far ahead erasures are listed."""
LATE_AFTER: Final = timedelta(minutes=10)
"""The job that erases runs every 30 seconds. What it has not erased after this time is overdue."""
LATELY: Final = timedelta(hours=24)
"""For how long back readers are listed."""
MOST_LISTED: Final = 50
_MOST_READERS: Final = 500


@dataclass(frozen=True, kw_only=True)
class ErasureReport:
    """What is due within a week, what is overdue, and the newest requested erasures."""

    due: DueErasures
    overdue: DueErasures
    requested: Sequence[RequestedErasure]


@dataclass(frozen=True, kw_only=True)
class RecentReader:
    """One reader of the last day, an actor of the access log. `first_at` and `last_at` are None without an entry.

    `sessions` are those of the console that were used in that time and have not ended.
    """

    reader: str
    looks: int
    first_at: datetime | None
    last_at: datetime | None
    sessions: Sequence[ReaderSession]


class Operations:
    """Reads for operators. Every method raises StoreUnavailable. `merchants` are the reader's; None for all."""

    def __init__(
        self,
        *,
        deliveries: WebhookLog,
        erasures: ErasureSchedule,
        checks: CheckLog,
        ledger_audits: LedgerAuditLog,
        access_log: AccessLog,
        sessions: ReaderSessions,
        installation: Installation,
        clock: Callable[[], datetime],
    ) -> None:
        self._deliveries = deliveries
        self._erasures = erasures
        self._checks = checks
        self._ledger_audits = ledger_audits
        self._access_log = access_log
        self._sessions = sessions
        self._installation = installation
        self._clock = clock

    async def delivery_counts(self, merchants: tuple[str, ...] | None) -> Sequence[DeliveryCount]:
        """Return the callbacks that wait, were ended or are parked, by state and receiver."""
        return await self._deliveries.count_by_receiver(merchants)

    async def erasures(self, merchants: tuple[str, ...] | None) -> ErasureReport:
        """Return what is due within a week, overdue, and requested."""
        now = self._clock()
        late = now - LATE_AFTER
        return ErasureReport(
            due=await self._erasures.due(
                merchants, after=late, until=now + SOON, limit=MOST_LISTED
            ),
            overdue=await self._erasures.due(merchants, after=None, until=late, limit=MOST_LISTED),
            requested=await self._erasures.list_requested(merchants, MOST_LISTED),
        )

    async def checks(self, limit: int = MOST_LISTED) -> Sequence[CheckOutcome]:
        """Return the outcomes of `tillroll check`, the newest first."""
        return await self._checks.outcomes(limit)

    async def last_ledger_audit(self) -> LedgerAuditOutcome | None:
        """Return the outcome of the last `tillroll ledger audit`; None if there was none."""
        found = await self._ledger_audits.outcomes(1)
        return found[0] if found else None

    async def recent_readers(self) -> Sequence[RecentReader]:
        """Return who has read in the last day, the one who read last first."""
        since = self._clock() - LATELY
        looks = await self._access_log.looks_since(since, _MOST_READERS)
        sessions: dict[str, list[ReaderSession]] = {}
        for session in await self._sessions.seen_since(since, _MOST_READERS):
            sessions.setdefault(session.actor, []).append(session)
        found = [_reader(each, sessions) for each in looks]
        listed = {each.reader for each in looks}
        found += [
            RecentReader(reader=actor, looks=0, first_at=None, last_at=None, sessions=own)
            for actor, own in sessions.items()
            if actor not in listed
        ]
        return found

    async def versions(self) -> InstallationVersions:
        """Return what the installation runs on."""
        return await self._installation.versions()


def _reader(looks: ReaderLooks, sessions: Mapping[str, Sequence[ReaderSession]]) -> RecentReader:
    return RecentReader(
        reader=looks.reader,
        looks=looks.looks,
        first_at=looks.first_at,
        last_at=looks.last_at,
        sessions=sessions.get(looks.reader, ()),
    )
