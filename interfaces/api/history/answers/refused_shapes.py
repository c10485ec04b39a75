"""Shapes of one refused command, and the conversion of a report to them."""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from application.history.answers.facts import EventMark
from application.history.refused.inquiry import RefusedCommandReport
from application.history.windows.field_history import dotted_path
from interfaces.api.history import translate, wire


class WantedValueShape(wire.Shape, frozen=True, kw_only=True):
    """A value that the command wanted, and the one of the state; null for none."""

    field: Annotated[
        str, msgspec.Meta(description="Its path: names with dots, lines by article, fees by kind.")
    ]
    wanted: Any
    present: Any


class DecidedOnShape(wire.Shape, frozen=True, kw_only=True):
    """The state that the command was decided on. `total` is minor units of `currency`."""

    version: int
    time: datetime
    stage: str
    total: int
    currency: str


class OtherRequestShape(wire.Shape, frozen=True, kw_only=True):
    """The event that stood in the way, and the request that caused it."""

    version: int
    type: str
    time: datetime
    actor: str
    dialect: str
    operation: str
    request_id: str


class RefusedCommandShape(wire.Shape, frozen=True, kw_only=True):
    """One refused command with the state that it was decided on."""

    refusal: wire.RefusalShape
    status: Annotated[
        int | None,
        msgspec.Meta(
            description="The HTTP status that this release answers such a request with; null if it is not known."
        ),
    ]
    decided_on: DecidedOnShape
    values: Annotated[
        list[WantedValueShape],
        msgspec.Meta(description="What the command is about; at most 200 values."),
    ]
    value_count: int
    obstruction: Annotated[
        OtherRequestShape | None,
        msgspec.Meta(description="Null if no other request stood in the way, or if it is unknown."),
    ]


def refused_document(found: RefusedCommandReport, status: int | None) -> RefusedCommandShape:
    """Convert the report on a refused command. `status` is the HTTP status of the answer, where it is known."""
    present = found.present
    return RefusedCommandShape(
        refusal=translate.refusal(found.refusal),
        status=status,
        decided_on=DecidedOnShape(
            version=present.version,
            time=present.modified_on,
            stage=present.stage.value,
            total=present.total,
            currency=present.currency,
        ),
        values=[
            WantedValueShape(field=dotted_path(each.path), wanted=each.wanted, present=each.present)
            for each in found.values
        ],
        value_count=found.value_count,
        obstruction=None if found.obstruction is None else _other(found.obstruction),
    )


def _other(event: EventMark) -> OtherRequestShape:
    return OtherRequestShape(
        version=event.version,
        type=event.topic,
        time=event.at,
        actor=event.actor,
        dialect=event.dialect,
        operation=event.operation,
        request_id=event.request_id,
    )
