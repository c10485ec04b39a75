"""The short texts of answers, in the words of the other commands."""

from datetime import datetime

from application.evidence.summary import money_text, time_text
from application.history.windows.field_history import dotted_path
from interfaces.api.history.evidence.summary import EvidenceSummaryShape
from interfaces.api.history.finding.shapes import LookupShape
from interfaces.api.history.wire import (
    BlameShape,
    DifferenceShape,
    ProvenanceShape,
    StateShape,
    TimelineWindowShape,
)
from interfaces.cli.history_tools.source import FieldValues, TimelineAnswer
from interfaces.cli.terminal.field_paths import field_paths
from interfaces.cli.terminal.found_table import refused_line
from interfaces.cli.terminal.output import time_of
from interfaces.cli.terminal.timeline.request_lines import entry_lines
from interfaces.cli.terminal.values import money, value_at


def found_lines(match: LookupShape) -> list[str]:
    """Return a line for each checkout that was found, and for each refused command."""
    lines = [
        f"{each.checkout} ({match.matched}): {each.merchant}, {each.stage}, {money(each.total, each.currency)}, "
        f"version {each.version}, changed {time_of(each.changed)} by {each.changed_by}"
        for each in match.checkouts
    ]
    lines += [refused_line(each).plain for each in match.refused or ()]
    return [*lines, "There are more."] if match.more else lines


def state_lines(found: StateShape) -> list[str]:
    """Return the version, its time, the stage, the total, and the lines of the cart."""
    state = found.state
    currency = str(state["currency"])
    title = (
        f"{found.checkout}, version {found.version}, {time_of(found.time)}: "
        f"{state['stage']}, {money(state['total'], currency)}."
    )
    cart = (
        f"{each['quantity']} x {each['description']} ({each['article']}), "
        f"{money(each['unit_price'], currency)} each"
        for each in state["cart"]["lines"]
    )
    return [title, *cart]


def difference_lines(found: DifferenceShape) -> list[str]:
    """Return the versions compared, and what changed."""
    before, after = found.before, found.after
    title = (
        f"From version {before.version} ({time_of(before.time)}) "
        f"to version {after.version} ({time_of(after.time)}):"
    )
    return [title, *(found.words or ["Nothing changed."])]


def origin_lines(report: BlameShape) -> list[str]:
    """Return a line for each field that has or had a value."""
    values = {each.field: each.value for each in report.fields}
    currency = str(values["/currency"])
    paths = field_paths(values)
    return [
        f"{dotted_path(path)} = {value_at(path, each.value, currency)}"
        f"{'' if each.before is None else f' (before: {value_at(path, each.before, currency)})'}, "
        f"{_setter(each.version, each.time, each.provenance)}"
        for each in report.fields
        if (path := paths[each.field]) and (each.value is not None or each.before is not None)
    ]


def field_lines(found: FieldValues) -> list[str]:
    """Return a line for each value that the field had, the newest first."""
    name = dotted_path(found.path)
    return [
        f"{name} = {value_at(found.path, each.value, found.currency)}, "
        f"{_setter(each.version, each.time, each.provenance)}"
        for each in found.shape.values
    ]


def timeline_lines(found: TimelineAnswer) -> list[str]:
    """Return the versions of the window, and the lines of each request."""
    window = found.shape.window
    title = []
    if isinstance(window, TimelineWindowShape):
        title = [f"Versions {window.first} to {window.last} of {window.newest}."]
    rows = (
        each.plain for entry in found.shape.requests for each in entry_lines(entry, found.currency)
    )
    return [*title, *rows]


def evidence_lines(found: EvidenceSummaryShape) -> list[str]:
    """Return the summary in sentences, the claims after their grounds."""
    agreed = found.agreed
    title = (
        f"Agreed by {agreed.by}: {money_text(agreed.total, agreed.currency)} "
        f"with version {agreed.version} at {time_text(agreed.time)}."
    )
    claims = (f"{each.ground}: {each.claim}" for each in found.claims)
    return [title, *found.answer, found.strength, *claims]


def _setter(version: int, time: datetime, by: ProvenanceShape) -> str:
    return f"set in v{version} at {time_of(time)} by {by.actor} ({by.dialect}: {by.operation})"
