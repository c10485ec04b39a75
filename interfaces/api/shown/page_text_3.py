"""The text that page 3 displays of a purchase: as page 2, with deliveries and taxes. It is frozen with the page."""

import json
from dataclasses import replace
from typing import Any

from domain.values.shown import MoneyFormat
from interfaces.api.shown import page_text
from interfaces.api.shown.money_samples import write_money
from interfaces.api.shown.page_text import TextRow


def rows_of(page_json: bytes, money: MoneyFormat) -> tuple[list[TextRow], list[TextRow]]:
    """Return the rows of lines, fees, deliveries and taxes, and those of the totals.

    JSON of the renderer `shopper/1` has neither deliveries nor taxes on top.
    """
    content: dict[str, Any] = json.loads(page_json)
    rows, totals = page_text.rows_of(page_json, money)
    for place, line in enumerate(content["lines"]):
        if line.get("tax_on_top"):
            beneath = f"{rows[place].beneath}, tax {write_money(line['tax_on_top'], money)}"
            rows[place] = replace(rows[place], beneath=beneath)
    for each in content.get("deliveries", ()):
        beneath = f"discount {write_money(each['discount'], money)}" if each["discount"] else ""
        rows.append(TextRow(each["title"], beneath, write_money(each["total"], money)))
    for tax in content.get("taxes", ()):
        rows.append(TextRow(tax["title"], "", write_money(tax["total"], money)))
    return rows, totals


def displayed_text(page_json: bytes, money: MoneyFormat) -> str:
    """Return the text, a line for each part."""
    return page_text.text_of(*rows_of(page_json, money))
