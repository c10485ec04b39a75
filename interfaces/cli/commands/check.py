"""`tillroll check`: whether today's code replays every history to what was recorded."""

from dataclasses import fields

import typer

from application.history.consistency import Arithmetic
from domain.values.cart import Line
from domain.values.fees import Fee
from interfaces.cli.databases import VAR, Data, DatabaseUrl, any_database
from interfaces.cli.exit_codes import DIFFERS
from interfaces.cli.terminal.output import BAD, GOOD, NAME, Output, counted, progress_bar
from interfaces.cli.terminal.safe_text import line


def check(database_url: DatabaseUrl = None, data: Data = VAR) -> None:
    """Replay every history with this code and compare it with all that is recorded. Run it before a release.

    Compared are agreed totals, payments, the amounts of lines and fees, snapshots, and the rows of the audit trail.
    Nothing is written, and the database may have an older schema. Exit status: 0 all the same, 1 something differs.
    """
    from interfaces.storage.postgres.consistency.check import Check

    output, differing = Output(), 0
    with any_database(database_url, data) as url, progress_bar("events") as progress:
        under_way = Check(url, TODAY)
        for finding in under_way.findings(progress):
            differing += 1
            output.say(
                line((finding.checkout_id, NAME), f" v{finding.version}: ", (finding.what, BAD))
            )
    tally = under_way.tally
    looked_at = (
        f"Replayed {counted(tally.events, 'event')} of {counted(tally.checkouts, 'checkout')} and "
        f"compared them with {counted(tally.snapshots, 'snapshot')} and "
        f"{counted(tally.rows, 'row')} of the trail"
    )
    if differing:
        output.say(line(f"{looked_at}: ", (counted(differing, "difference"), BAD), "."))
        raise typer.Exit(DIFFERS)
    output.say(line(f"{looked_at}: ", ("all the same", GOOD), "."))


def _line_with_tax_inside(line: Line) -> Line:
    given = {
        field.name: getattr(line, field.name)
        for field in fields(Line)
        if field.name not in ("total", "tax")
    }
    return Line.with_tax_inside(**given)


def _line_with_tax_on_top(line: Line) -> Line:
    return Line.with_tax_on_top(
        article=line.article,
        description=line.description,
        quantity=line.quantity,
        unit_price=line.unit_price,
        tax_rate=line.tax_rate,
        kind=line.kind,
        unit_weight=line.unit_weight,
    )


def _fee_with_tax_inside(fee: Fee) -> Fee:
    given = {field.name: getattr(fee, field.name) for field in fields(Fee) if field.name != "tax"}
    return Fee.with_tax_inside(**given)


_TAX_INSIDE = Arithmetic(line=_line_with_tax_inside, fee=_fee_with_tax_inside)
# Agents' sessions have no fees.
_TAX_ON_TOP = Arithmetic(line=_line_with_tax_on_top, fee=_fee_with_tax_inside)
TODAY = {
    "walley": _TAX_INSIDE,
    "svea": _TAX_INSIDE,
    "stateset": _TAX_ON_TOP,
    "acp": _TAX_ON_TOP,
}
"""How each dialect's prices come to their totals."""
