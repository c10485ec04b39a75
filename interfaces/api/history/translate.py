"""Convert the results of inquiries to the shapes of the history API."""

from collections.abc import Sequence

import msgspec

from application.history.blame import FieldOrigin
from application.history.document import document
from application.history.inquiries import BlameReport, Difference, StateAt, VersionStamp
from application.history.timeline import CallbackEntry, ChangeDescription, RequestEntry
from application.ports.access_log import StoredAccessEntry
from application.ports.audit_log import AuditEntry
from application.ports.refusal_log import StoredRefusal
from application.ports.webhooks.webhook_log import DeliveryAttempt, WebhookDelivery
from domain.provenance import Provenance
from interfaces.api.explanations import explanation_of
from interfaces.api.history import audit_wire, wire
from interfaces.api.history.paths import state_path, timemap_path, version_path


def state(state_at: StateAt) -> wire.StateShape:
    """Convert a state. The shape has nothing about later versions, so a past state is always the same."""
    checkout = state_at.checkout
    return wire.StateShape(
        checkout=checkout.id,
        version=checkout.version,
        time=checkout.modified_on,
        state=document(checkout),
    )


def events(history: Sequence[ChangeDescription]) -> wire.CheckoutEventsShape:
    """Convert events of one checkout."""
    return wire.CheckoutEventsShape(events=[_event(each) for each in history])


def audit_event(entry: AuditEntry) -> wire.EventShape:
    """Convert one entry of the audit log to the shape that the endpoint of one checkout uses too."""
    return wire.EventShape(
        checkout=entry.checkout_id,
        version=entry.version,
        type=entry.topic,
        time=entry.at,
        provenance=provenance(entry.provenance),
        changes=wire.raw_text(entry.changes),
    )


def audit_events(entries: Sequence[AuditEntry]) -> wire.EventsShape:
    """Convert a page of the audit log."""
    return wire.EventsShape(events=[audit_event(entry) for entry in entries])


def cloud_event(entry: AuditEntry) -> audit_wire.CloudEvent:
    """Convert an entry to a CloudEvent. `source` (the checkout) and `id` (the version) together are unique."""
    return audit_wire.CloudEvent(
        specversion="1.0",
        id=str(entry.version),
        source=state_path(entry.checkout_id),
        type=entry.topic,
        subject=entry.checkout_id,
        time=entry.at,
        datacontenttype="application/json",
        sequence=f"{entry.position:020}",
        data=audit_event(entry),
    )


def versions(checkout_id: str, stamps: Sequence[VersionStamp]) -> wire.VersionsShape:
    """Convert the versions to a TimeMap in JSON."""
    original = state_path(checkout_id)
    return wire.VersionsShape(
        checkout=checkout_id,
        original=original,
        timegate=original,
        timemap=timemap_path(checkout_id),
        versions=[
            wire.VersionShape(
                version=stamp.version,
                time=stamp.at,
                state=version_path(checkout_id, stamp.version),
            )
            for stamp in stamps
        ],
    )


def difference(checkout_id: str, found: Difference) -> wire.DifferenceShape:
    """Convert the difference of two versions."""
    return wire.DifferenceShape(
        checkout=checkout_id,
        before=_stamp(found.before),
        after=_stamp(found.after),
        patch=found.changes,
        words=found.words,
    )


def blame(checkout_id: str, found: BlameReport) -> wire.BlameShape:
    """Convert the origin of each field."""
    return wire.BlameShape(
        checkout=checkout_id,
        version=found.mark.version,
        time=found.mark.at,
        fields=blame_fields(found.fields),
    )


def blame_fields(origins: Sequence[FieldOrigin]) -> list[wire.BlamedShape]:
    """Convert the origins of fields."""
    return [_blame_shape(each) for each in origins]


def refusals(found: Sequence[StoredRefusal]) -> wire.RefusalsShape:
    """Convert the refused commands of a checkout."""
    return wire.RefusalsShape(refusals=[refusal(each) for each in found])


def refusal(found: StoredRefusal) -> wire.RefusalShape:
    """Convert one refused command."""
    return wire.RefusalShape(
        checkout=found.checkout_id,
        version=found.version,
        position=found.position,
        time=found.at,
        command=found.operation,
        asked=wire.raw_text(found.command),
        reason=found.reason,
        explanation=explanation_of(found),
        facts=wire.raw_text(found.facts),
        provenance=provenance(found.provenance),
    )


