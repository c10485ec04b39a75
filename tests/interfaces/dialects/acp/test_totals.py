"""The totals of a session add up in every version, for any mix of lines, discounts, taxes and options."""

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from application.ports.catalogue import Terms
from application.selling.pricing import SessionRequest
from interfaces.dialects.acp.formats import FORMATS
from interfaces.dialects.session.settings import SellingSettings
from tests.interfaces.dialects.acp.agent import V1, VERSIONS
from tests.interfaces.dialects.acp.schemas import validate
from tests.interfaces.dialects.session.random_purchases import REQUEST, TERMS, session


def amounts(rows: list[dict[str, Any]]) -> dict[str, int]:
    return {row["type"]: row["amount"] for row in rows}


@pytest.mark.parametrize("version", VERSIONS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(request=REQUEST, terms=TERMS)
def test_totals_add_up(version: str, request: SessionRequest, terms: Terms) -> None:
    """Rows add up to the total, lines to their rows, and allocations to their discounts; nothing is below zero."""
    checkout = session(request, terms)
    shape = msgspec.json.decode(FORMATS[version].render(checkout, SellingSettings(), False))
    validate(version, "CheckoutSession", shape)
    each = amounts(shape["totals"])
    fees = each.get("fulfillment", 0) - each.get("discount", 0)
    assert each["total"] == each["subtotal"] + fees + each["tax"] == checkout.total
    assert min(each.values()) >= 0
    base = each.get("items_base_amount", each["subtotal"])
    assert base - each.get("items_discount", 0) == each["subtotal"]
    if version == V1:
        lines = [
            {**line, "items_base_amount": line["base_amount"], "items_discount": line["discount"]}
            for line in shape["line_items"]
        ]
    else:
        lines = [amounts(line["totals"]) for line in shape["line_items"]]
    assert sum(line["subtotal"] for line in lines) == each["subtotal"]
    for line in lines:
        left = line["items_base_amount"] - line.get("items_discount", 0)
        assert line["subtotal"] == left
        assert line["total"] == left + line["tax"]
        assert left >= 0
    for applied in shape.get("discounts", {}).get("applied", ()):
        assert sum(part["amount"] for part in applied["allocations"]) == applied["amount"]
    if version != V1:
        on_order = sum(tax.amount for tax in checkout.order_taxes)
        parts = sum(line["total"] for line in lines) + delivery(shape) + on_order
        assert parts == each["total"]


def delivery(shape: dict[str, Any]) -> int:
    """The sum of the chosen options, whose own rows add up. 2025-09-29 says only one of them."""
    options = {each["id"]: amounts(each["totals"]) for each in shape["fulfillment_options"]}
    for rows in options.values():
        assert rows["total"] == rows["fulfillment"] - rows.get("discount", 0) + rows["tax"]
    selected = shape.get("selected_fulfillment_options", ())
    return sum(options[each["option_id"]]["total"] for each in selected)
