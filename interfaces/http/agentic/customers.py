"""Who the customer is when they pay."""

from dataclasses import replace

from application.purchases import Purchase
from domain.checkout import Checkout
from domain.customer import Address, Customer


def with_billing(purchase: Purchase, billing: Address | None, checkout: Checkout) -> Purchase:
    """The purchase by the customer as they are known, with their billing address where one was given."""
    if billing is None:
        return purchase
    customer = purchase.customer or checkout.customer or Customer()
    return replace(purchase, customer=replace(customer, billing_address=billing))
