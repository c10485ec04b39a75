"""Rendering of checkouts as orders, which every response has completely. Pure functions.

Interpretations where the documents are silent: a customer has the id 0, because clients require a number and tillroll
has none; a row without a number gets the lowest free one; a method of payment that the provider does not have is null;
an accepted invoice is one that Svea will buy.
"""

import itertools
from collections.abc import Sequence
from typing import Any

from domain.checkout import Checkout
from domain.stage import Stage
from domain.values.cart import LineKind
from domain.values.customer import Address, Customer, CustomerKind
from interfaces.dialects.svea import wire
from interfaces.dialects.svea.crossover import as_svea_rows, merchant_data_of, require_representable
from interfaces.dialects.svea.requests.commands import DIALECT
from interfaces.dialects.svea.requests.shipping import without_null_numbers
from interfaces.dialects.svea.responses.payment_types import payment_type_of
from interfaces.http.request.body.reader import parse_json

_STATUSES = {
    Stage.COMPLETED: wire.FINAL,
    Stage.CANCELLED: wire.CANCELLED,
    Stage.EXPIRED: wire.CANCELLED,
}
_INVOICES = ("INVOICE", "ADMININVOICE")
_NO_CUSTOMER_ID = 0


def order(
    checkout: Checkout, snippet: str, temporary_references: Sequence[str | None] = ()
) -> wire.Order:
    """Render the order. `temporary_references` are those of the request, row by row.

    Raises OpenedInAnotherDialect for a checkout that Svea cannot represent.
    """
    is_own = checkout.dialect == DIALECT
    if not is_own:
        require_representable(checkout)
    assert checkout.order_number is not None, "it was found by its number"
    settings: wire.Map = parse_json(checkout.settings.encode()) if is_own else {}
    customer = checkout.customer
    payment_type, payment = payment_type_of(checkout.payment)
    parcel = (
        parse_json(checkout.shipping_properties.encode())
        if is_own and checkout.shipping_properties
        else None
    )
    recurrence = checkout.recurrence
    return wire.Order(
        order_id=checkout.order_number,
        client_order_number=checkout.reference,
        gui=wire.Gui(layout=wire.DESKTOP, snippet=snippet),
        status=_STATUSES.get(checkout.stage, wire.CREATED),
        cart=wire.Cart(items=_rows(checkout, temporary_references)),
        currency=checkout.currency,
        locale=settings.get("Locale"),
        customer=None if customer is None else _customer(customer, checkout.country),
        country_code=checkout.country,
        email_address=None if customer is None else customer.email,
        phone_number=None if customer is None else customer.phone,
        shipping_address=_address(customer, customer.delivery_address) if customer else None,
        billing_address=_address(customer, customer.billing_address) if customer else None,
        payment_type=payment_type,
        payment=payment,
        svea_will_buy_order=True if payment_type in _INVOICES else None,
        merchant_settings=settings.get("MerchantSettings"),
        preset_values=settings.get("PresetValues"),
        identity_flags=settings.get("IdentityFlags"),
        customer_reference=None,
        peppol_id=settings.get("PeppolId"),
        merchant_data=merchant_data_of(checkout),
        shipping_information=without_null_numbers(parcel),
        recurring=recurrence is not None,
        recurring_token=None if recurrence is None else recurrence.token,
        billing_references=None,
        shipping_enabled=_is_true(parcel, "EnableShipping"),
        validation=wire.Validation(min_age=checkout.age_required),
    )


def recurring_token(first: Checkout) -> wire.RecurringToken:
    """Render the token that the purchase of this checkout issued."""
    recurrence = first.recurrence
    assert recurrence is not None, "it was found by its token"
    assert recurrence.token is not None, "it was found by its token"
    payment = payment_type_of(first.payment)[1]
    return wire.RecurringToken(
        token=recurrence.token,
        status="Cancelled" if recurrence.is_cancelled else "Active",
        currency=first.currency,
        payment_method=None if payment is None else payment.payment_method_type,
    )


def _rows(checkout: Checkout, references: Sequence[str | None]) -> tuple[wire.OrderRow, ...]:
    lines = as_svea_rows(checkout)
    taken = {line.row_number for line in lines}
    free = (number for number in itertools.count(1) if number not in taken)
    return tuple(
        wire.OrderRow(
            article_number=line.article or None,
            name=line.description or None,
            quantity=int(line.quantity.scaleb(2)),
            unit_price=line.unit_price,
            discount_percent=line.discount_rate or 0,
            discount_amount=0 if line.discount_rate else line.discount or 0,
            vat_percent=line.tax_rate,
            unit=line.unit,
            temporary_reference=references[index] if index < len(references) else None,
            row_number=next(free) if line.row_number is None else line.row_number,
            row_type=wire.SHIPPING_FEE if line.kind is LineKind.SHIPPING_FEE else wire.ROW,
            merchant_data=line.data,
        )
        for index, line in enumerate(lines)
    )


def _customer(customer: Customer, country: str) -> wire.Customer:
    is_company = customer.kind is CustomerKind.BUSINESS
    return wire.Customer(
        id=_NO_CUSTOMER_ID,
        national_id=customer.organization_number if is_company else customer.national_id,
        country_code=country,
        is_company=is_company,
        vat_number=None,
    )


def _address(customer: Customer, address: Address | None) -> wire.Address | None:
    """Render an address. The customer's name fills in for an address without one; a company has the company's name."""
    if address is None:
        return None
    is_company = customer.kind is CustomerKind.BUSINESS
    first = None if is_company else address.first_name or customer.first_name
    last = None if is_company else address.last_name or customer.last_name
    company = address.company or customer.company
    full = company if is_company else " ".join(name for name in (first, last) if name)
    return wire.Address(
        full_name=full or None,
        first_name=first,
        last_name=last,
        street_address=address.address,
        co_address=address.co_address,
        postal_code=address.postal_code,
        city=address.city,
        country_code=address.country,
        is_generic=False,
        address_lines=() if address.address2 is None else (address.address2,),
    )


def _is_true(parcel: Any, name: str) -> bool:
    return isinstance(parcel, dict) and parcel.get(name) is True
