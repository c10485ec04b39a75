"""Visa Compelling Evidence 3.0, in Stripe's form and in that of others. Only what is recorded or confirmed is in it."""

from typing import Any, Final

from application.evidence.case import EvidenceCase
from application.evidence.limits import DEVICE_ID, FINGERPRINT, PRIOR_NEWEST, PRIOR_OLDEST
from application.evidence.priors import PriorPurchase, sorted_elements
from application.evidence.purchase import PostalAddress, PurchaseElements
from interfaces.evidence.submit.texts import short_description

Form = dict[str, Any]
_LONGEST_DESCRIPTION: Final = 2_000
_ADDRESS: Final = ("line1", "line2", "postal_code", "city", "state", "country")


def visa_evidence(case: EvidenceCase) -> Form | None:
    """Return Stripe's `visa_compelling_evidence_3`; None unless a person confirmed two prior purchases that fit."""
    chosen = case.priors.chosen
    confirmation = case.request.confirmation
    if not chosen or any(each.confirmed is None or not each.confirmed.charge for each in chosen):
        return None
    disputed = _transaction(case.elements, short_description(case))
    if confirmation.merchandise_or_services is not None:
        disputed["merchandise_or_services"] = confirmation.merchandise_or_services
    return {
        "disputed_transaction": disputed,
        "prior_undisputed_transactions": [_prior_for_stripe(each) for each in chosen],
    }


def ce3_form(case: EvidenceCase) -> Form:
    """Return the disputed purchase, the candidates, and what a person has to confirm."""
    confirmation = case.request.confirmation
    missing = [
        name
        for name, is_there in (
            ("two confirmed prior purchases with the same two elements", bool(case.priors.chosen)),
            ("merchandise_or_services", confirmation.merchandise_or_services is not None),
            (
                "a device id of 15 characters, a fingerprint of 20, or a public IP address",
                _has_device_or_ip(case),
            ),
        )
        if not is_there
    ]
    return {
        "window_days_before": [PRIOR_NEWEST.value, PRIOR_OLDEST.value],
        "counted_from": "the disputed purchase"
        if confirmation.dispute_date is None
        else f"the disputed purchase, and the dispute of {confirmation.dispute_date.isoformat()}",
        "disputed": {
            "payment_id": None if case.newest.payment is None else case.newest.payment.id,
            **_transaction(case.elements, short_description(case)),
        },
        "candidates": [_candidate(each) for each in case.priors.candidates],
        "chosen": [each.checkout_id for each in case.priors.chosen],
        "missing": missing,
        "ask_the_processor": [
            "that the same card or token paid for all three",
            "that the prior purchases were settled, and neither disputed nor reported as fraud",
            "the ARN or the id of each charge",
        ],
    }


def _candidate(prior: PriorPurchase) -> Form:
    confirmed = prior.confirmed
    return {
        "checkout": prior.checkout_id,
        "payment_id": prior.payment_id,
        "completed_at": prior.completed_at.isoformat().replace("+00:00", "Z"),
        "days_before": prior.days,
        "amount_minor_units": prior.amount,
        "currency": prior.currency,
        "equal": [each.value for each in sorted_elements(prior.equal)],
        "may_qualify": prior.may_qualify,
        "confirmed": prior.is_confirmed,
        "charge": None if confirmed is None else confirmed.charge,
        "arn": None if confirmed is None else confirmed.arn,
        **_transaction(prior.elements, prior.description),
    }


def _prior_for_stripe(prior: PriorPurchase) -> Form:
    assert prior.confirmed is not None
    return {
        "charge": prior.confirmed.charge,
        **_transaction(prior.elements, prior.description),
    }


def _transaction(elements: PurchaseElements, description: str) -> Form:
    """Return the elements by Stripe's names. What is unknown, or too short for Visa, is left out."""
    fields: Form = {"product_description": description[:_LONGEST_DESCRIPTION]}
    device, fingerprint = elements.device_id, elements.device_fingerprint
    for name, value in (
        ("customer_account_id", elements.account_id),
        ("customer_device_id", device if device and len(device) >= DEVICE_ID.value else None),
        (
            "customer_device_fingerprint",
            fingerprint if fingerprint and len(fingerprint) >= FINGERPRINT.value else None,
        ),
        ("customer_email_address", elements.email),
        ("customer_purchase_ip", elements.ip),
    ):
        if value is not None:
            fields[name] = value
    if elements.delivery is not None:
        fields["shipping_address"] = _postal(elements.delivery)
    return {name: value for name, value in fields.items() if value}


def _postal(address: PostalAddress) -> Form:
    parts = {name: getattr(address, name) for name in _ADDRESS}
    return {name: part for name, part in parts.items() if part}


def _has_device_or_ip(case: EvidenceCase) -> bool:
    fields = _transaction(case.elements, "")
    wanted = {"customer_device_id", "customer_device_fingerprint", "customer_purchase_ip"}
    return not wanted.isdisjoint(fields)
