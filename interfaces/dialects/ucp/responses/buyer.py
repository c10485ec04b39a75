"""`buyer` in a checkout: what is known of the buyer, and what was said besides."""

from domain.values.customer import Customer
from interfaces.dialects.session.session_v1 import buyer_shape
from interfaces.dialects.ucp.requests.buyers import members_of
from interfaces.dialects.ucp.requests.consents import CONSENT
from interfaces.dialects.ucp.wire import Shape


def buyer_of_answer(customer: Customer, *, has_consent: bool = True) -> Shape:
    """Write the buyer, with the consents where these were negotiated."""
    members = members_of(customer.other_members)
    if not has_consent:
        members.pop(CONSENT, None)
    return {**members, **buyer_shape(customer)}
