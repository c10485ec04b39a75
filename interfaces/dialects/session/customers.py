"""Who the customer is when they pay."""

from dataclasses import replace

from application.selling.customer_edits import CustomerEdit
from application.selling.purchases import Purchase
from domain.checkout import Checkout
from domain.values.customer import Address, Customer


def bought_by(
    purchase: Purchase, buyer: CustomerEdit | None, billing: Address | None, checkout: Checkout
) -> Purchase:
    """The purchase by the customer as they are known, with what was said of them and with their billing address."""
    customer = None if buyer is None else buyer.made_to(checkout.customer)
    if billing is not None:
        customer = replace(customer or checkout.customer or Customer(), billing_address=billing)
    return replace(purchase, customer=customer)
