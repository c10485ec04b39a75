"""Which forms a pack has, by for whom it is made."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from application.evidence.case import EvidenceCase
from application.evidence.request import FormRecipient
from interfaces.evidence.submit.ce3 import ce3_form
from interfaces.evidence.submit.others import adyen_form, fpt_form, generic_form, klarna_form
from interfaces.evidence.submit.stripe import stripe_form

Form = Callable[[EvidenceCase], dict[str, Any]]
_FORMS: Final[Mapping[str, Form]] = {
    "stripe": stripe_form,
    "adyen": adyen_form,
    "ce3": ce3_form,
    "fpt": fpt_form,
    "klarna": klarna_form,
    "generic": generic_form,
}
_OF: Final[Mapping[FormRecipient, tuple[str, ...]]] = {
    FormRecipient.STRIPE: ("stripe", "ce3"),
    FormRecipient.ADYEN: ("adyen", "ce3", "fpt"),
    FormRecipient.VISA_CE3: ("ce3", "stripe"),
    FormRecipient.GENERIC: tuple(_FORMS),
}


def forms_of(case: EvidenceCase) -> dict[str, dict[str, Any]]:
    """Return the forms of a pack by their names."""
    return {name: _FORMS[name](case) for name in _OF[case.request.recipient]}
