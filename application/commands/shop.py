"""The commands with which a shop opens and changes a checkout."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.values.buyer_context import BuyerContext
from domain.values.cart import EMPTY_CART, Cart
from domain.values.charges import Fees
from domain.values.customer import Customer
from domain.values.quote import Quote


@dataclass(frozen=True, kw_only=True)
class OpenCheckout:
    """Open a checkout with its initial data.

    `unique_reference` makes the reference unique among the merchant's checkouts that were opened with it. `idle_limit`
    is the lifetime after the last event; None for the configured lifetime after opening. `token_used` is a recurring
    token: the customer agreed earlier, and the checkout is committed at once. `checkout_id` is an id that the dialect
    generated. `quote` is the quote of a checkout that tillroll prices. `opened_from` names the cart that it began as.
    `buyer_context` is what the client says of the circumstances.
    """

    NAME: ClassVar[str] = "OpenCheckout"

    merchant: str
    dialect: str
    country: str
    currency: str
    public_token: str
    settings: str = "{}"
    cart: Cart = EMPTY_CART
    fees: Fees = ()
    shipping_properties: str | None = None
    reference: str | None = None
    metadata: str | None = None
    customer: Customer | None = None
    unique_articles: bool = False
    unique_reference: bool = False
    minimum_age: int | None = None
    idle_limit: timedelta | None = None
    is_recurring: bool = False
    token_used: str | None = None
    checkout_id: str | None = None
    quote: Quote | None = None
    opened_from: str | None = None
    buyer_context: BuyerContext | None = None


@dataclass(frozen=True, kw_only=True)
class ReplaceCart:
    """Replace all lines, and the shipping properties if the dialect sends both in one request."""

    NAME: ClassVar[str] = "ReplaceCart"

    cart: Cart
    shipping_properties: "ReplaceShippingProperties | None" = None
    unique_articles: bool = False

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.replace_cart(self.cart, unique_articles=self.unique_articles, by=by, at=at)
        if self.shipping_properties is not None:
            self.shipping_properties.decide(checkout, by, at)


@dataclass(frozen=True, kw_only=True)
class UpdateFees:
    """Replace all fees of the checkout."""

    NAME: ClassVar[str] = "UpdateFees"

    fees: Fees
    unique_articles: bool = False

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.update_fees(self.fees, unique_articles=self.unique_articles, by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class ReplaceShippingProperties:
    """Replace the shipping properties."""

    NAME: ClassVar[str] = "ReplaceShippingProperties"

    properties: str | None

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.replace_shipping_properties(self.properties, by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class ReplaceMetadata:
    """Replace the shop's own data."""

    NAME: ClassVar[str] = "ReplaceMetadata"

    metadata: str | None

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.replace_metadata(self.metadata, by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class ChangeMinimumAge:
    """Set the minimum age of the purchase."""

    NAME: ClassVar[str] = "ChangeMinimumAge"

    minimum_age: int | None

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.change_minimum_age(self.minimum_age, by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class ReplaceParts:
    """Replace the cart and the other given parts, all or none (Svea, "Update order")."""

    NAME: ClassVar[str] = "ReplaceParts"

    cart: Cart
    shipping_properties: ReplaceShippingProperties | None = None
    metadata: ReplaceMetadata | None = None
    minimum_age: ChangeMinimumAge | None = None

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.replace_cart(self.cart, by=by, at=at)
        for part in (self.shipping_properties, self.metadata, self.minimum_age):
            if part is not None:
                part.decide(checkout, by, at)


@dataclass(frozen=True, kw_only=True)
class ChangeReference:
    """Set the shop's order number."""

    NAME: ClassVar[str] = "ChangeReference"

    reference: str | None

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.change_reference(self.reference, by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class ReplaceEverything:
    """Replace all parts that a shop may change."""

    NAME: ClassVar[str] = "ReplaceEverything"

    cart: Cart
    fees: Fees
    shipping_properties: str | None
    reference: str | None
    metadata: str | None
    unique_articles: bool = False

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.replace_everything(
            cart=self.cart,
            fees=self.fees,
            shipping_properties=self.shipping_properties,
            reference=self.reference,
            metadata=self.metadata,
            unique_articles=self.unique_articles,
            by=by,
            at=at,
        )


@dataclass(frozen=True)
class Suspend:
    """Suspend the checkout: the customer cannot act on it."""

    NAME: ClassVar[str] = "Suspend"

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.suspend(by=by, at=at)


@dataclass(frozen=True)
class Resume:
    """Resume a suspended checkout."""

    NAME: ClassVar[str] = "Resume"

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.resume(by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class IdentifyCustomer:
    """Set the customer data."""

    NAME: ClassVar[str] = "IdentifyCustomer"

    customer: Customer

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.identify_customer(self.customer, by=by, at=at)


@dataclass(frozen=True)
class ExpireCheckout:
    """Expire the checkout if it is overdue."""

    NAME: ClassVar[str] = "ExpireCheckout"

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.expire(by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class EraseData:
    """Record that data of a class was erased with the key that has this mark."""

    NAME: ClassVar[str] = "EraseData"

    data_class: str
    key_mark: str

    def decide(self, checkout: Checkout, by: Provenance, at: datetime) -> None:
        checkout.erase(self.data_class, self.key_mark, by=by, at=at)
