"""What ACP says of buyers beyond their names: members that are kept as sent, and consents to marketing."""

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from domain.checkout import Checkout
from domain.stage import Stage
from domain.values.consent import Consent, Consents
from domain.values.customer import Customer
from interfaces.dialects.session import requests
from interfaces.dialects.session.requests import LONGEST
from interfaces.dialects.session.session_v1 import Shape
from interfaces.dialects.session.settings import SellingSettings, marketing_by
from interfaces.http.request.body.reader import FieldReader

MAX_CONSENTS: Final = 50
_NAME: Final = "marketing_consents"
_ENDED: Final = (Stage.COMPLETED, Stage.CANCELLED, Stage.EXPIRED)
_ANSWERED: Final = {
    "account_type": ("guest", "registered", "business"),
    "authentication_status": ("authenticated", "guest", "requires_signin"),
}
"""The members that a session answers, with the values that the schema allows. The others are only recorded."""


_TEXTS: Final = (*_ANSWERED, "customer_id")
_TEXTS_INSIDE: Final = {
    "company": ("name", "tax_id", "department", "cost_center"),
    "loyalty": ("tier", "member_since"),
    "tax_exemption": ("certificate_id", "certificate_type", "expires_at"),
}


def check_members(fields: FieldReader) -> None:
    """Note a fault for each member of `buyer` that is kept as sent and has another type than in the schema.

    Members that the schema does not have are kept, whatever they are.
    """
    if not isinstance(fields.value("buyer"), dict):
        return
    buyer = fields.object("buyer") or fields
    _check_texts(buyer, _TEXTS)
    for name, texts in _TEXTS_INSIDE.items():
        inner = requests.object_of(buyer, name)
        if inner is None:
            continue
        _check_texts(inner, texts)
        points = inner.value("points_balance")
        if name == "loyalty" and points is not None and type(points) is not int:
            inner.fault("points_balance", "type", "must be a whole number")
        regions = inner.value("exempt_regions")
        if name == "tax_exemption" and regions is not None:
            _check_regions(inner, regions)


def consents_of(fields: FieldReader) -> Consents:
    """Read the answers of the buyer in the body of "complete"."""
    value = fields.value(_NAME)
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MAX_CONSENTS:
        fields.fault(_NAME, "type", f"must be an array of at most {MAX_CONSENTS} consents")
        return ()
    return tuple(_consent(fields, place, each) for place, each in enumerate(value))


def consent_options(checkout: Checkout, selling: SellingSettings) -> list[Shape]:
    """Write what the buyer is asked; nothing in a session that has ended."""
    if checkout.stage in _ENDED:
        return []
    granted = {each.purpose for each in checkout.consents if each.is_granted}
    return [
        {
            "channel": each.channel,
            "display_text": each.display_text,
            "privacy_policy_url": each.privacy_policy_url,
            "is_subscribed": each.purpose in granted,
        }
        for each in selling.marketing_consents
    ]


def other_members(customer: Customer) -> Shape:
    """Write the members of a buyer that were kept as sent, as far as the schema has them as they were sent."""
    if customer.other_members is None:
        return {}
    members: dict[str, Any] = msgspec.json.decode(customer.other_members)
    shape = {
        name: members[name] for name, values in _ANSWERED.items() if members.get(name) in values
    }
    customer_id = members.get("customer_id")
    return shape | ({"customer_id": customer_id} if isinstance(customer_id, str) else {})


def _check_texts(fields: FieldReader, names: Iterable[str]) -> None:
    for name in names:
        if fields.has(name) and not isinstance(fields.value(name), str):
            fields.fault(name, "type", "must be a string")


def _check_regions(fields: FieldReader, regions: object) -> None:
    if not isinstance(regions, list):
        fields.fault("exempt_regions", "type", "must be an array of regions")
        return
    for place, each in enumerate(regions):
        if not isinstance(each, str):
            fields.fault(f"exempt_regions[{place}]", "type", "must be a string")


def _consent(fields: FieldReader, place: int, value: object) -> Consent:
    consent = FieldReader(value, fields.path_of(f"{_NAME}[{place}]"), fields.faults)
    is_object = isinstance(value, dict)
    channel = consent.identifier("channel", required=is_object, longest=LONGEST)
    answer = consent.value("opted_in")
    if is_object and not isinstance(answer, bool):
        consent.fault("opted_in", "type", "must be true or false")
    return Consent(purpose=marketing_by(channel or ""), is_granted=answer is True)
