"""Convert from the shapes of the shopper's API to the domain. `interfaces/api/shown` renders what the page gets."""

from domain.values.customer import Address, Customer, CustomerKind
from domain.values.shown import Purchaser
from interfaces.api.shopper.wire import AddressShape, CommitBody, IdentifyBody


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


def purchaser_from(body: CommitBody) -> Purchaser | None:
    """Return the device and the account that a commitment names; None if it names neither."""
    if body.device_id is None and body.account_id is None:
        return None
    return Purchaser(device_id=body.device_id, account_id=body.account_id)


def _address_from(shape: AddressShape | None) -> Address | None:
    return None if shape is None else Address(**dict(shape))
