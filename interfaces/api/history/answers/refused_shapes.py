"""Convert the report on one refused command to shapes."""

from application.history.answers.facts import EventMark
from application.history.refused.inquiry import RefusedCommandReport
from application.history.windows.field_history import dotted_path
from interfaces.api.history import translate
from interfaces.api.history.answers.wire import (
    DecidedOnShape,
    OtherRequestShape,
    RefusedCommandShape,
    WantedValueShape,
)


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
