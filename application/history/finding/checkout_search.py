"""Searches checkouts, the newest anchor first. It reads the audit log and has no index of its own.

Anchors are read from the audit log in batches. For each batch the newest and the first entries of its checkouts are
read. Conditions on the present state can leave few checkouts of a batch, so a page ends after `_MOST_BATCHES`, perhaps
with fewer checkouts than its limit and with a position at which the next page continues.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from application.history.finding.checkout_query import CheckoutQuery
from application.history.finding.present_state import FoundByEvent, PresentState
from application.ports.audit_log import AuditEntry, AuditFilter, AuditLog, AuditLogStatus

BATCH: Final = 50
_MOST_BATCHES: Final = 20
_BEYOND_ALL: Final = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class FoundPage:
    """The checkouts of a page, the newest anchor first.

    Older ones are found before the position `older_than`, newer ones after `newer_than`; None if there are none.
    `status` says how far the audit log was behind when the page was read.
    """

    found: Sequence[FoundByEvent]
    older_than: int | None
    newer_than: int | None
    status: AuditLogStatus


class CheckoutSearch:
    """Searches for checkouts. Every method raises StoreUnavailable."""

    def __init__(self, audit_log: AuditLog, state: PresentState) -> None:
        self._audit_log = audit_log
        self._state = state

    async def page(
        self,
        query: CheckoutQuery,
        *,
        older_than: int | None = None,
        newer_than: int | None = None,
        limit: int,
    ) -> FoundPage:
        """Return up to `limit` checkouts with anchors next to one position, or the newest ones. Never give both."""
        if older_than is not None and newer_than is not None:
            raise ValueError("a page is older than a position or newer than one, not both")
        status = await self._audit_log.status()
        if newer_than is not None:
            scan = await self._scan(query, newer_than, limit, backward=False)
            found = scan.found[:limit][::-1]
            oldest = found[-1].anchor.position if found else newer_than + 1
            return FoundPage(
                found=found, older_than=oldest, newer_than=scan.next_position(limit), status=status
            )
        scan = await self._scan(
            query, _BEYOND_ALL if older_than is None else older_than, limit, backward=True
        )
        found = scan.found[:limit]
        newest = None
        if older_than is not None:
            newest = found[0].anchor.position if found else older_than - 1
        return FoundPage(
            found=found, older_than=scan.next_position(limit), newer_than=newest, status=status
        )

    async def _scan(
        self, query: CheckoutQuery, start: int, limit: int, *, backward: bool
    ) -> "_Scan":
        wanted = query.anchors()
        scan = _Scan(start)
        for _ in range(_MOST_BATCHES):
            page = await self._audit_log.page(
                wanted,
                after=None if backward else scan.reached,
                before=scan.reached if backward else None,
                limit=BATCH,
            )
            anchors = page.entries[::-1] if backward else page.entries
            scan.found += await self._narrow(query, wanted, anchors)
            scan.is_finished = not page.is_cut and len(anchors) < BATCH
            if anchors:
                scan.reached = anchors[-1].position
            if scan.is_finished or len(scan.found) > limit:
                break
        return scan

    async def _narrow(
        self, query: CheckoutQuery, wanted: AuditFilter, anchors: Sequence[AuditEntry]
    ) -> list[FoundByEvent]:
        """Return the checkouts that meet the conditions beyond those on the anchor."""
        if query.anchors_repeat and anchors:
            ids = list(dict.fromkeys(each.checkout_id for each in anchors))
            newest = {each.position for each in await self._audit_log.newest_of(ids, wanted)}
            anchors = [each for each in anchors if each.position in newest]
        return await self._state.narrow(query, anchors)


@dataclass
class _Scan:
    """What a scan has found so far, in its direction, and the last position that it read."""

    reached: int
    found: list[FoundByEvent] = field(default_factory=list)
    is_finished: bool = False

    def next_position(self, limit: int) -> int | None:
        """Return the position beyond which a page of `limit` checkouts continues; None at the end of the log."""
        if len(self.found) > limit:
            return self.found[limit - 1].anchor.position
        return None if self.is_finished else self.reached
