"""The shipping options of a purchase, and the chosen one.

Where everything goes to one address, the cheapest option is preselected, so the first response has a total. A selected
option that is no longer offered is not replaced by one with another price; the customer must select again.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from application.ports.catalogue import ShippingOption, TaxedOn, Terms
from application.selling.place_of_supply import PlaceOfSupply
from domain.values.fulfilment import FulfilmentKind, FulfilmentOption
from domain.values.money import share

_DIGITAL = ShippingOption(
    id="digital", title="Digital delivery", price=0, kind=FulfilmentKind.DIGITAL
)


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What is sent together: its weight in grams, its articles, and the subtotal of the whole order."""

    weight: int
    articles: Set[str]
    subtotal: int


def offered_options(
    terms: Terms, place: PlaceOfSupply, kind: FulfilmentKind, parcel: Parcel
) -> tuple[FulfilmentOption, ...]:
    """Return the options of a kind for a parcel to a place, the cheapest first."""
    rate = sum(rate.rate for rate in place.rates(terms.tax_rates, TaxedOn.SHIPPING))
    fitting = [
        option
        for option in terms.shipping_options
        if option.kind is kind
        and place.is_in(option.country, option.state)
        and option.min_weight <= parcel.weight <= _or(option.max_weight, parcel.weight)
        and option.min_subtotal <= parcel.subtotal <= _or(option.max_subtotal, parcel.subtotal)
    ]
    options = [_option(option, rate, parcel) for option in _most_specific(fitting)]
    if not options and kind is FulfilmentKind.DIGITAL:
        options = [_option(_DIGITAL, rate, parcel)]
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


def _most_specific(options: Sequence[ShippingOption]) -> Iterator[ShippingOption]:
    """Yield the options without a service, and of each service those of the smallest area."""
    areas = {
        option.service: max(
            _precision(other) for other in options if other.service == option.service
        )
        for option in options
        if option.service is not None
    }
    for option in options:
        if option.service is None or _precision(option) == areas[option.service]:
            yield option


def _precision(option: ShippingOption) -> int:
    return 2 if option.state else int(bool(option.country))


def _option(option: ShippingOption, rate: int, parcel: Parcel) -> FulfilmentOption:
    is_free = (
        option.free_over is not None and parcel.subtotal >= option.free_over
    ) or not parcel.articles.isdisjoint(option.free_with)
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
