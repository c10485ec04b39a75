"""Reads one refused command with the state that it was decided on."""

import asyncio
from dataclasses import dataclass

from application.history.answers.facts import EventMark
from application.history.answers.record import RecordReader
from application.history.as_of import AsOfVersion
from application.history.inquiries import Inquiries, Subject
from application.history.refused.obstruction import obstructing_event
from application.history.refused.wanted_values import MOST_VALUES, WantedValue, wanted_values
from application.ports.refusal_log import StoredRefusal
from domain.checkout import Checkout


@dataclass(frozen=True, kw_only=True)
class RefusedCommandReport:
    """A refused command, and the state `present` that it was decided on.

    `values` are what the command wanted and what the state had, at most MOST_VALUES of `value_count`; those that differ
    come first if there are more. `obstruction` is the event that stood in the way; None if no event did, or if it is
    not known.
    """

    refusal: StoredRefusal
    present: Checkout
    newest: int
    values: list[WantedValue]
    value_count: int
    obstruction: EventMark | None


async def refused_command(
    inquiries: Inquiries, subject: Subject, position: int
) -> RefusedCommandReport | None:
    """Return the refused command of a checkout at a position of the log; None if there is none.

    Raises CheckoutNotFound and StoreUnavailable.
    """
    record = await RecordReader.open(inquiries, subject)
    refusal = await inquiries.refusal(subject, position)
    if refusal is None:
        return None
    view = await inquiries.view(subject)
    version = min(refusal.version, record.newest.version)
    present = view.checkout(await inquiries.at(record.newest, AsOfVersion(version)))
    values = await asyncio.to_thread(wanted_values, refusal, present)
    if len(values) > MOST_VALUES:
        shown = sorted(values, key=lambda each: not each.differs)[:MOST_VALUES]
    else:
        shown = values
    return RefusedCommandReport(
        refusal=refusal,
        present=present,
        newest=record.newest.version,
        values=shown,
        value_count=len(values),
        obstruction=await obstructing_event(record, refusal),
    )
