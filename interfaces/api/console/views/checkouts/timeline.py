"""The timeline of a checkout: requests with their events, refused commands and callbacks, in one order."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from application.checkouts.invalid_bodies import INVALID_BODY
from application.commands.order import ReportOrder
from application.history.narrative import part_of
from application.history.primitives import Value
from application.history.timeline import CallbackEntry, ChangeDescription, Happened, RequestEntry
from application.history.windows.timeline_window import TimelineWindow
from application.history.wording.orders import reported_sentences
from application.history.wording.sentences import FieldName, Sentence
from application.ports.refusal_log import StoredRefusal
from domain.events import Opened, PurchaseCommitted
from interfaces.api.console.text.error_texts import error_text
from interfaces.api.console.text.explanations import explanation_text
from interfaces.api.console.text.labels import (
    Sign,
    actor_name,
    actor_sign,
    dialect_name,
    event_name,
    field_name,
    operation_name,
    reason_name,
    sentence_case,
)
from interfaces.api.console.text.personal import Pieces, pieces_of
from interfaces.api.console.text.phrases import Phrase, Shown, phrase
from interfaces.api.console.text.sentences import sentence_text
from interfaces.api.console.text.values import Instant, ReaderFormat
from interfaces.api.console.views.checkouts.callbacks import channel_name

_GOOD_STATUS: Final = range(200, 300)
# An event that opens a checkout sets these. The head of the page and the state have them.
_OF_OPENING: Final = frozenset(
    ("id", "stage", "total", "currency", "merchant", "dialect", "settings")
)


@dataclass(frozen=True, kw_only=True)
class EventItem:
    """An event. `agreed` says who agreed to the purchase with it; empty for any other event."""

    version: int
    name: Shown
    sentences: tuple[Pieces, ...]
    is_selected: bool
    agreed: Shown = ""
    kind: str = "event"


@dataclass(frozen=True, kw_only=True)
class RefusalItem:
    """A refused command: why, what was wanted, and the facts that the rule compared. It has a page at `position`."""

    anchor: str
    version: int
    position: int | None
    reason: Shown
    explanation: Shown
    command: Shown
    wanted: tuple[Pieces, ...]
    facts: tuple[Pieces, ...]
    kind: str = "refusal"


@dataclass(frozen=True, kw_only=True)
class CallbackItem:
    """One attempt to call the shop."""

    anchor: str
    delivery: int
    channel: Shown
    method: str
    url: str
    outcome: Shown
    number: int
    milliseconds: str
    problem: Shown
    is_good: bool
    kind: str = "callback"


TimelineItem = EventItem | RefusalItem | CallbackItem


@dataclass(frozen=True, kw_only=True)
class RequestGroup:
    """One request. `actor` is the kind of its sender with its sign, `name` the credential."""

    at: Instant
    actor: Sign
    name: str
    dialect: Shown
    operation: Shown
    request_id: str
    address: Pieces
    items: tuple[TimelineItem, ...]


@dataclass(frozen=True)
class DayGroup:
    """The requests of one day, in the zone of the reader."""

    day: str
    requests: tuple[RequestGroup, ...]


@dataclass(frozen=True, kw_only=True)
class TimelineView:
    """The requests around a version. `earlier` and `later` are how many versions are not on the page; empty for none.

    `refusals_left_out` are refused commands of these versions, older than those on the page.
    """

    days: tuple[DayGroup, ...]
    earlier: str
    later: str
    earlier_count: int
    later_count: int
    earlier_version: int
    later_version: int
    refusals_left_out: int


def timeline_view(window: TimelineWindow, version: int, form: ReaderFormat) -> TimelineView:
    """Return the view of a window around a version."""
    versions = window.versions
    builder = _Builder(version, window.currency, form)
    days = groupby(window.requests, lambda each: form.day(each.at))
    return TimelineView(
        days=tuple(DayGroup(day, tuple(map(builder.group, group))) for day, group in days),
        earlier=form.number(versions.before) if versions.before else "",
        later=form.number(versions.after) if versions.after else "",
        earlier_count=versions.before,
        later_count=versions.after,
        earlier_version=versions.first - 1,
        later_version=versions.last + 1,
        refusals_left_out=window.refusals_left_out,
    )


class _Builder:
    """Builds the groups of one timeline."""

    def __init__(self, version: int, currency: str, form: ReaderFormat) -> None:
        self._version = version
        self._currency = currency
        self._form = form

    def group(self, entry: RequestEntry) -> RequestGroup:
        """Return the view of one request."""
        by = entry.provenance
        return RequestGroup(
            at=self._form.time_of_day(entry.at),
            actor=actor_sign(by.actor),
            name=actor_name(by.actor),
            dialect=dialect_name(by.dialect),
            operation=_operation(entry),
            request_id=by.request_id,
            address=pieces_of(by.address, self._form),
            items=tuple(map(self._item, entry.happened)),
        )

    def _item(self, happened: Happened) -> TimelineItem:
        match happened:
            case ChangeDescription():
                return self._event(happened)
            case StoredRefusal():
                return self._refusal(happened)
            case CallbackEntry():
                return _callback(happened)

    def _event(self, change: ChangeDescription) -> EventItem:
        event = change.event
        sentences = change.sentences
        if isinstance(event, Opened):
            sentences = [each for each in sentences if not _is_of_opening(each)]
        return EventItem(
            version=event.originator_version,
            name=event_name(event.TOPIC),
            sentences=tuple(
                pieces_of(sentence_case(sentence_text(each, self._form)), self._form)
                for each in sentences
            ),
            is_selected=event.originator_version == self._version,
            agreed=_agreed_by(change) if isinstance(event, PurchaseCommitted) else "",
        )

    def _refusal(self, refusal: StoredRefusal) -> RefusalItem:
        by = refusal.provenance
        is_report = refusal.operation == ReportOrder.NAME
        return RefusalItem(
            anchor=f"refused-{refusal.version}-{by.request_id}",
            version=refusal.version,
            position=refusal.position,
            reason=reason_name(refusal.reason),
            explanation=explanation_text(refusal, self._form),
            command=reason_name(refusal.operation),
            wanted=tuple(
                self._entries(refusal.command) if is_report else self._parts(refusal.command)
            ),
            # The explanations of these have all of their facts.
            facts=()
            if is_report or refusal.reason == INVALID_BODY
            else tuple(self._parts(refusal.facts)),
        )

    def _entries(self, text: str) -> Iterator[Pieces]:
        for each in reported_sentences(
            json.loads(text, parse_float=Decimal).get("report"), self._currency
        ):
            yield pieces_of(sentence_case(sentence_text(each, self._form)), self._form)

    def _parts(self, text: str) -> Iterator[Pieces]:
        value: Value = json.loads(text, parse_float=Decimal)
        if not isinstance(value, dict):
            return
        for name, part in value.items():
            if part not in (None, [], {}) and not isinstance(part, bool):
                shown = sentence_text(part_of(name, part, self._currency), self._form)
                labelled = phrase("{field}: {value}", field=field_name(name), value=shown)
                yield pieces_of(self._form.say(labelled), self._form)


def _is_of_opening(sentence: Sentence) -> bool:
    field = sentence.values.get("field")
    return isinstance(field, FieldName) and field.name in _OF_OPENING


def _operation(entry: RequestEntry) -> Shown:
    if isinstance(entry.happened[0], CallbackEntry):
        return phrase("Call the shop")
    return operation_name(entry.provenance.operation)


def _agreed_by(change: ChangeDescription) -> Shown:
    if change.event.provenance.is_shopper:
        return phrase("The customer pressed “complete purchase” here")
    return phrase("The purchase was agreed here")


def _callback(entry: CallbackEntry) -> CallbackItem:
    delivery, attempt = entry.delivery, entry.attempt
    outcome: Shown = Phrase(sentence_case(attempt.outcome.value))
    return CallbackItem(
        anchor=f"callback-{delivery.id}-{attempt.number}",
        delivery=delivery.id,
        channel=Phrase(channel_name(delivery.channel)),
        method=delivery.method,
        url=delivery.shown_url,
        outcome=outcome
        if attempt.status is None
        else phrase("{outcome} {status}", outcome=outcome, status=attempt.status),
        number=attempt.number,
        milliseconds="" if attempt.milliseconds is None else f"{attempt.milliseconds}\u00a0ms",
        problem=error_text(attempt.problem or ""),
        is_good=attempt.status is not None and attempt.status in _GOOD_STATUS,
    )
