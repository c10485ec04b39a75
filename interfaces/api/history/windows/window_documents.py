"""Convert windows to the shapes of the history API."""

import msgspec

from application.history.windows.field_history import FieldHistory
from application.history.windows.timeline_window import EntryCounts, TimelineWindow
from application.history.windows.version_range import VersionRange
from application.history.windows.window_inquiries import EventsWindow
from interfaces.api.history import translate, wire
from interfaces.api.history.windows import field_wire


def timeline_document(checkout_id: str, found: TimelineWindow) -> wire.TimelineShape:
    """Convert the timeline of a window."""
    versions = found.versions
    window = wire.TimelineWindowShape(
        first=versions.first,
        last=versions.last,
        newest=versions.newest,
        before=_counts(found.before),
        after=_counts(found.after),
        refusals_left_out=found.refusals_left_out,
    )
    whole = translate.timeline(checkout_id, found.requests)
    return msgspec.structs.replace(whole, window=window)


def events_document(found: EventsWindow) -> wire.CheckoutEventsShape:
    """Convert the events of a window."""
    whole = translate.events(found.events)
    return msgspec.structs.replace(whole, window=_window(found.versions))


def field_document(
    checkout_id: str, found: FieldHistory, pointer: str
) -> field_wire.FieldHistoryShape:
    """Convert the values of the field with this JSON pointer."""
    return field_wire.FieldHistoryShape(
        checkout=checkout_id,
        version=found.version,
        field=pointer,
        values=[
            field_wire.FieldValueShape(
                value=each.value,
                before=each.before,
                version=each.event.originator_version,
                type=each.event.TOPIC,
                time=each.event.timestamp,
                provenance=translate.provenance(each.event.provenance),
            )
            for each in found.values
        ],
    )


def _window(versions: VersionRange) -> wire.EventsWindowShape:
    return wire.EventsWindowShape(first=versions.first, last=versions.last, newest=versions.newest)


def _counts(counts: EntryCounts) -> wire.EntryCountsShape:
    return wire.EntryCountsShape(
        events=counts.events, refusals=counts.refusals, callbacks=counts.callbacks
    )
