"""The projection of events to rows of the audit log.

The eventsourcing library supplies the base class and the tracking of positions. Batches are tillroll's own; see
`indexer`.
"""

from eventsourcing.persistence import Tracking
from eventsourcing.projection import Projection

from domain.events import CheckoutEvent
from interfaces.storage.postgres.audit.computation.batch import OwnComputation
from interfaces.storage.postgres.audit.recorder import AuditRecorder


class AuditProjection(Projection[AuditRecorder]):
    """Records events in the audit log in the order of their positions, one by one."""

    name = "trail"

    def __init__(self, view: AuditRecorder, computation: OwnComputation) -> None:
        super().__init__(view)
        self._computation = computation

    def process_event(self, domain_event: CheckoutEvent, tracking: Tracking) -> None:
        """Record one event with its position, as the library's base class requires."""
        progress = self.view.progress()
        number = progress.number_of(tracking.notification_id, progress.number)
        self.view.record(self._computation.rows_of([(number, domain_event)]), tracking)
