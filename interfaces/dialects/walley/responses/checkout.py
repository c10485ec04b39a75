"""Rendering of checkouts as "get checkout information" returns them. Pure functions.

Interpretations where the documents are silent: a checkout without a known customer is a private customer's; a prefilled
customer counts as identified.
"""

from collections.abc import Mapping
from datetime import UTC
from decimal import Decimal
from typing import Any

from domain.checkout import Checkout
from domain.stage import Stage
from domain.values.cart import Line, LineKind
from domain.values.charges import Fee
from domain.values.customer import Address, Customer, CustomerKind
from interfaces.dialects.walley import wire
from interfaces.dialects.walley.crossover import Content, content_of
from interfaces.dialects.walley.requests.commands import (
    DIALECT,
    DIRECT_INVOICE_NOTIFICATION,
    SHIPPING,
)
from interfaces.dialects.walley.responses.purchase_results import purchase_result
from interfaces.http.request.body.reader import parse_json

_STATUSES = {
    Stage.COMMITTED: "CommittedToPurchase",
    Stage.COMPLETED: "PurchaseCompleted",
    Stage.CANCELLED: "Aborted",
    Stage.EXPIRED: "Aborted",
}
_NO_RESULTS: Mapping[str, str] = {}
_ONE = Decimal(1)


def created_checkout(checkout: Checkout) -> wire.Created:
    """Render the response to "initialize checkout"."""
    expires_at = checkout.expires_at.astimezone(UTC)
    return wire.Created(
        private_id=checkout.id,
        public_token=checkout.public_token,
        expires_at=expires_at.strftime("%Y-%m-%dT%H:%M:%S.%f0+00:00"),
    )


def information(
    checkout: Checkout, purchase_results: Mapping[str, str] = _NO_RESULTS
) -> wire.CheckoutInformation:
    """Render a checkout for its shop. `purchase_results` is the merchant's table of results by method of payment.

    Raises OpenedInAnotherDialect for a checkout that Walley cannot represent.
    """
    content = content_of(checkout)
    is_completed = checkout.stage is Stage.COMPLETED
    customer = checkout.customer
    is_business = customer is not None and customer.kind is CustomerKind.BUSINESS
    return wire.CheckoutInformation(
        customer_type="BusinessCustomer" if is_business else "PrivateCustomer",
        customer=None if customer is None or is_business else _private(customer),
        business_customer=_business(customer) if customer is not None and is_business else None,
        country_code=checkout.country,
        status=_status(checkout),
        payment_name=None if checkout.payment is None else checkout.payment.method,
        reference=checkout.reference,
        cart=None if is_completed else _cart(content),
        fees=None if is_completed else _fees(content),
        shipping=None,
        custom_fields=_custom_fields(checkout),
        purchase=_purchase(checkout, purchase_results),
        order=_order(checkout, content),
    )


def _status(checkout: Checkout) -> str:
    untouched = "Initialized" if checkout.customer is None else "CustomerIdentified"
    return _STATUSES.get(checkout.stage, untouched)


def _cart(content: Content) -> wire.CartShape:
    return wire.CartShape(
        total_amount=_major(sum(line.total for line in content.lines)),
        items=tuple(_item(line) for line in content.lines),
    )


def _item(line: Line) -> wire.Item:
    return wire.Item(
        id=line.article,
        description=line.description,
        type=wire.GIFT_CARD if line.kind is LineKind.GIFT_CARD else None,
        unit_price=_major(line.unit_price),
        unit_weight=line.unit_weight,
        quantity=line.quantity,
        vat=_major(line.tax_rate),
        requires_electronic_id=line.requires_electronic_id,
        minimum_age=line.minimum_age,
        sku=line.sku,
    )


def _fees(content: Content) -> wire.Fees:
    by_kind = {fee.kind: _fee(fee) for fee in content.fees}
    return wire.Fees(
        shipping=by_kind.get(SHIPPING),
        direct_invoice_notification=by_kind.get(DIRECT_INVOICE_NOTIFICATION),
    )


def _fee(fee: Fee) -> wire.Fee:
    return wire.Fee(
        id=fee.article,
        description=fee.description,
        unit_price=_major(fee.unit_price),
        vat=_major(fee.tax_rate),
    )


def _purchase(checkout: Checkout, results: Mapping[str, str]) -> wire.Purchase | None:
    payment, purchase_id = checkout.payment, checkout.purchase_id
    if payment is None or purchase_id is None:
        return None
    return wire.Purchase(
        amount_to_pay=_major(payment.amount),
        payment_name=payment.method,
        invoice_delivery_method=None,
        purchase_identifier=purchase_id,
        result=purchase_result(payment, results),
    )


def _order(checkout: Checkout, content: Content) -> wire.Order | None:
    if checkout.order_id is None:
        return None
    articles = tuple(_item(line) for line in content.lines)
    return wire.Order(
        order_id=checkout.order_id,
        total_amount=_major(checkout.total),
        items=articles + tuple(_fee_row(fee) for fee in content.fees),
    )


def _fee_row(fee: Fee) -> wire.Item:
    return wire.Item(
        id=fee.article,
        description=fee.description,
        unit_price=_major(fee.unit_price),
        quantity=_ONE,
        vat=_major(fee.tax_rate),
    )


def _private(customer: Customer) -> wire.CustomerShape:
    return wire.CustomerShape(
        email=customer.email,
        mobile_phone_number=customer.phone,
        national_identification_number=customer.national_id,
        delivery_contact_information=wire.ContactInformation(mobile_phone_number=customer.phone),
        delivery_address=_address(customer.delivery_address, customer),
        billing_address=_address(customer.billing_address, customer),
    )


def _business(customer: Customer) -> wire.BusinessCustomerShape:
    return wire.BusinessCustomerShape(
        company_name=customer.company,
        organization_number=customer.organization_number,
        email=customer.email,
        mobile_phone_number=customer.phone,
        first_name=customer.first_name,
        last_name=customer.last_name,
        invoice_reference=None,
        invoice_tag=None,
        delivery_address=_address(customer.delivery_address, customer),
        invoice_address=_address(customer.billing_address, customer),
    )


def _address(address: Address | None, customer: Customer) -> wire.Address | None:
    """Render an address. The customer's name fills in for an address without one."""
    if address is None:
        return None
    return wire.Address(
        first_name=address.first_name or customer.first_name,
        last_name=address.last_name or customer.last_name,
        company_name=address.company or customer.company,
        co_address=address.co_address,
        address=address.address,
        address2=address.address2,
        postal_code=address.postal_code,
        city=address.city,
        country=address.country,
    )


def _custom_fields(checkout: Checkout) -> Any:
    """Return the custom fields as sent, with the digits of their numbers."""
    if checkout.dialect != DIALECT or "customFields" not in checkout.settings:
        return None
    return parse_json(checkout.settings.encode()).get("customFields")


def _major(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)
