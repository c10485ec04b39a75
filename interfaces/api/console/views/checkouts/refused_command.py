"""One refused command: what it wanted beside the state then, why it was refused, and what came before it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from urllib.parse import quote

from application.checkouts.invalid_bodies import INVALID_BODY
from application.commands.order import ReportOrder
from application.history.answers.facts import EventMark
from application.history.narrative import format_value
from application.history.primitives import Value
from application.history.refused.inquiry import RefusedCommandReport
from application.history.refused.wanted_values import WantedValue
from application.history.wording.orders import reported_sentences
from application.ports.refusal_log import StoredRefusal
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
    stage_sign,
)
from interfaces.api.console.text.personal import Pieces, pieces_of
from interfaces.api.console.text.phrases import Shown, phrase
from interfaces.api.console.text.sentences import sentence_text
from interfaces.api.console.text.values import Instant, ReaderFormat
from interfaces.api.console.views.values import path_name, value_at

_STATED: Final = frozenset({"errors", "errors_not_named", "beyond_limit", "fault"})


@dataclass(frozen=True, kw_only=True)
class RequestView:
    """A request: who sent it, when, and with which operation of which dialect."""

    at: Instant
    actor: Sign
    name: str
    dialect: Shown
    operation: Shown
    request_id: str


@dataclass(frozen=True, kw_only=True)
class WantedRow:
    """A value that the command wanted, and the one of the state; empty for none."""

    name: str
    wanted: Pieces
    present: Pieces
    differs: bool


@dataclass(frozen=True, kw_only=True)
class RefusedCommandView:
    """The command, the version that it was decided on, and the event that stood in its way with its version and name.

    `answered` is the HTTP status of the answer; empty if it is not known. `more` is how many values are left out.
    """

    reason: Shown
    explanation: Shown
    command: Shown
    request: RequestView
    address: Pieces
    user_agent: Pieces
    answered: str
    version: int
    stage: Sign
    total: str
    place: str
    is_body: bool
    content: tuple[tuple[str, Pieces], ...]
    facts: tuple[tuple[str, Pieces], ...]
    rows: tuple[WantedRow, ...]
    more: int
    other: RequestView | None
    other_version: int
    other_event: Shown


def refused_command_view(
    found: RefusedCommandReport,
    form: ReaderFormat,
    status_of: Callable[[StoredRefusal], int | None],
) -> RefusedCommandView:
    """Return the view of a refused command. `status_of` returns the HTTP status that the caller got."""
    refusal, present = found.refusal, found.present
    by, currency = refusal.provenance, present.currency
    status, other = status_of(refusal), found.obstruction
    is_body = refusal.reason == INVALID_BODY
    return RefusedCommandView(
        reason=reason_name(refusal.reason),
        explanation=explanation_text(refusal, form),
        command=reason_name(refusal.operation),
        request=RequestView(
            at=form.microseconds(refusal.at),
            actor=actor_sign(by.actor),
            name=actor_name(by.actor),
            dialect=dialect_name(by.dialect),
            operation=operation_name(by.operation),
            request_id=by.request_id,
        ),
        address=pieces_of(by.address, form),
        user_agent=pieces_of(by.user_agent, form),
        answered="" if status is None else str(status),
        version=present.version,
        stage=stage_sign(present.stage),
        total=form.money(present.total, currency),
        place=f"#refused-{refusal.version}-{quote(by.request_id, safe='')}",
        is_body=is_body,
        content=tuple(_content(refusal, currency, form)),
        # The explanation of a refused report has all facts.
        facts=()
        if refusal.operation == ReportOrder.NAME
        else tuple(
            _values(refusal.facts, currency, form, without=_STATED if is_body else frozenset())
        ),
        rows=tuple(_row(each, currency, form) for each in found.values),
        more=found.value_count - len(found.values),
        other=None if other is None else _other(other, form),
        other_version=0 if other is None else other.version,
        other_event="" if other is None else event_name(other.topic),
    )


def _content(
    refusal: StoredRefusal, currency: str, form: ReaderFormat
) -> Iterator[tuple[str, Pieces]]:
    """Yield what cannot be compared with the state: the values of a body, and the entries of a report."""
    if refusal.reason == INVALID_BODY:
        yield from _values(refusal.command, currency, form)
    elif refusal.operation == ReportOrder.NAME:
        report = json.loads(refusal.command, parse_float=Decimal).get("report")
        for each in reported_sentences(report, currency):
            yield form.say(phrase("Reported")), pieces_of(sentence_text(each, form), form)


def _other(event: EventMark, form: ReaderFormat) -> RequestView:
    return RequestView(
        at=form.microseconds(event.at),
        actor=actor_sign(event.actor),
        name=actor_name(event.actor),
        dialect=dialect_name(event.dialect),
        operation=operation_name(event.operation),
        request_id=event.request_id,
    )


def _row(value: WantedValue, currency: str, form: ReaderFormat) -> WantedRow:
    return WantedRow(
        name=path_name(value.path, form),
        wanted=value_at(value.path, value.wanted, currency, form),
        present=value_at(value.path, value.present, currency, form),
        differs=value.differs,
    )


def _values(
    text: str, currency: str, form: ReaderFormat, *, without: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Pieces]]:
    found: Value = json.loads(text, parse_float=Decimal)
    for name, value in found.items() if isinstance(found, dict) else ():
        if name not in without and value not in (None, [], {}):
            yield form.say(field_name(name)), pieces_of(format_value(name, value, currency), form)
