"""How the dialects calculate the totals of lines and fees. `tillroll check` recalculates recorded amounts with it."""

from dataclasses import fields

from application.history.consistency import Arithmetic
from domain.values.cart import Line
from domain.values.charges import Fee
from domain.values.money import multiply


def _line_with_tax_inside(line: Line) -> Line:
    inputs = {
        field.name: getattr(line, field.name)
        for field in fields(Line)
        if field.name not in ("total", "tax", "line_id", "parent", "image_url")
    }
    return Line.with_tax_inside(**inputs)


def _line_with_tax_on_top(line: Line) -> Line:
    return Line.with_tax_on_top(
        article=line.article,
        description=line.description,
        quantity=line.quantity,
        unit_price=line.unit_price,
        tax_rate=line.tax_rate,
        kind=line.kind,
        unit_weight=line.unit_weight,
        # A discount that was never possible is recalculated as a possible one, and so found.
        discount=min(line.discount or 0, multiply(line.unit_price, line.quantity)),
    )


def _fee_with_tax_inside(fee: Fee) -> Fee:
    inputs = {field.name: getattr(fee, field.name) for field in fields(Fee) if field.name != "tax"}
    return Fee.with_tax_inside(**inputs)


TAX_INSIDE = Arithmetic(line=_line_with_tax_inside, fee=_fee_with_tax_inside)
# Sessions of agents have no fees, so the rule for fees does not matter here.
TAX_ON_TOP = Arithmetic(line=_line_with_tax_on_top, fee=_fee_with_tax_inside)
