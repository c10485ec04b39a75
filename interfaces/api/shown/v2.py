"""The renderer `shopper/2`: as `shopper/1`, with the chosen deliveries and the taxes on top.

The lines, fees, deliveries and taxes add up to the total. This module is frozen, as `v1` is: a change is a new module.
"""

from typing import Final

import msgspec

from domain.checkout import Checkout
from domain.stage import Stage
from domain.values.cart import Line
from domain.values.charges import Charge, ChargeKind, OrderTax, fees_total
from domain.values.fulfilment import FulfilmentOption
from domain.values.shown import Sight
from interfaces.api.shown import v1

NAME: Final = "shopper/2"


def render(checkout: Checkout, sight: Sight, is_hidden: v1.IsText = v1.is_hidden_never) -> bytes:
    """Return the JSON for a page that gets as much of the customer data as `sight` says.

    A text that `is_hidden` says is a mark in place of personal data, and is not masked again.
    """
    obstacle = v1.obstacle_of(checkout, sight)
    options = () if checkout.delivery is None else checkout.delivery.options
    charges = checkout.charges
    return msgspec.json.encode(
        {
            "public_token": checkout.public_token,
            "version": checkout.version,
            "stage": checkout.stage.value,
            "suspended": checkout.stage is Stage.SUSPENDED,
            "purchasable": obstacle is None,
            "obstacle": obstacle,
            "country": checkout.country,
            "currency": checkout.currency,
            "lines": [_line(line) for line in checkout.cart.lines],
            "fees": [v1.fee_of(fee) for fee in checkout.fees],
            "deliveries": [_delivery(option) for option in options],
            "taxes": [_tax(tax) for tax in checkout.order_taxes],
            "totals": {
                "lines": checkout.cart.total,
                "fees": fees_total(checkout.fees),
                "deliveries": _total(charges, ChargeKind.DELIVERY),
                "taxes": _total(charges, ChargeKind.TAX),
                "tax": checkout.cart.tax + sum(charge.tax for charge in charges),
                "total": checkout.total,
            },
            "minimum_age": checkout.age_required,
            "customer": v1.customer_of(checkout.customer, sight, is_hidden),
            "expires_at": v1.instant_of(checkout.deadline),
            "completed_at": v1.instant_of(checkout.completed_at),
        }
    )


def _line(line: Line) -> v1.Json:
    return {**v1.line_of(line), "tax_on_top": line.tax_on_top}


def _total(charges: tuple[Charge, ...], kind: ChargeKind) -> int:
    return sum(charge.amount for charge in charges if charge.kind is kind)


def _delivery(option: FulfilmentOption) -> v1.Json:
    return {
        "kind": option.kind.value,
        "title": option.title,
        "discount": option.discount or 0,
        "total": option.total,
        "tax": option.tax,
    }


def _tax(tax: OrderTax) -> v1.Json:
    return {"title": tax.name, "rate": tax.rate, "total": tax.amount}
