"""What the customer saw at a version: the frame with the page, the same as a table, or what the caller was answered."""

from dataclasses import dataclass
from typing import Any, Final

import msgspec

from interfaces.api.console.text.labels import dialect_name
from interfaces.api.console.text.personal import Pieces, pieces_of
from interfaces.api.console.text.phrases import Shown, phrase
from interfaces.api.console.text.values import Instant, ReaderFormat
from interfaces.api.shown.reconstruction import ShownState, Surface

MOST_ROWS: Final = 200
MOST_CHARACTERS: Final = 20_000
_CUSTOMER: Final = {
    "email": phrase("E-mail"),
    "first_name": phrase("First name"),
    "last_name": phrase("Last name"),
    "company": phrase("Company"),
    "phone": phrase("Phone"),
}
_ADDRESS: Final = {
    "address": phrase("Address"),
    "postal_code": phrase("Postal code"),
    "city": phrase("City"),
}


@dataclass(frozen=True, kw_only=True)
class PageRow:
    """One row of the customer's page. `beneath` is its small text."""

    text: str
    beneath: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class PageField:
    """One field of the form with the customer's details."""

    name: Shown
    pieces: Pieces


@dataclass(frozen=True, kw_only=True)
class ShownAnswer:
    """What the API of the caller answers. `left_out` is how many characters are not on the page; empty for none."""

    text: str
    left_out: str


@dataclass(frozen=True, kw_only=True)
class ShownView:
    """What was shown. `rows_left_out` is how many rows are not in the table; empty for none.

    `surface` and `sight` are the values of `Surface` and `Sight`. A form is shown of an open checkout only.
    """

    version: int
    at: Instant
    surface: str
    sight: str
    has_customer: bool
    hides_personal_data: bool
    dialect: Shown
    renderer: str
    language: str
    language_is_recorded: bool
    country: str
    rows: tuple[PageRow, ...]
    rows_left_out: str
    tax: str
    total: str
    obstacle: str
    customer: tuple[PageField, ...]
    answer: ShownAnswer | None


def shown_view(shown: ShownState, form: ReaderFormat) -> ShownView:
    """Return the view of what was shown."""
    content: dict[str, Any] = msgspec.json.decode(shown.page_json)
    currency: str = content["currency"]
    rows = [*content["lines"], *content["fees"]]
    obstacle = content["obstacle"]
    customer = tuple(_customer(content["customer"] or {}, form))
    return ShownView(
        version=shown.version,
        at=form.microseconds(shown.at),
        surface=shown.surface.value,
        sight=shown.sight.value,
        has_customer=shown.checkout.customer is not None,
        hides_personal_data=any(
            piece.kind == "sealed" for field in customer for piece in field.pieces
        ),
        dialect=dialect_name(shown.checkout.dialect),
        renderer=shown.renderer.name,
        language=shown.language.tag,
        language_is_recorded=shown.language.is_recorded,
        country=shown.checkout.country,
        rows=tuple(_row(each, currency, form) for each in rows[:MOST_ROWS]),
        rows_left_out=form.number(len(rows) - MOST_ROWS) if len(rows) > MOST_ROWS else "",
        tax=form.money(content["totals"]["tax"], currency),
        total=form.money(content["totals"]["total"], currency),
        obstacle="" if obstacle is None else obstacle["detail"],
        customer=customer,
        answer=_answer(shown, form),
    )


def _row(each: dict[str, Any], currency: str, form: ReaderFormat) -> PageRow:
    """Return a line, or a fee, which has no quantity."""
    beneath = ""
    if "quantity" in each:
        beneath = f"{each['quantity']} \u00d7 {form.money(each['unit_price'], currency)}"
    return PageRow(
        text=each["description"] or each.get("article", ""),
        beneath=beneath,
        amount=form.money(each["total"], currency),
    )


def _customer(customer: dict[str, Any], form: ReaderFormat) -> list[PageField]:
    address = customer.get("delivery_address") or {}
    named = [(label, customer.get(name)) for name, label in _CUSTOMER.items()]
    named += [(label, address.get(name)) for name, label in _ADDRESS.items()]
    return [PageField(name=label, pieces=pieces_of(text, form)) for label, text in named if text]


def _answer(shown: ShownState, form: ReaderFormat) -> ShownAnswer | None:
    if shown.answer is None or shown.surface is Surface.PAGE:
        return None
    text = msgspec.json.format(shown.answer.body, indent=2)
    left_out = len(text) - MOST_CHARACTERS
    return ShownAnswer(
        text=text[:MOST_CHARACTERS], left_out=form.number(left_out) if left_out > 0 else ""
    )
