"""Computes quotes from a customer's request and a shop's terms. Pure functions: equal inputs give equal quotes.

Interpretations of the specifications: without an address, taxes and shipping options are those of the shop's country.
The cheapest option is preselected, so the first response has a total. A selected option that is no longer offered is
not replaced by one with another price; the customer must select again. If prices differ between the states of a
country, an address there without a recognised state cannot be bought for; it does not count as the rest of the country.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from application.ports.catalogue import Product, ShippingOption, TaxedOn, TaxRate, Terms
from application.ports.subdivisions import Subdivisions, as_written
from domain.values.cart import Cart, Line, LineKind
from domain.values.charges import OrderTax
from domain.values.customer import Address
from domain.values.fulfilment import Fulfilment, FulfilmentKind, FulfilmentOption, Recipient
from domain.values.money import share
from domain.values.quote import Notice, NoticeKind, Quote

GONE = ""
_DIGITAL = ShippingOption(
    id="digital", title="Digital delivery", price=0, kind=FulfilmentKind.DIGITAL
)


@dataclass(frozen=True, kw_only=True)
class ItemRequest:
    """A quantity of an article."""

    article: str
    quantity: int


@dataclass(frozen=True, kw_only=True)
class SessionRequest:
    """The customer's request. `chosen` is the selected shipping option; None if none was ever selected.

    `GONE` means a selected option that is no longer offered.
    """

    items: tuple[ItemRequest, ...]
    address: Address | None = None
    recipient: Recipient | None = None
    chosen: str | None = None


@dataclass(frozen=True, kw_only=True)
class _Place:
    """A place. `codes` are those of its state and larger subdivisions; `states` finds those of catalogue entries."""

    country: str
    codes: tuple[str, ...]
    states: Subdivisions

    def is_in(self, country: str, state: str) -> bool:
        """Return whether the place is in a state of the catalogue; an empty state means all."""
        return self.is_of(country) and (not state or self.code_of(state) in self.codes)

    def is_of(self, country: str) -> bool:
        """Return whether the place is in a country of the catalogue; an empty country means all."""
        return country.upper() in ("", self.country)

    def code_of(self, state: str) -> str:
        """Return the code of a state of the catalogue in this country; empty if there is none."""
        return next(iter(self.states(self.country, state)), "")


def quote_session(
    wish: SessionRequest,
    terms: Terms,
    *,
    country: str,
    before: Cart,
    states: Subdivisions = as_written,
) -> Quote:
    """Return the quote of a shop in `country`. `before` are the lines of the last quote.

    `states` recognises the states of addresses and of `terms`. An article that is not in `terms` keeps its line of
    `before`, if any.
    """
    place = _place(wish.address, country, states)
    line_rates = _rates(terms.tax_rates, TaxedOn.LINES, place)
    known = {line.article: line for line in before.lines}
    lines: list[Line] = []
    notices: list[Notice] = []
    if wish.address is not None and not place.codes and _differs_by_state(terms, place):
        notices.append(Notice(kind=NoticeKind.STATE_UNKNOWN))
    weight = 0
    for wanted in _merge(wish.items):
        product = terms.products.get(wanted.article)
        previous = known.get(wanted.article)
        if product is None:
            if previous is not None:
                lines.append(previous)
                notices.append(Notice(kind=NoticeKind.NO_LONGER_SOLD, article=wanted.article))
            continue
        line = _line(product, wanted.quantity, line_rates)
        lines.append(line)
        notices += _notices(product, wanted.quantity, previous)
        weight += product.weight * wanted.quantity
    cart = Cart(lines=tuple(lines))
    subtotal = sum(line.subtotal for line in lines)
    is_carried = any(line.kind is not LineKind.DIGITAL for line in lines)
    offered = _options_for(terms, place, is_carried=is_carried, weight=weight, subtotal=subtotal)
    return Quote(
        cart=cart,
        delivery=_delivery(wish, offered, is_carried=is_carried),
        order_taxes=tuple(
            OrderTax(name=rate.name, rate=rate.rate, amount=share(subtotal, rate.rate))
            for rate in _rates(terms.tax_rates, TaxedOn.ORDER, place)
        ),
        notices=tuple(notices),
    )


def _merge(items: Sequence[ItemRequest]) -> Iterator[ItemRequest]:
    """Yield one item for each article, in the order of their first occurrence."""
    quantities: dict[str, int] = {}
    for wanted in items:
        quantities[wanted.article] = quantities.get(wanted.article, 0) + wanted.quantity
    for article, quantity in quantities.items():
        yield ItemRequest(article=article, quantity=quantity)


def _line(product: Product, quantity: int, rates: Sequence[TaxRate]) -> Line:
    is_digital = product.delivery is FulfilmentKind.DIGITAL
    return Line.with_tax_on_top(
        article=product.id,
        description=product.title,
        quantity=Decimal(quantity),
        unit_price=product.unit_price,
        tax_rate=sum(rate.rate for rate in rates if rate.tax_class in ("", product.tax_class)),
        kind=LineKind.DIGITAL if is_digital else LineKind.ARTICLE,
        unit_weight=Decimal(product.weight) / 1000 if product.weight else None,
    )


def _notices(product: Product, quantity: int, previous: Line | None) -> Iterator[Notice]:
    if product.stock is not None and product.stock < quantity:
        yield Notice(
            kind=NoticeKind.OUT_OF_STOCK, article=product.id, available=max(product.stock, 0)
        )
    if product.most_per_order is not None and product.most_per_order < quantity:
        yield Notice(
            kind=NoticeKind.QUANTITY_EXCEEDED, article=product.id, available=product.most_per_order
        )
    if previous is not None and previous.unit_price != product.unit_price:
        yield Notice(
            kind=NoticeKind.PRICE_CHANGED,
            article=product.id,
            price_before=previous.unit_price,
            price_now=product.unit_price,
        )


def _place(address: Address | None, country: str, states: Subdivisions) -> _Place:
    if address is None:
        return _Place(country=country, codes=(), states=states)
    country = (address.country or country).upper()
    return _Place(country=country, codes=states(country, address.state or ""), states=states)


def _differs_by_state(terms: Terms, place: _Place) -> bool:
    """Return whether a tax or a shipping option depends on the state in the country of a place."""
    tables: tuple[TaxRate | ShippingOption, ...] = (*terms.tax_rates, *terms.shipping_options)
    return any(
        row.state and place.is_of(row.country) and (row.country or place.code_of(row.state))
        for row in tables
    )


def _rates(rates: Sequence[TaxRate], on: TaxedOn, place: _Place) -> list[TaxRate]:
    """Return the rates of a place: of its state, or else of larger subdivisions, its country, or everywhere."""
    found = [rate for rate in rates if rate.on is on and place.is_of(rate.country)]
    for code in place.codes:
        here = [rate for rate in found if rate.state and place.code_of(rate.state) == code]
        if here:
            return here
    whole = [rate for rate in found if not rate.state]
    return [rate for rate in whole if rate.country] or whole


def _options_for(
    terms: Terms, place: _Place, *, is_carried: bool, weight: int, subtotal: int
) -> tuple[FulfilmentOption, ...]:
    """Return the shipping options for an order, the cheapest first."""
    kind = FulfilmentKind.SHIPPING if is_carried else FulfilmentKind.DIGITAL
    rate = sum(rate.rate for rate in _rates(terms.tax_rates, TaxedOn.SHIPPING, place))
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


def _delivery(
    wish: SessionRequest, offered: tuple[FulfilmentOption, ...], *, is_carried: bool
) -> Fulfilment:
    chosen = wish.chosen
    if chosen is None or not is_carried:
        default = offered[0].id if offered else None
        chosen = chosen if any(option.id == chosen for option in offered) else default
    elif all(option.id != chosen for option in offered):
        chosen = None
    return Fulfilment(
        needs_address=is_carried,
        address=wish.address,
        recipient=wish.recipient,
        offered=offered,
        chosen=chosen,
        is_preselected=wish.chosen is None,
    )


def _or(limit: int | None, otherwise: int) -> int:
    return otherwise if limit is None else limit
