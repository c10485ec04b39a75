"""What the customer saw at a version: the frame with the page, the same as a table, or what the caller was answered."""

from dataclasses import dataclass
from typing import Any, Final

import msgspec

from application.history.shown.display import ReplayedDisplay
from application.history.shown.verdict import Diverges, ShownExactly
from interfaces.api.console.text.labels import dialect_name
from interfaces.api.console.text.personal import Pieces, pieces_of
from interfaces.api.console.text.phrases import Shown, phrase
from interfaces.api.console.text.values import Instant, ReaderFormat
from interfaces.api.console.views.checkouts.verdict import say_verdict

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

    `surface` is `page`, `api` or `agent`, `sight` a value of `Sight`, `language_known_by` one of `LanguageSource`.
    A form is shown of an open checkout only.
    """

    version: int
    at: Instant
    surface: str
    sight: str
    has_customer: bool
    hides_personal_data: bool
    dialect: Shown
    renderer: str
    verdict: Shown
    is_good: bool
    is_bad: bool
    remarks: tuple[Shown, ...]
    today: tuple[str, ...]
    language: str
    language_known_by: str
    country: str
    time_zone: str
    device_id: Pieces
    account_id: Pieces
    rows: tuple[PageRow, ...]
    rows_left_out: str
    tax: str
    total: str
    obstacle: str
    customer: tuple[PageField, ...]
    answer: ShownAnswer | None


def shown_view(shown: ReplayedDisplay, form: ReaderFormat) -> ShownView:
    """Return the view of what was shown."""
    content: dict[str, Any] = msgspec.json.decode(shown.page_json)
    currency: str = content["currency"]
    rows = [*content["lines"], *content["fees"]]
    obstacle = content["obstacle"]
    words = say_verdict(shown.verdict)
    claims = None if shown.recorded is None else shown.recorded.claims
    customer = tuple(_customer(content["customer"] or {}, form))
    return ShownView(
        version=shown.version,
        at=form.microseconds(shown.at),
        surface="page" if shown.surface.is_page else shown.surface.value,
        sight=shown.sight.value,
        has_customer=shown.checkout.customer is not None,
        hides_personal_data=any(
            piece.kind == "sealed" for field in customer for piece in field.pieces
        ),
        dialect=dialect_name(shown.checkout.dialect),
        renderer=shown.renderer,
        verdict=words.verdict,
        is_good=isinstance(shown.verdict, ShownExactly),
        is_bad=isinstance(shown.verdict, Diverges),
        remarks=words.remarks,
        today=shown.today,
        language=shown.language.tag,
        language_known_by=shown.language.known_by.value,
        time_zone=(claims.time_zone if claims is not None else None) or "",
        device_id=_pieces(shown, "device_id", form),
        account_id=_pieces(shown, "account_id", form),
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


def _pieces(shown: ReplayedDisplay, name: str, form: ReaderFormat) -> Pieces:
    text = None if shown.purchaser is None else getattr(shown.purchaser, name)
    return pieces_of(text, form) if text else ()


def _answer(shown: ReplayedDisplay, form: ReaderFormat) -> ShownAnswer | None:
    if shown.answer is None or shown.surface.is_page:
        return None
    text = msgspec.json.format(shown.answer.body, indent=2)
    left_out = len(text) - MOST_CHARACTERS
    return ShownAnswer(
        text=text[:MOST_CHARACTERS], left_out=form.number(left_out) if left_out > 0 else ""
    )
