"""Turn events into the marks and the changes of the total that facts have."""

from collections.abc import Iterator

from application.history.answers.facts import EventMark, TotalAt, TotalChange
from application.history.windows.timeline_window import HistorySlice
from domain.checkout import Checkout
from domain.events import CheckoutEvent


def mark_of(event: CheckoutEvent) -> EventMark:
    """Return the mark of an event."""
    by = event.provenance
    return EventMark(
        version=event.originator_version,
        at=event.timestamp,
        topic=event.TOPIC,
        actor=by.actor,
        dialect=by.dialect,
        operation=by.operation,
        request_id=by.request_id,
    )


def total_of(checkout: Checkout) -> TotalAt:
    """Return the total of a state."""
    return TotalAt(version=checkout.version, amount=checkout.total, currency=checkout.currency)


def total_changes(part: HistorySlice) -> Iterator[TotalChange]:
    """Yield the changes of the total in a slice, oldest first. The total before the opening is zero."""
    checkout = part.before
    before = 0 if checkout is None else checkout.total
    for event in part.events:
        checkout = event.mutate(None) if checkout is None else checkout.replay([event])
        assert checkout is not None
        after = checkout.total
        if after != before:
            yield TotalChange(
                event=mark_of(event),
                before=before,
                after=after,
                currency=checkout.currency,
            )
        before = after
