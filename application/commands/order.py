"""The command with which a shop reports what happened to an order."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.values.order import Adjustment, FulfilmentEvent, OrderReport


@dataclass(frozen=True, kw_only=True)
class ReportOrder:
    """Record fulfilments, adjustments and expectations of an order: all that are new, or none.

    `undated` are the ids of those entries whose time the shop did not say. They have the time of the request, and a
    repetition has that of the first report.
    """

    NAME: ClassVar[str] = "ReportOrder"

    report: OrderReport
    undated: tuple[str, ...] = ()

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.report_order(self._with_known_times(checkout), by=by, at=at)

    def _with_known_times(self, checkout: Checkout) -> OrderReport:
        if not self.undated:
            return self.report
        fulfilments = {each.id: each for each in checkout.fulfilment_events}
        adjustments = {each.id: each for each in checkout.adjustments}
        return replace(
            self.report,
            fulfilments=tuple(
                self._fulfilment(each, fulfilments.get(each.id)) for each in self.report.fulfilments
            ),
            adjustments=tuple(
                self._adjustment(each, adjustments.get(each.id)) for each in self.report.adjustments
            ),
        )

    def _fulfilment(self, entry: FulfilmentEvent, known: FulfilmentEvent | None) -> FulfilmentEvent:
        if known is None or entry.id not in self.undated:
            return entry
        return replace(entry, occurred_at=known.occurred_at)

    def _adjustment(self, entry: Adjustment, known: Adjustment | None) -> Adjustment:
        """Return the adjustment. The outcome of a pending one has a time of its own."""
        if known is None or entry.id not in self.undated or entry.status is not known.status:
            return entry
        return replace(entry, occurred_at=known.occurred_at)
