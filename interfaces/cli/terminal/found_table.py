"""Format the checkouts that have a name as a table."""

from rich.table import Table
from rich.text import Text

from application.history.finding.name_lookup import NameMatch
from application.ports.refusal_log import LoggedRefusal
from interfaces.cli.terminal.output import BAD, FAINT, NAME, WHEN, WHO, table, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.values import money
from interfaces.runtime.printable import printable

_HEADINGS = (
    "matched", "checkout", "merchant", "reference", "number", "status", "total", "version", "changed", "by",
)  # fmt: skip


def refused_line(found: LoggedRefusal) -> Text:
    """Return a line about a refused command that was found, with the command that shows it."""
    refusal = found.refusal
    return line(
        ("refused", BAD),
        f" {refusal.operation}: {refusal.reason}  ",
        (f"tillroll refusal {refusal.checkout_id} {found.position}", FAINT),
    )


def as_table(match: NameMatch) -> Table:
    """Build a table with what matched and the present state of each checkout."""
    grid = table(*_HEADINGS, right=["total", "version"])
    for each in match.checkouts:
        grid.add_row(
            match.kind.value,
            line((each.checkout_id, NAME)),
            printable(each.merchant),
            printable(each.reference or ""),
            "" if each.order_number is None else str(each.order_number),
            printable(each.stage),
            printable(money(each.total, each.currency)),
            str(each.version),
            Text(time_of(each.changed_at), WHEN),
            line((each.changed_by, WHO)),
        )
    return grid
