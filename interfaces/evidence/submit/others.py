"""Fields for Adyen, Klarna, Mastercard First-Party Trust, and any other form."""

from datetime import date
from typing import Any, Final

from application.evidence.after_purchase import refunds_of, shipments_of
from application.evidence.case import EvidenceCase
from application.evidence.limits import ADYEN_PDF, KLARNA_PDF, MASTERCARD_PAGES, Limit
from application.evidence.request import DisputeReason
from application.evidence.summary import summary_of
from domain.values.order import Adjustment
from interfaces.evidence.pdf.first_page import address_text
from interfaces.evidence.submit.texts import cover_letter, product_description

Form = dict[str, Any]
_PDF: Final = "evidence.pdf"


def adyen_form(case: EvidenceCase) -> Form:
    """Return the calls that Adyen asks for, without the type of the document, which the first of them returns."""
    confirmed = case.request.confirmation
    known = {
        "disputePspReference": confirmed.psp_reference,
        "merchantAccountCode": confirmed.merchant_account,
    }
    fields = {name: value for name, value in known.items() if value is not None}
    return {
        "submit": False,
        "retrieveApplicableDefenseReasons": dict(fields),
        "supplyDefenseDocument": {
            **fields,
            "defenseDocuments": [{"contentType": "application/pdf"}],
        },
        "add_yourself": {
            "content": f"{_PDF} in Base64",
            "defenseDocumentTypeCode": "from the answer to retrieveApplicableDefenseReasons",
            "not_known_here": [name for name in known if name not in fields],
        },
        "limits": [_limit(ADYEN_PDF), _limit(MASTERCARD_PAGES)],
        "note": "defendDispute is the last call, and is not prepared here: make it yourself.",
    }


def klarna_form(case: EvidenceCase) -> Form:
    """Return what Klarna asks for. Each document names the order, and a link is no evidence."""
    return {
        "submit": False,
        "attachment": {"file": _PDF, "content_type": "application/pdf"},
        "order_id": case.newest.order_id or case.newest.reference,
        "limits": [_limit(KLARNA_PDF)],
        "comment": "\n".join(summary_of(case).answer),
    }


def fpt_form(case: EvidenceCase) -> Form:
    """Return the three groups of Mastercard First-Party Trust. There is no upload: ask the acquirer how."""
    elements = case.elements
    groups = {
        "device": {"ip_address": elements.ip, "device_id": elements.device_id},
        "delivery": {"address": address_text(elements.delivery)},
        "identity": {
            "email": elements.email,
            "phone": elements.phone,
            "account": elements.account_id,
            "billing_address": address_text(elements.billing),
        },
    }
    known = {
        group: {name: value for name, value in fields.items() if value is not None}
        for group, fields in groups.items()
    }
    return {
        "submit": False,
        "groups": known,
        "missing_groups": [group for group, fields in known.items() if not fields],
        "note": "One element of each group is needed. Ask your acquirer how to send them.",
    }


def generic_form(case: EvidenceCase) -> Form:
    """Return the facts for a form that is not known here."""
    purchase, payment, elements = case.purchase, case.newest.payment, case.elements
    shipments = shipments_of(case.newest)
    facts: Form = {
        "checkout": case.newest.id,
        "order": case.newest.order_id,
        "reference": case.newest.reference,
        "payment_id": None if payment is None else payment.id,
        "agreed_total_minor_units": purchase.total,
        "currency": purchase.currency,
        "agreed_at": purchase.at.isoformat().replace("+00:00", "Z"),
        "customer_name": elements.name,
        "customer_email": elements.email,
        "customer_phone": elements.phone,
        "purchase_ip": elements.ip,
        "delivery_address": address_text(elements.delivery),
        "billing_address": address_text(elements.billing),
        "carrier": ", ".join(shipments.carriers) or None,
        "tracking_number": ", ".join(shipments.tracking_numbers) or None,
        "sent_on": _day(shipments.sent_on),
        "delivered_on": _day(shipments.delivered_on),
        "refunds": [_refund(each) for each in refunds_of(case.newest)] or None,
    }
    reason = case.request.reason
    return {
        "submit": False,
        "reason": None if reason is None else reason.value,
        "facts": {name: value for name, value in facts.items() if value is not None},
        "product_description": product_description(case),
        "cover_letter": cover_letter(case),
        "add_yourself": _to_add(reason, facts),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _refund(refund: Adjustment) -> Form:
    return {
        "id": refund.id,
        "date": refund.occurred_at.date().isoformat(),
        "amount_minor_units": refund.refund,
    }


def _to_add(reason: DisputeReason | None, facts: Form) -> list[str]:
    """Return what a person has to add for a reason. What the shop reported of the order is in the facts."""
    match reason:
        case DisputeReason.NOT_RECEIVED:
            needed = {
                "carrier": "carrier",
                "delivered_on": "date",
                "tracking_number": "tracking number",
            }
            missing = [word for name, word in needed.items() if facts[name] is None]
            return [f"proof of delivery: {', '.join([*missing, 'signature'])}"]
        case DisputeReason.CREDIT if facts["refunds"] is not None:
            return [
                "the proof of the payment provider for each refund",
                "the refund policy that the customer accepted",
            ]
        case DisputeReason.NOT_AS_DESCRIBED:
            return ["photographs and text of the product page", "messages with the customer"]
        case DisputeReason.CREDIT:
            return [
                "refunds with their ids and dates",
                "the refund policy that the customer accepted",
            ]
        case DisputeReason.SUBSCRIPTION:
            return ["the cancellation policy that the customer accepted", "proof of use"]
        case DisputeReason.DUPLICATE:
            return ["the id of the other charge"]
        case _:
            return [
                "messages with the customer",
                "results of 3-D Secure, AVS and CVC, from the processor",
            ]


def _limit(limit: Limit) -> Form:
    return {
        "name": limit.name,
        "value": limit.value,
        "unit": limit.unit,
        "read_on": limit.read_on.isoformat(),
    }
