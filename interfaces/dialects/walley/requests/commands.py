"""Translation of request bodies into commands. Pure functions.

Prices become minor units and rates basis points. Both are exact, because the readers accept at most two decimals.
"""

from decimal import Decimal
from typing import Any

import msgspec

from application.commands.shop import (
    ChangeReference,
    OpenCheckout,
    ReplaceCart,
    ReplaceEverything,
    ReplaceMetadata,
    ReplaceShippingProperties,
    UpdateFees,
)
from domain.values import cart, charges, customer
from interfaces.dialects.walley import wire
from interfaces.http.request.body.reader import json_text
from interfaces.http.uri_placeholders import fill

DIALECT = "walley"
SHIPPING = "shipping"
DIRECT_INVOICE_NOTIFICATION = "direct-invoice-notification"
_HUNDRED = 100


def open_checkout(body: wire.Creation, *, merchant: str, public_token: str) -> OpenCheckout:
    """Return the command of "initialize checkout"."""
    everything = body.everything
    return OpenCheckout(
        merchant=merchant,
        dialect=DIALECT,
        country=body.country_code,
        currency=wire.CURRENCIES[body.country_code],
        public_token=public_token,
        settings=json_text(body.settings),
        cart=_cart(everything.items),
        fees=_fees(everything.fees),
        shipping_properties=_json(everything.shipping_properties),
        reference=everything.reference,
        metadata=_json(everything.metadata),
        customer=None if body.prefill is None else _customer(body.prefill),
        unique_articles=True,
    )


def replace_everything(body: wire.WholeUpdate) -> ReplaceEverything:
    """Return the command of "update checkout"."""
    return ReplaceEverything(
        cart=_cart(body.items),
        fees=_fees(body.fees),
        shipping_properties=_json(body.shipping_properties),
        reference=body.reference,
        metadata=_json(body.metadata),
        unique_articles=True,
    )


def replace_cart(body: wire.CartUpdate) -> ReplaceCart:
    """Return the command of "update cart"."""
    parcel = body.shipping_properties
    return ReplaceCart(
        cart=_cart(body.items),
        shipping_properties=None
        if isinstance(parcel, msgspec.UnsetType)
        else replace_shipping_properties(parcel),
        unique_articles=True,
    )


def update_fees(body: wire.Fees) -> UpdateFees:
    """Return the command of "update fees"."""
    return UpdateFees(fees=_fees(body), unique_articles=True)


def replace_shipping_properties(body: wire.Map | None) -> ReplaceShippingProperties:
    """Return the command of "update shipping properties"."""
    return ReplaceShippingProperties(properties=_json(body))


def replace_metadata(body: wire.Map | None) -> ReplaceMetadata:
    """Return the command of "update metadata"."""
    return ReplaceMetadata(metadata=_json(body))


def change_reference(body: str | None) -> ChangeReference:
    """Return the command of "update reference", before and after completion."""
    return ChangeReference(reference=body)


def fill_uri(uri: str, *, checkout_id: str, public_token: str) -> str:
    """Fill in the placeholders of a URI of the settings. Stored URIs keep their placeholders."""
    return fill(uri, {"checkout.id": checkout_id, "checkout.publictoken": public_token})


def _cart(items: tuple[wire.Item, ...]) -> cart.Cart:
    return cart.Cart(lines=tuple(_line(item) for item in items))


def _line(item: wire.Item) -> cart.Line:
    is_gift_card = item.type == wire.GIFT_CARD
    return cart.Line.with_tax_inside(
        article=item.id,
        description=item.description,
        quantity=Decimal(int(item.quantity)),
        unit_price=_hundredths(item.unit_price),
        tax_rate=_hundredths(item.vat),
        kind=cart.LineKind.GIFT_CARD if is_gift_card else cart.LineKind.ARTICLE,
        sku=item.sku,
        unit_weight=item.unit_weight,
        requires_electronic_id=item.requires_electronic_id,
        minimum_age=item.minimum_age,
    )


def _fees(body: wire.Fees) -> charges.Fees:
    """Return the fees in a fixed order, so that the same fees in another order are no change."""
    by_kind = {
        SHIPPING: body.shipping,
        DIRECT_INVOICE_NOTIFICATION: body.direct_invoice_notification,
    }
    return tuple(_fee(kind, fee) for kind, fee in by_kind.items() if fee is not None)


def _fee(kind: str, fee: wire.Fee) -> charges.Fee:
    return charges.Fee.with_tax_inside(
        kind=kind,
        article=fee.id,
        description=fee.description,
        unit_price=_hundredths(fee.unit_price),
        tax_rate=_hundredths(fee.vat),
    )


def _customer(prefill: wire.Prefill) -> customer.Customer:
    kinds = customer.CustomerKind
    address = prefill.delivery_address
    return customer.Customer(
        kind=kinds.BUSINESS if prefill.is_business else kinds.PRIVATE,
        email=prefill.email,
        phone=prefill.mobile_phone_number,
        first_name=prefill.first_name,
        last_name=prefill.last_name,
        national_id=prefill.national_identification_number,
        company=prefill.company_name,
        organization_number=prefill.organization_number,
        delivery_address=None if address is None else _address(address),
    )


def _address(address: wire.Address) -> customer.Address:
    return customer.Address(
        first_name=address.first_name,
        last_name=address.last_name,
        company=address.company_name,
        co_address=address.co_address,
        address=address.address,
        address2=address.address2,
        postal_code=address.postal_code,
        city=address.city,
        country=address.country,
    )


def _hundredths(number: Decimal) -> int:
    return int(number * _HUNDRED)


def _json(value: Any) -> str | None:
    return None if value is None else json_text(value)
