"""What checkouts are searched by, and the event that each of them is found by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from application.ports.audit_log import AuditFilter
from domain.events import (
    Cancelled,
    CheckoutEvent,
    Completed,
    Expired,
    Opened,
    PurchaseCommitted,
    Suspended,
)
from domain.stage import Stage

_REACHED_BY: Final[dict[Stage, type[CheckoutEvent]]] = {
    Stage.SUSPENDED: Suspended,
    Stage.COMMITTED: PurchaseCommitted,
    Stage.COMPLETED: Completed,
    Stage.CANCELLED: Cancelled,
    Stage.EXPIRED: Expired,
}
_UNIQUE_IN_A_HISTORY: Final = (Opened.TOPIC, Completed.TOPIC, Cancelled.TOPIC, Expired.TOPIC)
ANY_REASON: Final = "any"
"""The value of `refused` for a refused command of any reason."""
NO_REASON: Final = "none"
"""The value of `refused` for checkouts without a refused command."""


@dataclass(frozen=True, kw_only=True)
class CheckoutQuery:
    """The conditions of a search for checkouts. A checkout must meet all that are set.

    `merchants` are those that the reader may see; None for all. A checkout is found by one event, its anchor, which is
    the newest event that meets the conditions on `actor`, times, totals, `currency` and `text` together:

    - With a stage that an event reaches, the anchor is that event: the commit, the completion, the suspension. So
      `since` and `until` say when the checkout reached the stage.
    - Otherwise, with an actor, a total or a text, the anchor is any event: a total that the checkout had at any time
      finds it.
    - Otherwise it is the opening.

    `stage` is that of the checkout now. `dialect` is the one that it was opened in. `refused` is the reason of a
    refused command, ANY_REASON or NO_REASON. `has_parked` is whether a callback is parked. Totals are minor units and
    inclusive; `since` is inclusive and `until` exclusive.
    """

    merchants: tuple[str, ...] | None
    merchant: str | None = None
    dialect: str | None = None
    stage: Stage | None = None
    actor: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    min_total: int | None = None
    max_total: int | None = None
    currency: str | None = None
    text: str | None = None
    refused: str | None = None
    has_parked: bool | None = None

    @property
    def anchor_types(self) -> tuple[str, ...]:
        """The topics of the events that can be the anchor; empty for any event."""
        reached_by = None if self.stage is None else _REACHED_BY.get(self.stage)
        if reached_by is not None:
            return (reached_by.TOPIC,)
        conditions = (self.actor, self.min_total, self.max_total, self.text)
        return (Opened.TOPIC,) if conditions == (None, None, None, None) else ()

    @property
    def anchors_repeat(self) -> bool:
        """Whether several events of one checkout can meet the conditions."""
        return not set(self.anchor_types) & set(_UNIQUE_IN_A_HISTORY)

    def anchors(self) -> AuditFilter:
        """Return the filter for the events that meet the conditions."""
        return AuditFilter(
            merchants=self.merchants,
            merchant=self.merchant,
            types=self.anchor_types,
            actor=self.actor,
            since=self.since,
            until=self.until,
            min_total=self.min_total,
            max_total=self.max_total,
            currency=self.currency,
            text=self.text,
        )
