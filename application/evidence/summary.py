"""The first page: what is disputed, and the answer in three sentences. Every number comes from the record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from application.evidence.after_purchase import refunds_of, shipment_sentence, shipments_of
from application.evidence.case import EvidenceCase
from application.evidence.request import DisputeReason
from domain.values.money import in_major_units

_CLAIMS: Final = {
    None: "A payment for this purchase is disputed.",
    DisputeReason.FRAUD: "The cardholder says that they did not make this purchase.",
    DisputeReason.NOT_RECEIVED: "The customer says that the goods did not arrive.",
    DisputeReason.NOT_AS_DESCRIBED: "The customer says that they got something else than what was offered.",
    DisputeReason.DUPLICATE: "The customer says that they were charged two times.",
    DisputeReason.CREDIT: "The customer says that a refund is missing.",
    DisputeReason.SUBSCRIPTION: "The customer says that they had cancelled the recurring payments.",
}


@dataclass(frozen=True, kw_only=True)
class CaseSummary:
    """What is disputed, the answer, and how strong this pack is for such a dispute."""

    claim: str
    answer: tuple[str, str, str]
    strength: str


def summary_of(case: EvidenceCase) -> CaseSummary:
    """Return the summary of a purchase in dispute."""
    return CaseSummary(
        claim=_CLAIMS[case.request.reason],
        answer=(_agreement_sentence(case), _payment_sentence(case), _about_reason(case)),
        strength=_strength(case),
    )


def time_text(at: datetime) -> str:
    """Return a time in UTC to the second."""
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def money_text(amount: int, currency: str) -> str:
    """Return an amount of minor units in major units, with its currency."""
    return f"{in_major_units(amount, currency)} {currency}"


def _agreement_sentence(case: EvidenceCase) -> str:
    purchase = case.purchase
    total = money_text(purchase.total, purchase.currency)
    if case.newest.token_used is not None:
        what = "the shop committed this purchase under a recurring token that the customer had agreed to earlier"
    elif purchase.by_customer:
        what = 'the customer pressed "complete purchase"'
    else:
        what = f"{purchase.who} committed the purchase"
    same = (
        "the total that was shown"
        if purchase.total == purchase.shown_total
        else f"while {money_text(purchase.shown_total, purchase.currency)} was shown"
    )
    return f"On {time_text(purchase.at)}, {what} on version {purchase.shown_version}: {total} in all, {same}."


def _payment_sentence(case: EvidenceCase) -> str:
    purchase, payment = case.purchase, case.newest.payment
    if payment is not None and purchase.completed_at is not None:
        paid = money_text(payment.amount, payment.currency)
        equal = payment.amount == purchase.total and payment.currency == purchase.currency
        named = "" if payment.id is None else f" under the id {payment.id}"
        return (
            f"The payment provider reported {paid}{named} at {time_text(purchase.completed_at)}, "
            f"{'exactly' if equal else 'which is not'} what was agreed."
        )
    if purchase.released_at is not None:
        return f"The payment failed, and the agreement was released at {time_text(purchase.released_at)}."
    return "No payment was reported for it."


def _about_reason(case: EvidenceCase) -> str:
    match case.request.reason:
        case DisputeReason.FRAUD:
            return _fraud(case)
        case DisputeReason.NOT_RECEIVED:
            return _delivery(case)
        case DisputeReason.NOT_AS_DESCRIBED:
            return (
                f"What was offered at version {case.shown.version} is on the following pages ({case.shown.how}); "
                "what was delivered is not in this record."
            )
        case DisputeReason.DUPLICATE:
            return _duplicate(case)
        case DisputeReason.CREDIT:
            return _credit(case)
        case DisputeReason.SUBSCRIPTION:
            return _subscription(case)
        case _:
            return _later(case)


def _fraud(case: EvidenceCase) -> str:
    known = [
        name
        for name, value in (
            ("a public network address", case.elements.ip),
            ("an e-mail address", case.elements.email),
            ("a delivery address", case.elements.delivery),
            ("a device id", case.elements.device_id or case.elements.device_fingerprint),
        )
        if value is not None
    ]
    recorded = (
        f"Recorded with the purchase: {', '.join(known)}"
        if known
        else "Nothing of the customer is shown here"
    )
    return f"{recorded}; whether the person was the cardholder cannot be known from this record."


def _delivery(case: EvidenceCase) -> str:
    shipments = shipments_of(case.newest)
    if not shipments.reports:
        return "This record has nothing about delivery: add the proof of the carrier yourself."
    return f"{shipment_sentence(shipments)}; add the proof of the carrier yourself."


def _duplicate(case: EvidenceCase) -> str:
    surplus = len(case.newest.refunds_due)
    if surplus:
        return f"For this purchase {surplus} further payment(s) were reported, each of which is due back."
    other = case.request.confirmation.duplicate_of
    if other is not None and other.checkout:
        return (
            f"This purchase was paid for one time; the other charge belongs to another purchase, {other.checkout}, "
            "as the shop states."
        )
    return "This purchase was paid for one time: no second payment for it was reported."


def _credit(case: EvidenceCase) -> str:
    if case.newest.refunds_due:
        due = case.newest.refunds_due[0].payment
        return (
            f"A payment of {money_text(due.amount, due.currency)} is recorded as due back; whether it was paid back is "
            "not in this record."
        )
    refunds = refunds_of(case.newest)
    if refunds:
        listed = ", ".join(
            f"{money_text(each.refund, case.newest.currency)} on {each.occurred_at:%Y-%m-%d} ({each.id})"
            for each in refunds
        )
        return f"The shop reported as paid back: {listed}; the proof of the payment provider is not in this record."
    return "No payment is recorded as due back, and the shop reported no refund as paid."


def _subscription(case: EvidenceCase) -> str:
    recurrence = case.newest.recurrence
    if recurrence is None or recurrence.token is None:
        used = (
            "was made under such a token" if case.newest.token_used else "issued no recurring token"
        )
        return f"This purchase {used}; its cancellation would be recorded at the purchase that issued it."
    if recurrence.is_cancelled:
        return (
            "The recurring token of this purchase was cancelled; the timeline has when and by whom."
        )
    return "The recurring token of this purchase was never cancelled, as far as this record goes."


def _later(case: EvidenceCase) -> str:
    refused = case.refusals.count
    changed = (
        "The total did not change after that"
        if case.newest.total == case.purchase.total
        else f"The total is {money_text(case.newest.total, case.newest.currency)} now"
    )
    return f"{changed}. Attempts to change it that were refused: {refused or 'none'}."


def _strength(case: EvidenceCase) -> str:
    match case.request.reason:
        case DisputeReason.DUPLICATE | DisputeReason.CREDIT if case.newest.refunds_due:
            return "This record speaks for the customer: a payment is due back. Pay it back rather than contest."
        case DisputeReason.NOT_RECEIVED if shipments_of(case.newest).delivered_on is not None:
            return "Of some use for this reason: the shop reported the delivery; the carrier has to prove it."
        case DisputeReason.NOT_RECEIVED if shipments_of(case.newest).reports:
            return "Weak for this reason: the shop reported a shipment, and no delivery."
        case DisputeReason.NOT_RECEIVED:
            return "Weak for this reason: a pack like this says what was agreed, and nothing of delivery."
        case DisputeReason.NOT_AS_DESCRIBED:
            return "Of some use for this reason: it proves the offer, and nothing of what was delivered."
        case DisputeReason.CREDIT:
            return (
                "Of some use for this reason: the shop reported what it paid back; the provider has to prove it."
                if refunds_of(case.newest)
                else "Weak for this reason: the shop reported no refund as paid."
            )
        case DisputeReason.FRAUD:
            chosen = case.priors.chosen
            return (
                "Fit for Visa Compelling Evidence 3.0: two prior purchases are confirmed."
                if chosen
                else "Of some use for this reason: without two confirmed prior purchases, Visa's rule does not apply."
            )
        case _:
            return "Strong for this reason: what was agreed, when, and by whom is proven."
