"""Reading `buyer`, with the consents of the extension."""

from dataclasses import replace
from typing import Any, Final

import msgspec

from application.selling.customer_edits import REMOVED, CustomerEdit, Edit
from domain.checkout import Checkout
from domain.values.consent import Consent, Consents
from interfaces.dialects.session import requests
from interfaces.http.request.body.reader import FieldReader, json_text

CONSENT: Final = "consent"
PURPOSES: Final = ("analytics", "preferences", "marketing", "sale_of_data")


def buyer_of(fields: FieldReader) -> CustomerEdit | None:
    """Read the buyer; None if it is absent. It replaces what was said before, but consents that it leaves out stay."""
    edit = requests.buyer_of(fields, "buyer", keeps_others=True)
    if edit is None or not isinstance(fields.value("buyer"), dict):
        return edit
    _check_consents(fields.object("buyer") or fields)
    return replace(
        edit,
        email=_or_removed(edit.email),
        phone=_or_removed(edit.phone),
        first_name=_or_removed(edit.first_name),
        last_name=_or_removed(edit.last_name),
        other_members=_or_removed(edit.other_members),
        merge_members=_with_consents,
    )


def members_of(other_members: str | None) -> dict[str, Any]:
    """Return the members of a buyer that were kept as sent."""
    return {} if other_members is None else dict(msgspec.json.decode(other_members))


def consents_in(checkout: Checkout) -> Consents:
    """Return the consents in the buyer of a checkout, which the purchase records."""
    customer = checkout.customer
    sent = None if customer is None else members_of(customer.other_members).get(CONSENT)
    if not isinstance(sent, dict):
        return ()
    return tuple(
        Consent(purpose=purpose, is_granted=sent[purpose])
        for purpose in PURPOSES
        if isinstance(sent.get(purpose), bool)
    )


def _check_consents(buyer: FieldReader) -> None:
    consent = requests.object_of(buyer, CONSENT)
    if consent is None:
        return
    for purpose in PURPOSES:
        consent.flag(purpose)


def _or_removed(edit: Edit) -> Edit:
    return REMOVED if edit is None else edit


def _with_consents(before: str | None, now: str | None) -> str | None:
    kept = members_of(before).get(CONSENT)
    members = members_of(now)
    if kept is None or CONSENT in members:
        return now
    return json_text({CONSENT: kept, **members})
