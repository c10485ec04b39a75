"""Translation of request bodies into commands. Pure functions.

Prices are minor units and rates basis points on both sides. A quantity in hundredths becomes a decimal.
"""

from decimal import Decimal
from typing import Any

import msgspec

from application.commands.shop import (
    ChangeMinimumAge,
    OpenCheckout,
    ReplaceMetadata,
    ReplaceParts,
    ReplaceShippingProperties,
)
from domain.checkout import Checkout
from domain.values import cart
from domain.values.customer import Address, Customer, CustomerKind
from interfaces.dialects.svea import wire
from interfaces.dialects.svea.requests import creation
from interfaces.dialects.svea.settings import SveaSettings
from interfaces.http.request.body.reader import json_text

DIALECT = "svea"


def open_order(
    body: wire.Creation,
    *,
    checkout_id: str,
    merchant: str,
    settings: SveaSettings,
    public_token: str,
) -> OpenCheckout:
    """Return the command of "create order". Raises InvalidFields for a cart with a negative total."""
    rows = _cart(body.rows)
    if rows.total < 0:
        creation.refuse_amount(rows.total, "an order is created with 0 or more")
    return OpenCheckout(
        checkout_id=checkout_id,
        merchant=merchant,
        dialect=DIALECT,
        country=body.country_code,
        currency=body.currency,
        public_token=public_token,
        settings=json_text(body.settings),
        cart=rows,
        shipping_properties=_json(body.shipping_information),
        reference=body.client_order_number,
        unique_reference=True,
        metadata=_json(body.merchant_data),
        customer=None if body.presets is None else _customer(body.presets),
        minimum_age=body.min_age,
        idle_limit=settings.idle_limit,
        is_recurring=body.recurring and settings.recurring,
    )


def open_token_order(
    body: wire.TokenOrder,
    first: Checkout,
    *,
    checkout_id: str,
    settings: SveaSettings,
    public_token: str,
) -> OpenCheckout:
    """Return the command of "create recurring order" for the customer of `first`, whose purchase issued the token.

    Raises InvalidFields for a cart whose total is not positive.
    """
    rows = _cart(body.rows)
    if rows.total <= 0:
        creation.refuse_amount(rows.total, "a recurring order comes to more than 0")
    assert first.recurrence is not None, "it was found by its token"
    return OpenCheckout(
        checkout_id=checkout_id,
        merchant=first.merchant,
        dialect=DIALECT,
        country=first.country,
        currency=body.currency,
        public_token=public_token,
        settings=json_text(body.settings),
        cart=rows,
        reference=body.client_order_number,
        unique_reference=True,
        customer=first.customer,
        idle_limit=settings.idle_limit,
        token_used=first.recurrence.token,
    )


def update_order(body: wire.Update) -> ReplaceParts:
    """Return the command of "update order"."""
    parcel, data, age = body.shipping_information, body.merchant_data, body.min_age
    unset = msgspec.UnsetType
    return ReplaceParts(
        cart=_cart(body.rows),
        shipping_properties=None
        if isinstance(parcel, unset)
        else ReplaceShippingProperties(properties=_json(parcel)),
        metadata=None if isinstance(data, unset) else ReplaceMetadata(metadata=_json(data)),
        minimum_age=None if isinstance(age, unset) else ChangeMinimumAge(minimum_age=age),
    )


def temporary_references(rows: tuple[wire.OrderRow, ...]) -> tuple[str | None, ...]:
    """Return the references that the response repeats, row by row."""
    return tuple(row.temporary_reference for row in rows)


def _cart(rows: tuple[wire.OrderRow, ...]) -> cart.Cart:
    return cart.Cart(lines=tuple(_line(row) for row in rows))


def _line(row: wire.OrderRow) -> cart.Line:
    is_fee = row.row_type == wire.SHIPPING_FEE
    return cart.Line.with_tax_inside(
        article=row.article_number or "",
        description=row.name or "",
        quantity=Decimal(row.quantity).scaleb(-2),
        unit_price=row.unit_price,
        tax_rate=row.vat_percent,
        kind=cart.LineKind.SHIPPING_FEE if is_fee else cart.LineKind.ARTICLE,
        discount=row.discount_amount or None,
        discount_rate=row.discount_percent or None,
        unit=row.unit,
        row_number=row.row_number,
        data=row.merchant_data,
    )


def _customer(presets: wire.PresetValues) -> Customer | None:
    """Return the customer of the presets, or None where they have no data."""
    national_id = presets.national_id
    customer = Customer(
        kind=CustomerKind.BUSINESS if presets.is_company else CustomerKind.PRIVATE,
        email=presets.email_address,
        phone=presets.phone_number,
        national_id=None if presets.is_company else national_id,
        organization_number=national_id if presets.is_company else None,
        delivery_address=None
        if presets.postal_code is None
        else Address(postal_code=presets.postal_code),
    )
    return customer if customer != Customer() else None


def _json(value: Any) -> str | None:
    return None if value is None else json_text(value)