def timeline(checkout_id: str, requests: Sequence[RequestEntry]) -> wire.TimelineShape:
    """Convert the timeline of one checkout."""
    return wire.TimelineShape(
        checkout=checkout_id,
        requests=[
            wire.RequestShape(
                time=each.at,
                provenance=provenance(each.provenance),
                events=[
                    _request_event(part)
                    for part in each.happened
                    if isinstance(part, ChangeDescription)
                ],
                refusals=[
                    _request_refusal(part)
                    for part in each.happened
                    if isinstance(part, StoredRefusal)
                ],
                calls=[
                    _request_call(part) for part in each.happened if isinstance(part, CallbackEntry)
                ],
            )
            for each in requests
        ],
    )


def deliveries(found: Sequence[WebhookDelivery]) -> wire.DeliveriesShape:
    """Convert deliveries of webhooks."""
    return wire.DeliveriesShape(deliveries=[delivery(each) for each in found])


def delivery(found: WebhookDelivery) -> wire.DeliveryShape:
    """Convert one delivery with its attempts."""
    return wire.DeliveryShape(
        id=found.id,
        checkout=found.checkout_id,
        version=found.version,
        channel=found.channel,
        method=found.method,
        url=found.shown_url,
        state=found.state.value,
        made=found.made_at,
        due=found.due,
        attempts=[_attempt(attempt) for attempt in found.attempts],
    )


def reads(entries: Sequence[StoredAccessEntry]) -> audit_wire.ReadsShape:
    """Convert entries of the access log."""
    return audit_wire.ReadsShape(
        reads=[
            audit_wire.ReadShape(
                time=entry.read.at,
                reader=entry.read.provenance.actor,
                checkout=entry.read.checkout_id,
                asked=entry.read.shown_target,
                outcome=None if entry.read.outcome is None else entry.read.outcome.value,
                provenance=provenance(entry.read.provenance),
            )
            for entry in entries
        ]
    )


def _event(change: ChangeDescription) -> wire.EventShape:
    event = change.event
    return wire.EventShape(
        checkout=event.originator_id,
        version=event.originator_version,
        type=event.TOPIC,
        time=event.timestamp,
        provenance=provenance(event.provenance),
        changes=wire.raw(change.changes),
    )


def _request_event(change: ChangeDescription) -> wire.RequestEventShape:
    return wire.RequestEventShape(
        version=change.event.originator_version,
        type=change.event.TOPIC,
        changes=change.changes,
        words=change.words,
    )


def _request_refusal(refusal: StoredRefusal) -> wire.RequestRefusalShape:
    return wire.RequestRefusalShape(
        version=refusal.version,
        command=refusal.operation,
        asked=wire.raw_text(refusal.command),
        reason=refusal.reason,
        explanation=explanation_of(refusal),
        facts=wire.raw_text(refusal.facts),
    )


def _request_call(call: CallbackEntry) -> wire.RequestCallShape:
    return wire.RequestCallShape(
        delivery=call.delivery.id,
        version=call.delivery.version,
        channel=call.delivery.channel,
        method=call.delivery.method,
        url=call.delivery.shown_url,
        attempt=_attempt(call.attempt),
    )


def _attempt(attempt: DeliveryAttempt) -> wire.AttemptShape:
    return wire.AttemptShape(
        number=attempt.number,
        time=attempt.at,
        outcome=attempt.outcome.value,
        status=attempt.status,
        milliseconds=attempt.milliseconds,
        problem=attempt.problem,
    )


def _blame_shape(origin: FieldOrigin) -> wire.BlamedShape:
    event = origin.event
    return wire.BlamedShape(
        field=origin.field.pointer,
        value=origin.field.value,
        before=origin.before,
        version=event.originator_version,
        type=event.TOPIC,
        time=event.timestamp,
        provenance=provenance(event.provenance),
    )


def provenance(by: Provenance) -> wire.ProvenanceShape:
    """Convert who caused an event or a refusal, and with which request."""
    return wire.ProvenanceShape(
        actor=by.actor,
        dialect=by.dialect,
        operation=by.operation,
        request_id=by.request_id,
        address=by.address,
        user_agent=by.user_agent,
        idempotency_key=by.idempotency_key,
        peer=by.peer or msgspec.UNSET,
    )


def _stamp(stamp: VersionStamp) -> wire.MarkShape:
    return wire.MarkShape(version=stamp.version, time=stamp.at)
