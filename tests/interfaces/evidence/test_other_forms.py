"""The fields for Adyen, Klarna, Mastercard, Visa and others."""

from datetime import date

from application.evidence.confirmation import ConfirmedPurchase
from application.evidence.priors import PriorSearch
from application.evidence.purchase import PurchaseElements
from application.evidence.request import DisputeReason, FormRecipient
from interfaces.evidence.submit.ce3 import ce3_form
from interfaces.evidence.submit.forms import forms_of
from interfaces.evidence.submit.others import adyen_form, fpt_form, generic_form, klarna_form
from tests.interfaces.evidence.disputed import asked, confirmed_prior, disputed


def test_which_forms_a_pack_has() -> None:
    """Each processor gets its own, and a pack for anybody has all."""
    assert set(forms_of(disputed(request=asked(recipient=FormRecipient.STRIPE)))) == {
        "stripe",
        "ce3",
    }
    assert "adyen" in forms_of(disputed(request=asked(recipient=FormRecipient.ADYEN)))
    assert len(forms_of(disputed())) == 6


def test_adyen() -> None:
    """The names of the dispute and the account come from a person, and are left out otherwise."""
    known = adyen_form(disputed(request=asked(psp_reference="PSP1", merchant_account="Shop")))
    unknown = adyen_form(disputed())

    document = known["supplyDefenseDocument"]
    assert document["disputePspReference"] == "PSP1"
    assert document["merchantAccountCode"] == "Shop"
    assert "disputePspReference" not in unknown["supplyDefenseDocument"]
    assert unknown["add_yourself"]["not_known_here"] == [
        "disputePspReference",
        "merchantAccountCode",
    ]


def test_klarna() -> None:
    """The order is named."""
    assert klarna_form(disputed())["order_id"] == disputed().newest.order_id


def test_first_party_trust() -> None:
    """There are three groups, and an empty one is named."""
    assert fpt_form(disputed())["missing_groups"] == []
    assert fpt_form(disputed(elements=PurchaseElements()))["missing_groups"] == [
        *("device", "delivery", "identity"),
    ]


def test_nothing_is_submitted() -> None:
    """Every form says so."""
    for form in (adyen_form, klarna_form, fpt_form, generic_form):
        assert form(disputed())["submit"] is False


def test_what_to_add() -> None:
    """It depends on the reason."""
    received = generic_form(disputed(request=asked(reason=DisputeReason.NOT_RECEIVED)))
    assert received["add_yourself"] == [
        "proof of delivery: carrier, date, tracking number, signature"
    ]


def test_candidates_for_visa() -> None:
    """Candidates are listed with what is equal, and what is missing is named."""
    short = ConfirmedPurchase(device_id="short")
    case = disputed(
        priors=PriorSearch(candidates=(confirmed_prior(1),)),
        request=asked(dispute_date=date(2026, 1, 9), disputed=short),
    )
    form = ce3_form(case)

    assert form["counted_from"] == "the disputed purchase, and the dispute of 2026-01-09"
    assert form["candidates"][0]["equal"] == ["ip", "address", "email"]
    assert form["chosen"] == []
    assert form["missing"][0] == "two confirmed prior purchases with the same two elements"
