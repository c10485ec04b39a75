"""Reading `buyer`, with the consents of the extension."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import msgspec

from application.selling.customer_edits import REMOVED, CustomerEdit, Edit
from domain.values.consent import Consents
from domain.values.customer import Customer
from interfaces.dialects.session import requests
from interfaces.dialects.ucp.requests.consents import (
    CONSENT,
    check_consents,
    consents_of,
    merge_consents,
)
from interfaces.http.request.body.reader import FieldReader, json_text


def buyer_of(fields: FieldReader) -> CustomerEdit | None:
    """Read the buyer; None if it is absent. It replaces what was said before, but consents that it leaves out stay."""
    edit = requests.buyer_of(fields, "buyer", keeps_others=True)
    if edit is None or not isinstance(fields.value("buyer"), dict):
        return edit
    check_consents(fields.object("buyer") or fields)
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


def consents_in(customer: Customer | None, channels: Iterable[str]) -> Consents:
    """Return the consents of a buyer, which the purchase records."""
    sent = None if customer is None else members_of(customer.other_members).get(CONSENT)
    return consents_of(sent, channels)


def consent_edit_of(fields: FieldReader) -> CustomerEdit | None:
    """Read a buyer of "complete", of whom nothing is taken but consents; None without them."""
    buyer = requests.object_of(fields, "buyer")
    if buyer is None or requests.object_of(buyer, CONSENT) is None:
        return None
    check_consents(buyer)
    members = json_text({CONSENT: buyer.value(CONSENT)})
    if len(members) > requests.MOST_OF_OTHERS:
        buyer.fault(CONSENT, "too-long", f"must have at most {requests.MOST_OF_OTHERS} characters")
    return CustomerEdit(merge_members=lambda before, _: _with_kept_members(before, members))


def _or_removed(edit: Edit) -> Edit:
    return REMOVED if edit is None else edit


def _with_consents(before: str | None, now: str | None) -> str | None:
    kept = members_of(before).get(CONSENT)
    members = members_of(now)
    answers = members.get(CONSENT)
    if isinstance(answers, dict):
        known = kept if isinstance(kept, dict) else {}
        return json_text({**members, CONSENT: merge_consents(known, answers)})
    # A null, which removes the consents, is no consent itself.
    is_removed = members.pop(CONSENT, kept) is not kept
    if kept is not None and not is_removed:
        members = {CONSENT: kept, **members}
    return json_text(members) if members else None


def _with_kept_members(before: str | None, now: str) -> str | None:
    """Return the members of a buyer with the consents that are said, and with everything else as it was."""
    others = {name: each for name, each in members_of(before).items() if name != CONSENT}
    consent = members_of(_with_consents(before, now))
    return json_text({**others, **consent})
