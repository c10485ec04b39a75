"""The present state of checkouts that anchors have found, and the conditions on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.history.finding.checkout_query import ANY_REASON, NO_REASON, CheckoutQuery
from application.history.finding.found_checkout import FoundCheckout, from_entries
from application.ports.audit_log import AuditEntry, AuditFilter, AuditLog
from application.ports.refusal_log import RefusalLog
from application.ports.webhooks.webhook_log import WebhookLog

_EVERY_EVENT = AuditFilter(merchants=None)


@dataclass(frozen=True, kw_only=True)
class FoundByEvent:
    """A checkout and its anchor: the event that it was found by."""

    checkout: FoundCheckout
    anchor: AuditEntry


class PresentState:
    """Reads the present state of checkouts. Every method raises StoreUnavailable."""

    def __init__(self, audit_log: AuditLog, refusals: RefusalLog, deliveries: WebhookLog) -> None:
        self._audit_log = audit_log
        self._refusals = refusals
        self._deliveries = deliveries

    async def narrow(
        self, query: CheckoutQuery, anchors: Sequence[AuditEntry]
    ) -> list[FoundByEvent]:
        """Return the checkouts of the anchors that meet the conditions on the present state, in their order.

        Of several anchors of one checkout the first one counts.
        """
        first: dict[str, AuditEntry] = {}
        for each in anchors:
            first.setdefault(each.checkout_id, each)
        if not first:
            return []
        newest = await self._audit_log.newest_of([*first], _EVERY_EVENT)
        now = {each.checkout_id: each for each in newest}
        openings = {each.checkout_id: each for each in await self._audit_log.openings_of([*first])}
        found = [
            FoundByEvent(checkout=from_entries(openings[each], now[each]), anchor=anchor)
            for each, anchor in first.items()
        ]
        found = [each for each in found if _is_wanted(each.checkout, query)]
        if query.refused is not None:
            refused = await self._refused_for(query.refused, found)
            found = [each for each in found if each.checkout.checkout_id in refused]
        if query.has_parked is not None:
            parked = await self.parked_among(found)
            found = [
                each for each in found if (each.checkout.checkout_id in parked) is query.has_parked
            ]
        return found

    async def refused_among(self, found: Sequence[FoundByEvent]) -> frozenset[str]:
        """Return those of the checkouts of which a command was refused."""
        return await self._refused_for(ANY_REASON, found)

    async def parked_among(self, found: Sequence[FoundByEvent]) -> frozenset[str]:
        """Return those of the checkouts that have a parked callback."""
        ids = _ids(found)
        return await self._deliveries.parked_among(ids) if ids else frozenset()

    async def _refused_for(self, reason: str, found: Sequence[FoundByEvent]) -> frozenset[str]:
        ids = _ids(found)
        reasons = await self._refusals.reasons_of(ids) if ids else {}
        if reason == NO_REASON:
            return frozenset(each for each in ids if not reasons.get(each))
        return frozenset(
            each
            for each in ids
            if (of_one := reasons.get(each)) and (reason == ANY_REASON or reason in of_one)
        )


def _ids(found: Sequence[FoundByEvent]) -> list[str]:
    return [each.checkout.checkout_id for each in found]


def _is_wanted(checkout: FoundCheckout, query: CheckoutQuery) -> bool:
    return query.dialect in (None, checkout.dialect) and (
        query.stage is None or query.stage.value == checkout.stage
    )
