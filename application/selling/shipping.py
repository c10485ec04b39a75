"""The shipping options of a purchase, and the chosen one.

The cheapest option is preselected, so the first response has a total. A selected option that is no longer offered is
not replaced by one with another price; the customer must select again.
"""

from dataclasses import replace

from application.ports.catalogue import ShippingOption, TaxedOn, Terms
from application.selling.place_of_supply import PlaceOfSupply
from domain.values.fulfilment import FulfilmentKind, FulfilmentOption
from domain.values.money import share

_DIGITAL = ShippingOption(
    id="digital", title="Digital delivery", price=0, kind=FulfilmentKind.DIGITAL
)


def offered_options(
    terms: Terms, place: PlaceOfSupply, *, is_carried: bool, weight: int, subtotal: int
) -> tuple[FulfilmentOption, ...]:
    """Return the shipping options for an order, the cheapest first."""
    kind = FulfilmentKind.SHIPPING if is_carried else FulfilmentKind.DIGITAL
    rate = sum(rate.rate for rate in place.rates(terms.tax_rates, TaxedOn.SHIPPING))
    options = [
        _option(option, rate, subtotal)
        for option in terms.shipping_options
        if option.kind is kind
        and place.is_in(option.country, option.state)
        and option.min_weight <= weight <= _or(option.max_weight, weight)
        and option.min_subtotal <= subtotal <= _or(option.max_subtotal, subtotal)
    ]
    if not options and not is_carried:
        options = [_option(_DIGITAL, rate, subtotal)]
    return tuple(sorted(options, key=lambda option: (option.total, option.id)))


def without_price(option: FulfilmentOption) -> FulfilmentOption:
    """Return an option with its whole price taken off, and so without tax."""
    if not option.subtotal:
        return option
    return replace(option, discount=option.subtotal, tax=0, total=0)


def choose_option(
    chosen: str | None, offered: tuple[FulfilmentOption, ...], *, is_carried: bool
) -> str | None:
    """Return the id of the option that applies where the customer selected `chosen`, None for never any."""
    is_offered = any(option.id == chosen for option in offered)
    if chosen is None or not is_carried:
        default = offered[0].id if offered else None
        return chosen if is_offered else default
    return chosen if is_offered else None


def _option(option: ShippingOption, rate: int, subtotal: int) -> FulfilmentOption:
    is_free = option.free_over is not None and subtotal >= option.free_over
    price = 0 if is_free else option.price
    tax = share(price, rate)
    return FulfilmentOption(
        id=option.id,
        kind=option.kind,
        title=option.title,
        subtotal=price,
        tax=tax,
        total=price + tax,
        subtitle=option.subtitle,
        carrier=option.carrier,
    )


def _or(limit: int | None, otherwise: int) -> int:
    return otherwise if limit is None else limit
