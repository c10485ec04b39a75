"""The first page: who, what, how much, when, the claim, and the answer in three sentences."""

from collections.abc import Iterator

from application.evidence.case import EvidenceCase
from application.evidence.purchase import PostalAddress
from application.evidence.summary import money_text, summary_of, time_text
from interfaces.evidence.pdf.parts import Box, Facts, Heading, Part, Text


def first_page(case: EvidenceCase) -> Iterator[Part]:
    """Yield the parts of the first page."""
    summary = summary_of(case)
    yield Box([f"Claim: {summary.claim}", *summary.answer])
    yield Text(summary.strength)
    yield Facts(list(_facts(case)))
    yield Heading("How sure this is", 2)
    yield Text(
        f"Every event of this checkout, versions 1 to {case.newest.version}, is in a signed ledger, in which a later "
        "change is found. Anybody can check that offline, without the shop and without this program: see the last "
        "page. What is proven and what is not is listed before it."
    )


def _facts(case: EvidenceCase) -> Iterator[tuple[str, str]]:
    purchase, newest = case.purchase, case.newest
    yield "Merchant", newest.merchant
    yield "Checkout", newest.id
    if newest.reference is not None:
        yield "Shop's reference", newest.reference
    if newest.order_id is not None:
        yield "Order", newest.order_id
    if case.request.confirmation.dispute_id is not None:
        yield "Dispute", case.request.confirmation.dispute_id
    yield "Agreed total", money_text(purchase.total, purchase.currency)
    if newest.payment is not None:
        yield "Charged", money_text(newest.payment.amount, newest.payment.currency)
        yield "Payment id", newest.payment.id or "not known"
        yield "Payment method", newest.payment.method
    yield "Agreed at", f"{time_text(purchase.at)}, version {purchase.version}, by {purchase.who}"
    if purchase.completed_at is not None:
        yield "Paid at", f"{time_text(purchase.completed_at)}, as reported"
    yield from _person(case)


def _person(case: EvidenceCase) -> Iterator[tuple[str, str]]:
    if not case.sees_persons:
        yield "Customer", "personal data is not shown to the maker of this pack"
        return
    if case.hidden.erased and case.elements.email is None:
        when = "" if case.erased_at is None else f" on {time_text(case.erased_at)}"
        yield (
            "Customer",
            f"there was personal data, which was erased{when}; that it was there is proven",
        )
        return
    elements = case.elements
    for name, value in (
        ("Customer", elements.name),
        ("E-mail", elements.email),
        ("Phone", elements.phone),
        ("Delivery address", address_text(elements.delivery)),
        ("Billing address", address_text(elements.billing)),
        ("Purchase IP", elements.ip or f"not shown: {elements.ip_gap}"),
        ("Device id", elements.device_id),
        ("Device fingerprint", elements.device_fingerprint),
        ("Account", elements.account_id),
    ):
        if value is not None:
            yield name, value


def address_text(address: PostalAddress | None) -> str | None:
    """Return an address in one line; None for none."""
    if address is None:
        return None
    city = " ".join(part for part in (address.postal_code, address.city) if part)
    parts = (address.name, address.line1, address.line2, city, address.state, address.country)
    return ", ".join(part for part in parts if part) or None
