"""The shapes of Svea Checkout. Names are the documents' in snake case: `order_id` is `OrderId` on the wire.

Amounts are minor units including VAT; quantities and rates are times 100. All of them are integers.
"""

from decimal import Decimal
from typing import Any

import msgspec

CREATED, CANCELLED, FINAL = "Created", "Cancelled", "Final"
ROW, SHIPPING_FEE = "Row", "ShippingFee"
ROW_TYPES = {"row": ROW, "shippingfee": SHIPPING_FEE}
DESKTOP = "desktop"

_ENCODER = msgspec.json.Encoder(decimal_format="number")
Map = dict[str, Any]


class Shape(msgspec.Struct, frozen=True, kw_only=True, rename="pascal"):
    """The base of all shapes: immutable, and PascalCase on the wire."""


class OrderRow(Shape, frozen=True, kw_only=True):
    """A row of a cart. `temporary_reference` is returned to its sender and never stored."""

    article_number: str | None = None
    name: str | None = None
    quantity: int
    unit_price: int
    discount_percent: int = 0
    discount_amount: int = 0
    vat_percent: int
    unit: str | None = None
    temporary_reference: str | None = None
    row_number: int | None = None
    row_type: str = ROW
    merchant_data: str | None = None


class Cart(Shape, frozen=True, kw_only=True):
    """The rows of an order."""

    items: tuple[OrderRow, ...]


class Gui(Shape, frozen=True, kw_only=True):
    """The HTML that a shop embeds in its page."""

    layout: str
    snippet: str


class Customer(Shape, frozen=True, kw_only=True):
    """The customer of an order."""

    id: int
    national_id: str | None
    country_code: str
    is_company: bool
    vat_number: str | None


class Address(Shape, frozen=True, kw_only=True):
    """A postal address of the customer."""

    full_name: str | None
    first_name: str | None
    last_name: str | None
    street_address: str | None
    co_address: str | None
    postal_code: str | None
    city: str | None
    country_code: str | None
    is_generic: bool
    address_lines: tuple[str, ...]


class PaymentInfo(Shape, frozen=True, kw_only=True):
    """The payment of a Final order. `campaign_code` is 0 where there is none, because clients require a number."""

    payment_method_type: str | None
    campaign_code: int


class Validation(Shape, frozen=True, kw_only=True):
    """The requirements that the customer has to meet."""

    min_age: int | None


class Order(Shape, frozen=True, kw_only=True):
    """A complete order, as every response has it."""

    order_id: int
    client_order_number: str | None
    gui: Gui
    status: str
    cart: Cart
    currency: str
    locale: str | None
    customer: Customer | None
    country_code: str
    email_address: str | None
    phone_number: str | None
    shipping_address: Address | None
    billing_address: Address | None
    payment_type: str | None
    payment: PaymentInfo | None
    svea_will_buy_order: bool | None
    merchant_settings: Map | None
    preset_values: Any
    identity_flags: Map | None
    customer_reference: str | None
    peppol_id: str | None
    merchant_data: str | None
    shipping_information: Any
    recurring: bool | None
    recurring_token: str | None
    billing_references: tuple[str, ...] | None
    shipping_enabled: bool
    validation: Validation


class Campaign(Shape, frozen=True, kw_only=True):
    """A part-payment campaign. Amounts are major units. `monthly_amount` is null without an amount in the query."""

    campaign_code: int
    description: str
    payment_plan_type: int
    contract_length_in_months: int
    monthly_annuity_factor: Decimal
    initial_fee: Decimal
    notification_fee: Decimal
    interest_rate_percent: Decimal
    number_of_interest_free_months: int
    number_of_payment_free_months: int
    from_amount: Decimal
    to_amount: Decimal
    monthly_amount: Decimal | None


class RecurringToken(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A recurring token. Its endpoints write camelCase."""

    token: str
    status: str
    currency: str
    payment_method: str | None
    payment_method_details: None = None


class ErrorEntry(Shape, frozen=True, kw_only=True):
    """One error. `field` is the path of the faulty field, or None for an error of no field."""

    code: int
    field: str | None
    error_message: str


class Failure(Shape, frozen=True, kw_only=True):
    """The body of a failure. `errors` is never empty, because clients read the first entry unconditionally."""

    code: int
    message: str
    errors: tuple[ErrorEntry, ...]


class PresetValues(Shape, frozen=True, kw_only=True):
    """The customer data that a shop sends when it creates an order.

    `read_only` are the names that the customer may not change, and `answered` is their form in responses.
    """

    national_id: str | None = None
    email_address: str | None = None
    phone_number: str | None = None
    postal_code: str | None = None
    is_company: bool = False
    peppol_id: str | None = None
    read_only: tuple[str, ...] = ()
    answered: tuple[Map, ...] = ()


class Creation(Shape, frozen=True, kw_only=True):
    """The body of "create order". `settings` has the properties that tillroll stores without acting on them."""

    country_code: str
    currency: str
    client_order_number: str
    rows: tuple[OrderRow, ...]
    merchant_data: str | None
    shipping_information: Map | None
    min_age: int | None
    presets: PresetValues | None
    recurring: bool
    settings: Map


class Update(Shape, frozen=True, kw_only=True):
    """The body of "update order". UNSET leaves a part unchanged."""

    rows: tuple[OrderRow, ...]
    merchant_data: str | msgspec.UnsetType | None = msgspec.UNSET
    shipping_information: Map | msgspec.UnsetType | None = msgspec.UNSET
    min_age: int | msgspec.UnsetType | None = msgspec.UNSET


class TokenOrder(Shape, frozen=True, kw_only=True):
    """The body of "create recurring order"."""

    currency: str
    client_order_number: str
    rows: tuple[OrderRow, ...]
    settings: Map


def encode(shape: Any) -> bytes:
    """Encode `shape` as JSON. Decimals become numbers with all of their digits."""
    return _ENCODER.encode(shape)


def to_camel_case(shape: Shape) -> Any:
    """Convert `shape` to built-in types with camelCase names, which the token endpoints use."""
    return _camel(msgspec.to_builtins(shape))


def _camel(value: Any) -> Any:
    if isinstance(value, dict):
        return {name[:1].lower() + name[1:]: _camel(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_camel(part) for part in value]
    return value
