"""The body of Stripe's `POST /v1/disputes/{id}`, with `submit` false: evidence can be sent one time only.

Files are uploaded apart (`POST /v1/files`, purpose `dispute_evidence`), so their fields are in the list to add.
"""

from typing import Any, Final

from application.evidence.after_purchase import shipments_of
from application.evidence.case import EvidenceCase
from application.evidence.limits import STRIPE_ALL_TEXT, STRIPE_TEXT
from application.evidence.request import DisputeReason
from interfaces.evidence.pdf.first_page import address_text
from interfaces.evidence.submit.ce3 import visa_evidence
from interfaces.evidence.submit.texts import (
    activity_log,
    cover_letter,
    fit,
    product_description,
)

Form = dict[str, Any]
_FILES: Final = {
    "receipt": "evidence.pdf",
    "uncategorized_file": "evidence.pdf",
}
_UNKNOWN: Final = (
    *("cancellation_policy", "refund_policy", "refund_refusal_explanation", "customer_signature"),
    *("shipping_carrier", "shipping_date", "shipping_documentation", "shipping_tracking_number"),
    *("service_date", "service_documentation", "customer_communication"),
)


def stripe_form(case: EvidenceCase) -> Form:
    """Return the request and what a person has to add. A field that is not known is left out, never empty."""
    evidence: Form = {
        "product_description": fit(product_description(case), STRIPE_TEXT, "evidence.pdf"),
        "access_activity_log": fit(activity_log(case), STRIPE_TEXT, "timeline.json"),
        "uncategorized_text": fit(cover_letter(case), STRIPE_TEXT, "evidence.pdf"),
    }
    elements, shipments = case.elements, shipments_of(case.newest)
    sent_on = shipments.sent_on
    for name, value in (
        ("customer_name", elements.name),
        ("customer_email_address", elements.email),
        ("customer_purchase_ip", elements.ip),
        ("billing_address", address_text(elements.billing)),
        ("shipping_address", address_text(elements.delivery)),
        # Several carriers and tracking numbers are separated by commas.
        ("shipping_carrier", ", ".join(shipments.carriers) or None),
        ("shipping_tracking_number", ", ".join(shipments.tracking_numbers) or None),
        ("shipping_date", None if sent_on is None else sent_on.isoformat()),
    ):
        if value is not None:
            evidence[name] = fit(value, STRIPE_TEXT, "evidence.pdf")
    evidence |= _by_reason(case)
    visa = visa_evidence(case)
    if visa is not None:
        evidence["enhanced_evidence"] = {"visa_compelling_evidence_3": visa}
    assert _text_length(evidence) <= STRIPE_ALL_TEXT.value, "eight fields of 20,000 characters fit"
    return {
        "request": {"evidence": evidence, "submit": False},
        "add_yourself": {
            "files": dict(_FILES),
            "not_known_here": [name for name in _UNKNOWN if name not in evidence],
        },
        "note": "Send it with submit false, add what is missing at Stripe, and submit there: it counts one time.",
    }


def _by_reason(case: EvidenceCase) -> Form:
    match case.request.reason:
        case DisputeReason.DUPLICATE:
            return _duplicate(case)
        case DisputeReason.SUBSCRIPTION:
            return {"cancellation_rebuttal": fit(cover_letter(case), STRIPE_TEXT, "evidence.pdf")}
        case _:
            return {}


def _duplicate(case: EvidenceCase) -> Form:
    other = case.request.confirmation.duplicate_of
    text = (
        "This payment belongs to the purchase below, which was paid for one time.\n"
        + product_description(case)
    )
    fields: Form = {"duplicate_charge_explanation": fit(text, STRIPE_TEXT, "evidence.pdf")}
    if other is not None and other.charge is not None:
        fields["duplicate_charge_id"] = other.charge
    return fields


def _text_length(value: object) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_text_length, value.values()))
    return sum(map(_text_length, value)) if isinstance(value, list) else 0
