"""Format entries of the audit log as a table."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from application.ports.audit_log import AuditEntry
from interfaces.cli.terminal.output import FAINT, NAME, WHEN, WHO, table, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.values import money
from interfaces.runtime.printable import printable

_HEADINGS = (
    "time", "checkout", "version", "type", "actor", "request", "reference", "status", "total",
)  # fmt: skip


def as_table(entries: Sequence[AuditEntry]) -> Table:
    """Build a table of the main columns. JSON and CSV have all of them."""
    grid = table(*_HEADINGS, right=["version", "total"])
    for entry in entries:
        grid.add_row(
            Text(time_of(entry.at), WHEN),
            line((entry.checkout_id, NAME)),
            str(entry.version),
            line((entry.topic.removeprefix("checkout."), "bold")),
            line((entry.provenance.actor, WHO)),
            line((f"{entry.provenance.dialect}: {entry.provenance.operation}", FAINT)),
            printable(entry.reference or ""),
            printable(entry.stage),
            printable(money(entry.total, entry.currency)),
        )
    return grid
