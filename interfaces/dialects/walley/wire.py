"""The shapes of Walley Checkout. Names are the documents' in snake case: `unit_price` is `unitPrice` on the wire.

Amounts are major units including VAT and rates are percent. Both are exact decimals, written as JSON numbers.
"""

from decimal import Decimal
from typing import Any

import msgspec

GIFT_CARD = "GiftCard"
CURRENCIES = {"SE": "SEK", "NO": "NOK", "FI": "EUR", "DK": "DKK", "DE": "EUR", "EU": "EUR"}
CALLBACK_TYPES = ("ValidateOrder", "PaymentFailed")

_ENCODER = msgspec.json.Encoder(decimal_format="number")
Map = dict[str, Any]


class Shape(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The base of all shapes: immutable, and camelCase on the wire."""


class Item(Shape, frozen=True, kw_only=True):
    """A row of a cart or of an order. None is an absent property in a request, and null in a response."""

    id: str
    description: str
    type: str | None = None
    unit_price: Decimal
    unit_weight: Decimal | None = None
    quantity: Decimal
    vat: Decimal
    requires_electronic_id: bool | None = None
    minimum_age: int | None = None
    sku: str | None = None


class Fee(Shape, frozen=True, kw_only=True):
    """A fee for shipping or for the notification of a direct invoice."""

    id: str
    description: str
    unit_price: Decimal
    vat: Decimal


class Fees(Shape, frozen=True, kw_only=True):
    """The fees of a checkout by kind, null where there is none."""

    shipping: Fee | None = None
    direct_invoice_notification: Fee | None = None


class CartUpdate(Shape, frozen=True, kw_only=True):
    """The body of "update cart". `shipping_properties` is UNSET where the body does not name them."""

    items: tuple[Item, ...]
    shipping_properties: Map | msgspec.UnsetType | None = msgspec.UNSET


class WholeUpdate(Shape, frozen=True, kw_only=True):
    """The body of "update checkout". None removes a part."""

    items: tuple[Item, ...]
    shipping_properties: Map | None
    fees: Fees
    reference: str | None
    metadata: Map | None


class Address(Shape, frozen=True, kw_only=True):
    """A postal address of the customer."""

    first_name: str | None = None
    last_name: str | None = None
    company_name: str | None = None
    co_address: str | None = None
    address: str | None = None
    address2: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country: str | None = None


class Prefill(Shape, frozen=True, kw_only=True):
    """The customer data that a shop sends when it opens a checkout."""

    is_business: bool
    email: str | None = None
    mobile_phone_number: str | None = None
    national_identification_number: str | None = None
    organization_number: str | None = None
    company_name: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    delivery_address: Address | None = None


class Creation(Shape, frozen=True, kw_only=True):
    """The body of "initialize checkout". `settings` has the properties that tillroll stores without acting on them."""

    store_id: int
    country_code: str
    everything: WholeUpdate
    prefill: Prefill | None
    settings: Map


class Created(Shape, frozen=True, kw_only=True):
    """The response to "initialize checkout". `expires_at` has seven decimals of a second, as .NET writes times."""

    private_id: str
    public_token: str
    expires_at: str


class ContactInformation(Shape, frozen=True, kw_only=True):
    """The contact data for the carrier."""

    mobile_phone_number: str | None


class CustomerShape(Shape, frozen=True, kw_only=True):
    """A private person as the customer."""

    email: str | None
    mobile_phone_number: str | None
    national_identification_number: str | None
    delivery_contact_information: ContactInformation
    delivery_address: Address | None
    billing_address: Address | None


class BusinessCustomerShape(Shape, frozen=True, kw_only=True):
    """A company as the customer."""

    company_name: str | None
    organization_number: str | None
    email: str | None
    mobile_phone_number: str | None
    first_name: str | None
    last_name: str | None
    invoice_reference: str | None
    invoice_tag: str | None
    delivery_address: Address | None
    invoice_address: Address | None


class CartShape(Shape, frozen=True, kw_only=True):
    """The cart in a response. The total is without fees."""

    total_amount: Decimal
    items: tuple[Item, ...]


class Purchase(Shape, frozen=True, kw_only=True):
    """The purchase of a completed checkout."""

    amount_to_pay: Decimal
    payment_name: str
    invoice_delivery_method: str | None
    purchase_identifier: str
    result: str


class Order(Shape, frozen=True, kw_only=True):
    """The order of a completed checkout, with fees as rows."""

    order_id: str
    total_amount: Decimal
    items: tuple[Item, ...]


class CheckoutInformation(Shape, frozen=True, kw_only=True):
    """The response to "get checkout information"."""

    customer_type: str
    customer: CustomerShape | None
    business_customer: BusinessCustomerShape | None
    country_code: str
    status: str
    payment_name: str | None
    reference: str | None
    cart: CartShape | None
    fees: Fees | None
    shipping: None
    custom_fields: Any
    purchase: Purchase | None
    order: Order | None


def encode(shape: Any) -> bytes:
    """Encode `shape` as JSON. Decimals become numbers with all of their digits."""
    return _ENCODER.encode(shape)
