"""What every event of a checkout has; the events themselves are in `domain.events`."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from eventsourcing.domain import CanMutateAggregate

from domain.provenance import Provenance
from domain.state import CheckoutState


@dataclass(frozen=True, kw_only=True)
class CheckoutEvent(CanMutateAggregate[str]):
    """What every event has: whose it is, its version, when (UTC) and from whom it came."""

    TOPIC: ClassVar[str]

    originator_id: str
    originator_version: int
    timestamp: datetime
    provenance: Provenance

    def apply(self, aggregate: CheckoutState) -> None:
        """Assigns what this event says."""
        raise NotImplementedError  # each event assigns something else, and there is no default
