"""The pages about the purchase: what was shown, what was agreed and charged."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from application.evidence.case import EvidenceCase
from application.evidence.summary import money_text, time_text
from domain.checkout import Checkout
from domain.values.cart import Line
from domain.values.charges import ChargeKind
from interfaces.evidence.pdf.parts import Facts, Heading, Items, Part, Table, Text

_HEADINGS = {
    "shown": ("What the customer was shown", "Vad kunden fick se"),
    "agreed": (
        "What was agreed, and what was charged",
        "Vad som avtalades, och vad som debiterades",
    ),
}
_CHARGES = {ChargeKind.FEE: "Fee: ", ChargeKind.DELIVERY: "Delivery: ", ChargeKind.TAX: ""}
_SWEDISH = "SE"
_PARTS: Final[Mapping[str, Callable[[Line], int]]] = {
    "Discount": lambda line: -(line.discount or 0),
    "Tax": lambda line: line.tax_on_top,
}
"""What the total of a line has beside its price times its quantity."""
MOST_DIFFERENCES = 20


def bilingual(case: EvidenceCase, english: str, swedish: str) -> Heading:
    """Return a heading in English, and in Swedish too for a purchase in Sweden."""
    return Heading(f"{english} / {swedish}" if case.newest.country == _SWEDISH else english)


def shown_pages(case: EvidenceCase, most: int) -> Iterator[Part]:
    """Yield what was shown, with up to `most` lines of the cart."""
    shown = case.shown
    yield bilingual(case, *_HEADINGS["shown"])
    yield Facts(
        [
            ("Version", str(shown.version)),
            ("Where", shown.surface),
            ("Language", shown.language),
            ("How this is known", f"{shown.how}: {shown.sentence}"),
        ]
    )
    yield from _cart(case, most)
    if shown.today:
        yield Text("Today's page would show this differently:")
        yield Items(shown.today[:MOST_DIFFERENCES])
        more = len(shown.today) - MOST_DIFFERENCES
        yield from left_out(more, "differences", f"states/{shown.version:04}.shown.json")


def agreed_pages(case: EvidenceCase) -> Iterator[Part]:
    """Yield what was agreed and what was charged. A commitment changes no line of the cart."""
    yield bilingual(case, *_HEADINGS["agreed"])
    yield Facts(list(_agreed(case)))


def left_out(count: int, what: str, where: str) -> Iterator[Part]:
    """Yield the sentence for what the PDF does not have, if there is any."""
    if count > 0:
        yield Text(f"{count:,} {what} are not shown here: see {where} in the pack.")


def _cart(case: EvidenceCase, most: int) -> Iterator[Part]:
    agreed = case.agreed
    parts = [name for name, part in _PARTS.items() if any(map(part, agreed.cart.lines))]
    head = ("Article", "Description", "Quantity", "Unit price", *parts, "Total")
    yield Table(
        head=head,
        columns=(2, 4, *[0] * (len(head) - 2)),
        right=tuple(range(2, len(head))),
        rows=list(_lines(agreed, parts, most)),
    )
    rest = agreed.cart.lines[most:]
    if rest:
        total = money_text(sum(line.total for line in rest), agreed.currency)
        where = f"states/{case.purchase.version:04}.json"
        yield Text(f"And {len(rest):,} more lines, {total} in all: see {where} in the pack.")
    yield Facts(list(_charges(case)))


def _lines(agreed: Checkout, parts: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    for line in agreed.cart.lines[:most]:
        amounts = (line.unit_price, *(_PARTS[name](line) for name in parts), line.total)
        yield (
            line.article,
            line.description,
            f"{line.quantity:f}",
            *(money_text(amount, agreed.currency) for amount in amounts),
        )


def _charges(case: EvidenceCase) -> Iterator[tuple[str, str]]:
    agreed, purchase = case.agreed, case.purchase
    currency = agreed.currency
    yield "Cart", money_text(agreed.cart.total, currency)
    for charge in agreed.charges:
        yield _CHARGES[charge.kind] + charge.title, money_text(charge.amount, currency)
    yield "Total", money_text(purchase.shown_total, purchase.currency)


def _agreed(case: EvidenceCase) -> Iterator[tuple[str, str]]:
    purchase, payment = case.purchase, case.newest.payment
    yield "Agreed", f"{time_text(purchase.at)}, version {purchase.version}, by {purchase.who}"
    yield "Total that was shown", money_text(purchase.shown_total, purchase.currency)
    yield "Total that was agreed", money_text(purchase.total, purchase.currency)
    if payment is not None:
        yield "Reported as paid", money_text(payment.amount, payment.currency)
    for due in case.newest.refunds_due:
        amount = money_text(due.payment.amount, due.payment.currency)
        yield "Due back", f"{amount}, payment {due.payment.id or 'without an id'}"
    if purchase.released_at is not None:
        yield "Released", f"{time_text(purchase.released_at)}: the payment failed"
    if case.newest.total != purchase.total:
        now = money_text(case.newest.total, case.newest.currency)
        yield "Total of the newest version", now
