"""The short texts of answers, in the words of the other commands."""

from application.history.finding.name_lookup import NameMatch
from application.history.inquiries import BlameReport, Difference, StateAt
from application.history.windows.field_history import FieldHistory, dotted_path
from domain.events import CheckoutEvent
from interfaces.api.history.finding.shapes import lookup
from interfaces.cli.terminal.found_table import refused_line
from interfaces.cli.terminal.output import time_of
from interfaces.cli.terminal.values import money, value_at


def found_lines(match: NameMatch) -> list[str]:
    """Return a line for each checkout that was found, and for each refused command."""
    lines = [
        f"{each.checkout_id} ({match.kind.value}): {each.merchant}, {each.stage}, {money(each.total, each.currency)}, "
        f"version {each.version}, changed {time_of(each.changed_at)} by {each.changed_by}"
        for each in match.checkouts
    ]
    lines += [refused_line(each).plain for each in lookup(match).refused or ()]
    return [*lines, "There are more."] if match.is_cut else lines


def state_lines(found: StateAt) -> list[str]:
    """Return the version, its time, the stage, the total, and the lines of the cart."""
    checkout = found.checkout
    title = (
        f"{checkout.id}, version {found.mark.version} of {found.newest.version}, "
        f"{time_of(found.mark.at)}: {checkout.stage.value}, {money(checkout.total, checkout.currency)}."
    )
    cart = (
        f"{each.quantity} x {each.description} ({each.article}), "
        f"{money(each.unit_price, checkout.currency)} each"
        for each in checkout.cart.lines
    )
    return [title, *cart]


def difference_lines(found: Difference) -> list[str]:
    """Return the versions compared, and what changed."""
    before, after = found.before, found.after
    title = (
        f"From version {before.version} ({time_of(before.at)}) "
        f"to version {after.version} ({time_of(after.at)}):"
    )
    return [title, *(found.words or ["Nothing changed."])]


def origin_lines(report: BlameReport) -> list[str]:
    """Return a line for each field that has or had a value."""
    currency = next(str(each.field.value) for each in report.fields if each.path == ("currency",))
    return [
        f"{dotted_path(each.path)} = {value_at(each.path, each.field.value, currency)}"
        f"{'' if each.before is None else f' (before: {value_at(each.path, each.before, currency)})'}, "
        f"{_setter(each.event)}"
        for each in report.fields
        if each.field.value is not None or each.before is not None
    ]


def field_lines(found: FieldHistory, name: str) -> list[str]:
    """Return a line for each value that the field had, the newest first."""
    return [
        f"{name} = {value_at(found.path, each.value, found.currency)}, {_setter(each.event)}"
        for each in found.values
    ]


def _setter(event: CheckoutEvent) -> str:
    by = event.provenance
    return (
        f"set in v{event.originator_version} at {time_of(event.timestamp)} by {by.actor} "
        f"({by.dialect}: {by.operation})"
    )
