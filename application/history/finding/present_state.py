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
        ids = [each.checkout.checkout_id for each in found]
        if query.refused is not None and ids:
            reasons = await self._refusals.reasons_of(ids)
            ids = [
                each
                for each in ids
                if is_refused_for(query.refused, reasons.get(each, frozenset()))
            ]
        if query.has_parked is not None and ids:
            parked = await self._deliveries.parked_among(ids)
            ids = [each for each in ids if (each in parked) is query.has_parked]
        kept = frozenset(ids)
        return [each for each in found if each.checkout.checkout_id in kept]


def is_refused_for(wanted: str, reasons: frozenset[str]) -> bool:
    """Return whether commands that were refused for `reasons` meet a condition: a reason, ANY_REASON, or NO_REASON."""
    if wanted == NO_REASON:
        return not reasons
    return bool(reasons) if wanted == ANY_REASON else wanted in reasons


def _is_wanted(checkout: FoundCheckout, query: CheckoutQuery) -> bool:
    return query.dialect in (None, checkout.dialect) and (
        query.stage is None or query.stage.value == checkout.stage
    )
