"""From the application to the wire. Pure functions."""

from collections.abc import Sequence

from application.history.blame import FieldOrigin
from application.history.document import document
from application.history.inquiries import BlameReport, Difference, StateAt, VersionStamp
from application.history.timeline import CallbackEntry, ChangeDescription, RequestEntry
from application.ports.access_log import StoredAccessEntry
from application.ports.audit_log import AuditEntry
from application.ports.refusal_log import StoredRefusal
from application.ports.webhook_log import DeliveryAttempt, WebhookDelivery
from domain.provenance import Provenance
from interfaces.api.history import wire
from interfaces.api.history.memento import state_path, timemap_path, version_path


def state(standing: StateAt) -> wire.StateShape:
    """A state. It says nothing of what came later, so that it stays as it was answered first."""
    checkout = standing.checkout
    return wire.StateShape(
        checkout=checkout.id,
        version=checkout.version,
        time=checkout.modified_on,
        state=document(checkout),
    )


def events(history: Sequence[ChangeDescription]) -> wire.EventsShape:
    """All events of one checkout."""
    return wire.EventsShape(events=[_event(each) for each in history])


def trail_event(entry: AuditEntry) -> wire.EventShape:
    """One event of the trail; the same shape and the same content."""
    return wire.EventShape(
        checkout=entry.checkout_id,
        version=entry.version,
        type=entry.topic,
        time=entry.at,
        provenance=_provenance(entry.provenance),
        changes=wire.raw_text(entry.changes),
    )


def trail_events(entries: Sequence[AuditEntry]) -> wire.EventsShape:
    """A page of the trail."""
    return wire.EventsShape(events=[trail_event(entry) for entry in entries])


def cloud_event(entry: AuditEntry) -> wire.CloudEvent:
    """One event as a CloudEvent. Source and id together are its own: the checkout and the version."""
    return wire.CloudEvent(
        specversion="1.0",
        id=str(entry.version),
        source=state_path(entry.checkout_id),
        type=entry.topic,
        subject=entry.checkout_id,
        time=entry.at,
        datacontenttype="application/json",
        sequence=f"{entry.position:020}",
        data=trail_event(entry),
    )


def versions(checkout_id: str, marks: Sequence[VersionStamp]) -> wire.VersionsShape:
    """The TimeMap as JSON."""
    original = state_path(checkout_id)
    return wire.VersionsShape(
        checkout=checkout_id,
        original=original,
        timegate=original,
        timemap=timemap_path(checkout_id),
        versions=[
            wire.VersionShape(
                version=mark.version,
                time=mark.at,
                state=version_path(checkout_id, mark.version),
            )
            for mark in marks
        ],
    )


def difference(checkout_id: str, found: Difference) -> wire.DifferenceShape:
    """A difference."""
    return wire.DifferenceShape(
        checkout=checkout_id,
        before=_mark(found.before),
        after=_mark(found.after),
        patch=found.changes,
        words=found.words,
    )


def blame(checkout_id: str, found: BlameReport) -> wire.BlameShape:
    """Blame."""
    return wire.BlameShape(
        checkout=checkout_id,
        version=found.mark.version,
        time=found.mark.at,
        fields=[_blamed(each) for each in found.fields],
    )


def refusals(attempts: Sequence[StoredRefusal]) -> wire.RefusalsShape:
    """Refused attempts."""
    return wire.RefusalsShape(
        refusals=[
            wire.RefusalShape(
                checkout=each.checkout_id,
                version=each.version,
                time=each.at,
                command=each.operation,
                asked=wire.raw_text(each.asked),
                reason=each.reason,
                facts=wire.raw_text(each.facts),
                provenance=_provenance(each.provenance),
            )
            for each in attempts
        ]
    )


def timeline(checkout_id: str, requests: Sequence[RequestEntry]) -> wire.TimelineShape:
    """A timeline."""
    return wire.TimelineShape(
        checkout=checkout_id,
        requests=[
            wire.RequestShape(
                time=each.at,
                provenance=_provenance(each.provenance),
                events=[
                    _told(part) for part in each.happened if isinstance(part, ChangeDescription)
                ],
                refusals=[
                    _told_refusal(part) for part in each.happened if isinstance(part, StoredRefusal)
                ],
                calls=[
                    _told_call(part) for part in each.happened if isinstance(part, CallbackEntry)
                ],
            )
            for each in requests
        ],
    )


def deliveries(found: Sequence[WebhookDelivery]) -> wire.DeliveriesShape:
    """Deliveries."""
    return wire.DeliveriesShape(deliveries=[delivery(each) for each in found])


def delivery(found: WebhookDelivery) -> wire.DeliveryShape:
    """One delivery."""
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


def reads(page: Sequence[StoredAccessEntry]) -> wire.ReadsShape:
    """Readings."""
    return wire.ReadsShape(
        reads=[
            wire.ReadShape(
                time=kept.read.at,
                reader=kept.read.provenance.actor,
                checkout=kept.read.checkout_id,
                asked=kept.read.asked,
                provenance=_provenance(kept.read.provenance),
            )
            for kept in page
        ]
    )


def _event(told: ChangeDescription) -> wire.EventShape:
    event = told.event
    return wire.EventShape(
        checkout=event.originator_id,
        version=event.originator_version,
        type=event.TOPIC,
        time=event.timestamp,
        provenance=_provenance(event.provenance),
        changes=wire.raw(told.changes),
    )


def _told(told: ChangeDescription) -> wire.ToldEventShape:
    return wire.ToldEventShape(
        version=told.event.originator_version,
        type=told.event.TOPIC,
        changes=told.changes,
        words=told.words,
    )


def _told_refusal(attempt: StoredRefusal) -> wire.ToldRefusalShape:
    return wire.ToldRefusalShape(
        version=attempt.version,
        command=attempt.operation,
        asked=wire.raw_text(attempt.asked),
        reason=attempt.reason,
        facts=wire.raw_text(attempt.facts),
    )


def _told_call(called: CallbackEntry) -> wire.ToldCallShape:
    return wire.ToldCallShape(
        delivery=called.delivery.id,
        version=called.delivery.version,
        channel=called.delivery.channel,
        method=called.delivery.method,
        url=called.delivery.shown_url,
        attempt=_attempt(called.attempt),
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


def _blamed(blamed: FieldOrigin) -> wire.BlamedShape:
    event = blamed.event
    return wire.BlamedShape(
        field=blamed.field.pointer,
        value=blamed.field.value,
        before=blamed.before,
        version=event.originator_version,
        type=event.TOPIC,
        time=event.timestamp,
        provenance=_provenance(event.provenance),
    )


def _provenance(provenance: Provenance) -> wire.ProvenanceShape:
    return wire.ProvenanceShape(
        actor=provenance.actor,
        dialect=provenance.dialect,
        operation=provenance.operation,
        request_id=provenance.request_id,
        address=provenance.address,
        user_agent=provenance.user_agent,
        idempotency_key=provenance.idempotency_key,
    )


def _mark(mark: VersionStamp) -> wire.MarkShape:
    return wire.MarkShape(version=mark.version, time=mark.at)
