"""The text that page 2 displays of a purchase. This module is frozen with the page.

The page hashes the same text when the customer presses "complete purchase". It is the agreement: the heading, the lines
and fees, the totals, and the button. Notices and the fields of the form are not part of it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from domain.values.shown import MoneyFormat
from interfaces.api.shown.money_samples import write_money

HEADING = "Your purchase"


@dataclass(frozen=True)
class TextRow:
    """One row of the page's table: its label, the small text beneath, and the amount."""

    label: str
    beneath: str
    amount: str


def rows_of(page_json: bytes, money: MoneyFormat) -> tuple[list[TextRow], list[TextRow]]:
    """Return the rows of the lines and fees, and those of the totals."""
    content: dict[str, Any] = json.loads(page_json)

    def write(amount: int) -> str:
        return write_money(amount, money)

    rows = []
    for line in content["lines"]:
        less = f", discount {write(line['discount'])}" if line["discount"] else ""
        beneath = f"{line['quantity']} \u00d7 {write(line['unit_price'])}{less}"
        rows.append(TextRow(line["description"] or line["article"], beneath, write(line["total"])))
    rows += [TextRow(fee["description"], "", write(fee["total"])) for fee in content["fees"]]
    totals = content["totals"]
    return rows, [
        TextRow("Of which tax", "", write(totals["tax"])),
        TextRow("Total", "", write(totals["total"])),
    ]


def displayed_text(page_json: bytes, money: MoneyFormat) -> str:
    """Return the text, a line for each part."""
    return text_of(*rows_of(page_json, money))


def text_of(rows: Sequence[TextRow], totals: Sequence[TextRow]) -> str:
    """Return the text of a page with these rows, a line for each part."""
    return "\n".join(text for text in _texts(rows, totals) if text)


def _texts(rows: Sequence[TextRow], totals: Sequence[TextRow]) -> Iterator[str]:
    yield HEADING
    for row in (*rows, *totals):
        yield from (row.label, row.beneath, row.amount)
    yield f"Complete purchase, {totals[-1].amount}"
