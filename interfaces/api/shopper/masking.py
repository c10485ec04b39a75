"""Customer data for a page that has not proved that it identified the customer.

The customer recognises the masked data; others cannot reach the customer with it: `a…@shop.example`, `+46…12`, `A…`.
"""

from interfaces.api.shopper.wire import AddressShown, CustomerShown

_CUT = "…"
_SHORTEST_PHONE = 8


def mask(customer: CustomerShown) -> CustomerShown:
    """Return the customer with texts cut to their first letters. The type and countries are whole."""
    return CustomerShown(
        masked=True,
        type=customer.type,
        email=_email(customer.email),
        phone=_phone(customer.phone),
        first_name=_text(customer.first_name),
        last_name=_text(customer.last_name),
        company=_text(customer.company),
        delivery_address=_address(customer.delivery_address),
        billing_address=_address(customer.billing_address),
    )


def _text(text: str | None) -> str | None:
    return None if text is None else text[:1] + _CUT


def _email(email: str | None) -> str | None:
    if email is None:
        return None
    _, at, domain = email.rpartition("@")
    return email[:1] + _CUT + at + domain if at else _CUT


def _phone(phone: str | None) -> str | None:
    if phone is None:
        return None
    return phone[:3] + _CUT + phone[-2:] if len(phone) >= _SHORTEST_PHONE else _CUT


def _address(address: AddressShown | None) -> AddressShown | None:
    if address is None:
        return None
    parts = {name: _text(part) for name, part in address.model_dump().items()}
    return AddressShown.model_validate(parts | {"country": address.country})
