"""What operators look at, in memory, for unit tests."""

from collections.abc import Sequence
from datetime import datetime

from application.ports.erasures.schedule import DueErasure, DueErasures, RequestedErasure
from application.ports.operations.checks import CheckOutcome
from application.ports.operations.installation import InstallationVersions
from application.ports.operations.ledger_audits import LedgerAuditOutcome
from application.ports.person_vault import PERSON
from domain.events import Opened
from interfaces.storage.memory.storage import InMemoryStorage


class InMemoryErasureSchedule:
    """Implements `ErasureSchedule` over a vault and the plans of a storage."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def due(
        self,
        merchants: tuple[str, ...] | None,
        *,
        after: datetime | None,
        until: datetime,
        limit: int,
    ) -> DueErasures:
        """Return what is due after `after`, until `until`."""
        policy = await self._storage.vault.applied_retention() or ""
        retained = {each.partition("=")[0] for each in policy.split("\n")}
        owners = self._owners()
        found = [
            DueErasure(
                checkout_id=name.checkout_id,
                merchant=owners.get(name.checkout_id, ""),
                data_class=name.data_class,
                due=at,
            )
            for name, at in self._storage.vault.due_times().items()
            if name.data_class != PERSON or owners.get(name.checkout_id, "") in retained
        ]
        found += [
            DueErasure(
                checkout_id=each.key.name.checkout_id,
                merchant=each.merchant,
                data_class=each.key.name.data_class,
                due=request.at,
                erasure_id=request.id,
            )
            for request, each in self._storage.erasures.list_planned()
            if each.destroyed_at is None
        ]
        found = [
            each
            for each in found
            if (after is None or each.due > after)
            and each.due <= until
            and (merchants is None or each.merchant in merchants)
        ]
        found.sort(key=lambda each: (each.due, each.checkout_id, each.data_class))
        return DueErasures(count=len(found), is_cut=False, first=found[:limit])

    async def list_requested(
        self, merchants: tuple[str, ...] | None, limit: int
    ) -> Sequence[RequestedErasure]:
        """Return the requested erasures, the newest first."""
        found: list[RequestedErasure] = []
        planned = self._storage.erasures.list_planned()
        for request in {request.id: request for request, _ in planned}.values():
            keys = [
                each
                for of, each in planned
                if of.id == request.id and (merchants is None or each.merchant in merchants)
            ]
            left = sum(each.destroyed_at is None for each in keys)
            times = [each.destroyed_at for each in keys if each.destroyed_at is not None]
            if keys:
                found.append(
                    RequestedErasure(
                        id=request.id,
                        cause=request.cause,
                        requested_at=request.at,
                        keys=len(keys),
                        left=left,
                        completed_at=None if left else max(times),
                    )
                )
        return sorted(found, key=lambda each: each.requested_at, reverse=True)[:limit]

    def _owners(self) -> dict[str, str]:
        return {
            event.originator_id: event.merchant
            for _, event in self._storage.events.events_after(0)
            if isinstance(event, Opened)
        }


class InMemoryCheckLog:
    """Outcomes in a list, the oldest first."""

    def __init__(self) -> None:
        self.stored: list[CheckOutcome] = []

    async def outcomes(self, limit: int) -> Sequence[CheckOutcome]:
        """Return the newest outcomes, the newest first."""
        return self.stored[::-1][:limit]


class InMemoryLedgerAudits:
    """Outcomes of audits of the ledger in a list, the oldest first."""

    def __init__(self) -> None:
        self.stored: list[LedgerAuditOutcome] = []

    async def outcomes(self, limit: int) -> Sequence[LedgerAuditOutcome]:
        """Return the newest outcomes, the newest first."""
        return self.stored[::-1][:limit]


class FixedInstallation:
    """Versions that a test names."""

    def __init__(self) -> None:
        self.found = InstallationVersions(
            tillroll="0.1.0", python="3.13.5", postgresql="18.1", schema="72 (check_outcomes)"
        )

    async def versions(self) -> InstallationVersions:
        """Return the versions that a test has named."""
        return self.found
