"""Format the checkouts that have a name as a table."""

from rich.table import Table
from rich.text import Text

from interfaces.api.history.finding.shapes import LookupShape, RefusedRequestShape
from interfaces.cli.terminal.output import BAD, FAINT, NAME, WHEN, WHO, table, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.cli.terminal.values import money
from interfaces.runtime.printable import printable

_HEADINGS = (
    "matched", "checkout", "merchant", "reference", "number", "status", "total", "version", "changed", "by",
)  # fmt: skip


def refused_line(found: RefusedRequestShape) -> Text:
    """Return a line about a refused command that was found, with the command that shows it."""
    position = found.refusal.rpartition("/")[2]
    return line(
        ("refused", BAD),
        f" {found.command}: {found.reason}  ",
        (f"tillroll refusal {found.checkout} {position}", FAINT),
    )


def as_table(match: LookupShape) -> Table:
    """Build a table with what matched and the present state of each checkout."""
    grid = table(*_HEADINGS, right=["total", "version"])
    for each in match.checkouts:
        grid.add_row(
            match.matched,
            line((each.checkout, NAME)),
            printable(each.merchant),
            printable(each.reference or ""),
            "" if each.order_number is None else str(each.order_number),
            printable(each.stage),
            printable(money(each.total, each.currency)),
            str(each.version),
            Text(time_of(each.changed), WHEN),
            line((each.changed_by, WHO)),
        )
    return grid
