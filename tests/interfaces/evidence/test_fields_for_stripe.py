"""The fields for Stripe, by Stripe's own types, and within its limits."""

import json
from dataclasses import replace
from typing import Any

import pytest

from application.evidence.case import EvidenceCase
from application.evidence.confirmation import ConfirmedPurchase
from application.evidence.limits import STRIPE_ALL_TEXT, STRIPE_TEXT
from application.evidence.priors import PriorSearch
from application.evidence.purchase import PurchaseElements
from application.evidence.request import DisputeReason
from interfaces.evidence.submit.stripe import stripe_form
from tests.domain.event_builders import SHIRT
from tests.interfaces.evidence.disputed import asked, confirmed_prior, disputed
from tests.interfaces.evidence.stripe_types import faults

TWO_PRIORS = PriorSearch(candidates=(confirmed_prior(1), confirmed_prior(2)))
QUALIFIED = disputed(
    priors=TWO_PRIORS,
    request=asked(reason=DisputeReason.FRAUD, merchandise_or_services="merchandise"),
)
CASES = [
    *(disputed(request=asked(reason=reason)) for reason in (None, *DisputeReason)),
    disputed(elements=PurchaseElements()),
    disputed(
        request=asked(
            reason=DisputeReason.DUPLICATE, duplicate_of=ConfirmedPurchase(charge="ch_other")
        )
    ),
    QUALIFIED,
]


@pytest.mark.parametrize("case", CASES)
def test_its_types(case: EvidenceCase) -> None:
    """Stripe's library knows each field and takes each value, and nothing is submitted."""
    request = json.loads(json.dumps(stripe_form(case)["request"]))

    assert list(faults(request)) == []
    assert request["submit"] is False
    assert "" not in _texts(request)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"evidence": {"product": "Coffee"}}, "/evidence/product is unknown"),
        ({"evidence": {"receipt": 7}}, "/evidence/receipt is no <class 'str'>"),
        ({"submit": "no"}, "/submit is no <class 'bool'>"),
    ],
)
def test_the_check_refuses(change: dict[str, Any], fault: str) -> None:
    """An unknown field and a value of another type are found by the check of this test."""
    found = list(faults({**stripe_form(disputed())["request"], **change}))
    assert any(each.startswith(fault.split(" is no <", maxsplit=1)[0]) for each in found)


def test_visa_compelling_evidence() -> None:
    """Two confirmed purchases with the same elements are sent with their charges, and equal elements."""
    evidence = stripe_form(QUALIFIED)["request"]["evidence"]
    visa = evidence["enhanced_evidence"]["visa_compelling_evidence_3"]

    now, before = visa["disputed_transaction"], visa["prior_undisputed_transactions"]
    assert [each["charge"] for each in before] == ["ch_1", "ch_2"]
    assert now["merchandise_or_services"] == "merchandise"
    for each in before:
        assert each["customer_purchase_ip"] == now["customer_purchase_ip"]
        assert each["shipping_address"] == now["shipping_address"]


@pytest.mark.parametrize(
    "priors",
    [
        (confirmed_prior(1),),
        (confirmed_prior(1), confirmed_prior(2, ip="8.8.8.8")),
        (confirmed_prior(1), replace(confirmed_prior(2), confirmed=None)),
    ],
)
def test_no_visa_without_two(priors: tuple[Any, ...]) -> None:
    """One purchase, other addresses, or one that nobody confirmed: the fields are left out."""
    case = replace(QUALIFIED, priors=PriorSearch(candidates=priors))
    assert "enhanced_evidence" not in stripe_form(case)["request"]["evidence"]


def test_texts_that_are_too_long() -> None:
    """A text is cut at Stripe's limit, and says so in its last line."""
    case = disputed(lines=[replace(SHIRT, description="x" * 90) for _ in range(1000)])
    evidence = stripe_form(case)["request"]["evidence"]

    text = evidence["product_description"]
    assert len(text) <= STRIPE_TEXT.value
    assert text.endswith("characters are cut here: see evidence.pdf in the pack.]")
    assert sum(map(len, _texts(evidence))) <= STRIPE_ALL_TEXT.value


def test_what_is_unknown_is_left_out() -> None:
    """No field is guessed: it is in the list of what a person has to add."""
    form = stripe_form(disputed(elements=PurchaseElements()))

    assert not {"customer_name", "customer_purchase_ip"} & form["request"]["evidence"].keys()
    assert "shipping_tracking_number" in form["add_yourself"]["not_known_here"]


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []
