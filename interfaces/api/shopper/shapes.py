"""Shapes of what the shopper's API answers. Amounts are minor units of `currency`, rates basis points: 2500 is 25 %."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from interfaces.api.shopper.wire import CustomerType
from interfaces.http.request.body.models import WireModel


class AddressShown(WireModel):
    """A postal address; unknown parts are null."""

    first_name: str | None
    last_name: str | None
    company: str | None
    co_address: str | None
    address: str | None
    address2: str | None
    postal_code: str | None
    city: str | None
    country: str | None


class CustomerShown(WireModel):
    """The customer without identity numbers; unknown parts are null.

    Where `masked` is true, texts are cut to their first letters, because the page has not identified the customer.
    """

    masked: bool
    type: CustomerType
    email: str | None
    phone: str | None
    first_name: str | None
    last_name: str | None
    company: str | None
    delivery_address: AddressShown | None
    billing_address: AddressShown | None


class LineShown(WireModel):
    """One line of the cart."""

    kind: Literal["article", "gift-card", "shipping-fee", "digital"]
    article: str
    description: str
    quantity: Annotated[str, Field(description="An exact decimal, as in `2` or `0.75`.")]
    unit_price: int
    discount: Annotated[int, Field(description="The discount, already subtracted from `total`.")]
    total: int
    tax: Annotated[int, Field(description="The part of `total` that is tax.")]
    tax_rate: int
    requires_electronic_id: bool
    minimum_age: int | None
    tax_on_top: Annotated[
        int,
        Field(
            description="The part of `tax` that is added to the prices: 0 where they include it."
        ),
    ]


class FeeShown(WireModel):
    """One fee, such as shipping."""

    kind: str
    description: str
    total: int
    tax: Annotated[int, Field(description="The part of `total` that is tax.")]
    tax_rate: int


class DeliveryShown(WireModel):
    """The chosen delivery of the goods, or of a part of them."""

    kind: Literal["shipping", "digital", "pickup", "local_delivery"]
    title: str
    discount: Annotated[int, Field(description="The discount, already subtracted from `total`.")]
    total: int
    tax: Annotated[int, Field(description="The part of `total` that is tax.")]


class TaxShown(WireModel):
    """One tax on the whole purchase, which no line, fee or delivery includes."""

    title: str
    rate: Annotated[int, Field(description="Basis points of the taxed amount.")]
    total: int


class TotalsShown(WireModel):
    """The totals of the purchase. Lines, fees, deliveries and taxes come to `total`."""

    lines: int
    fees: int
    deliveries: int
    taxes: Annotated[int, Field(description="The taxes on the whole purchase.")]
    tax: Annotated[int, Field(description="The part of `total` that is tax.")]
    total: Annotated[int, Field(description="The amount that the customer pays.")]


class ObstacleShown(WireModel):
    """The reason why a commit would be refused now, as the commit would answer it."""

    type: str
    title: str
    detail: str


class CheckoutShown(WireModel):
    """The checkout as the customer's page shows it. `interfaces.api.shown` renders it."""

    public_token: str
    version: Annotated[int, Field(description="Send this with the commit; also the ETag.")]
    stage: Literal["open", "suspended", "committed", "completed", "cancelled", "expired"]
    suspended: bool
    purchasable: bool
    obstacle: Annotated[
        ObstacleShown | None, Field(description="Null if and only if `purchasable` is true.")
    ]
    country: str
    currency: str
    lines: tuple[LineShown, ...]
    fees: tuple[FeeShown, ...]
    deliveries: tuple[DeliveryShown, ...]
    taxes: tuple[TaxShown, ...]
    totals: TotalsShown
    minimum_age: int | None
    customer: CustomerShown | None
    expires_at: datetime
    completed_at: datetime | None
