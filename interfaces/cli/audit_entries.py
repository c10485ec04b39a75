"""Entries of the audit trail as a table."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from application.trail import TrailEntry
from interfaces.cli.terminal import FAINT, NAME, WHEN, WHO, table, time_of
from interfaces.cli.values import money

_HEADINGS = (
    "time", "checkout", "version", "type", "actor", "request", "reference", "status", "total",
)  # fmt: skip


def as_table(entries: Sequence[TrailEntry]) -> Table:
    """What tells the events apart; the rest is in JSON and CSV."""
    grid = table(*_HEADINGS, right=["version", "total"])
    for entry in entries:
        grid.add_row(
            Text(time_of(entry.at), WHEN),
            Text(entry.checkout_id, NAME),
            str(entry.version),
            Text(entry.topic.removeprefix("checkout."), "bold"),
            Text(entry.provenance.actor, WHO),
            Text(f"{entry.provenance.dialect}: {entry.provenance.operation}", FAINT),
            entry.reference or "",
            entry.stage,
            money(entry.total, entry.currency),
        )
    return grid
