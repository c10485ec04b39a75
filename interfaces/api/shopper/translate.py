"""Convert from the shapes of the shopper's API to the domain. `interfaces/api/shown` renders what the page gets."""

from domain.values.customer import Address, Customer, CustomerKind
from interfaces.api.shopper.wire import AddressShape, IdentifyBody


def customer_from(body: IdentifyBody) -> Customer:
    """Return the customer that the page sent."""
    return Customer(
        kind=CustomerKind(body.type),
        email=body.email,
        phone=body.phone,
        first_name=body.first_name,
        last_name=body.last_name,
        national_id=body.national_id,
        company=body.company,
        organization_number=body.organization_number,
        delivery_address=_address_from(body.delivery_address),
        billing_address=_address_from(body.billing_address),
    )


def _address_from(shape: AddressShape | None) -> Address | None:
    return None if shape is None else Address(**dict(shape))
