"""The customer data of a checkout."""

import enum
from dataclasses import dataclass


class CustomerKind(enum.Enum):
    """The kind of a customer: a private person or a company."""

    PRIVATE = "private"
    BUSINESS = "business"


@dataclass(frozen=True, kw_only=True)
class Address:
    """A postal address; every part is optional because the parts differ between dialects.

    `name` is an undivided name, `state` a part of a country in postal form (`CA`).
    """

    first_name: str | None = None
    last_name: str | None = None
    company: str | None = None
    co_address: str | None = None
    address: str | None = None
    address2: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country: str | None = None
    name: str | None = None
    state: str | None = None


@dataclass(frozen=True, kw_only=True)
class Customer:
    """The buyer, from the data of the customer or of the shop.

    `other_members` are what the client said of the buyer besides, as JSON text of an object, kept as it was sent.
    """

    kind: CustomerKind = CustomerKind.PRIVATE
    email: str | None = None
    phone: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    national_id: str | None = None
    company: str | None = None
    organization_number: str | None = None
    delivery_address: Address | None = None
    billing_address: Address | None = None
    other_members: str | None = None
