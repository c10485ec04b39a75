"""Computes quotes from a customer's request and a shop's terms. Pure functions: equal inputs give equal quotes.

Interpretations of the specifications: without an address, taxes and shipping options are those of the shop's country.
`application.selling.place_of_supply` and `.shipping` have the rules of both, `.groups` those of several destinations,
`.line_naming` those of the ids of lines, and `.discounting` those of discounts, which come off before any tax.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from application.ports.catalogue import Product, TaxedOn, TaxRate, Terms
from application.ports.subdivisions import Subdivisions, as_written
from application.selling.discounting import (
    DiscountRequest,
    apply_discounts,
    ships_free,
    with_shipping,
)
from application.selling.grouping.groups import (
    price_group,
)
from application.selling.line_naming import ItemRequest, name_lines
from application.selling.quote_requests import GONE, SessionRequest
from application.selling.routing import SessionRoute, route_session
from application.selling.shipping import Parcel, choose_option, offered_options, without_price
from domain.values.cart import Cart, Line, LineKind
from domain.values.charges import OrderTax
from domain.values.discounts import NO_DISCOUNTS, Discounts
from domain.values.fulfilment import ADDRESS, Fulfilment, FulfilmentKind
from domain.values.money import share
from domain.values.quote import Notice, NoticeKind, Quote

__all__ = ["GONE", "ItemRequest", "SessionRequest", "quote_session"]


def quote_session(
    wish: SessionRequest,
    terms: Terms,
    *,
    country: str,
    before: Cart,
    at: datetime,
    discounts_before: Discounts = NO_DISCOUNTS,
    states: Subdivisions = as_written,
) -> Quote:
    """Return the quote of a shop in `country` at a time (UTC).

    `before` are the lines of the last quote, and `discounts_before` its discounts. `states` recognises the states of
    addresses and of `terms`. An article that is not in `terms` keeps its line of `before`, if any. Raises
    UnknownParent, UnknownLine and UnknownDestination.
    """
    items = name_lines(wish.items, before, merges_articles=wish.merges_articles)
    known = {line.id: line for line in before.lines}
    route = route_session(wish, items, known, terms, country, states)
    notices: list[Notice] = []
    if any(not place.codes and place.has_prices_by_state(terms) for place in route.with_address):
        notices.append(Notice(kind=NoticeKind.STATE_UNKNOWN))
    lines: list[Line] = []
    line_rates = route.place.rates(terms.tax_rates, TaxedOn.LINES)
    pieces: dict[str, int] = {}
    for item in items:
        pieces[item.article] = pieces.get(item.article, 0) + item.quantity
    for item in items:
        product = terms.products.get(item.article)
        previous = known.get(item.line or "")
        if product is None:
            if previous is not None:
                lines.append(previous)
                notices.append(_notice(previous, NoticeKind.NO_LONGER_SOLD))
            continue
        if route.groups:
            line_rates = route.place_of(item.line or "").rates(terms.tax_rates, TaxedOn.LINES)
        line = _line(product, item, line_rates)
        lines.append(line)
        # Pieces of one article on several lines are counted together, on the first of them.
        notices += _notices(product, line, pieces.pop(item.article, 0), previous)
    discounts = apply_discounts(
        lines,
        terms.discounts,
        DiscountRequest(codes=wish.codes, is_buyer_known=wish.is_buyer_known, at=at),
    )
    notices += _ended_discounts(discounts_before, discounts)
    if discounts.applied or discounts_before.applied:
        lines = [_reduce_line(line, discounts.taken_off(line.id)) for line in lines]
    delivery = _delivery(wish, route, lines, terms)
    if ships_free(discounts):
        delivery = _without_prices(delivery)
    subtotal = sum(line.subtotal for line in lines)
    return Quote(
        cart=Cart(lines=tuple(lines)),
        delivery=delivery,
        discounts=with_shipping(
            discounts, sum(option.discount or 0 for option in delivery.options)
        ),
        order_taxes=tuple(
            OrderTax(name=rate.name, rate=rate.rate, amount=share(subtotal, rate.rate))
            for rate in route.place.rates(terms.tax_rates, TaxedOn.ORDER)
        ),
        notices=tuple(notices),
    )


def _delivery(
    wish: SessionRequest, route: SessionRoute, lines: Sequence[Line], terms: Terms
) -> Fulfilment:
    subtotal = sum(line.subtotal for line in lines)
    if not route.groups:
        is_carried = any(line.kind is not LineKind.DIGITAL for line in lines)
        kind = FulfilmentKind.SHIPPING if is_carried else FulfilmentKind.DIGITAL
        offered = offered_options(terms, route.place, kind, _parcel(lines, terms, subtotal))
        return Fulfilment(
            needs_address=is_carried,
            address=wish.address,
            recipient=wish.recipient,
            offered=offered,
            chosen=choose_option(wish.chosen, offered, is_carried=is_carried),
            is_preselected=wish.chosen is None,
            is_provisional=route.is_provisional,
        )
    groups = []
    for group in route.groups:
        inside = [line for line in lines if line.id in group.lines]
        place = route.place_of(group.lines[0]) if group.lines else route.place
        parcel = _parcel(inside, terms, subtotal)
        choice = route.choices.get(group.id)
        is_provisional = route.is_provisional and group.missing == ADDRESS
        groups.append(
            price_group(group, choice, terms, place, parcel, is_provisional=is_provisional)
        )
    return Fulfilment(
        needs_address=False,
        address=wish.address,
        recipient=wish.recipient,
        is_preselected=False,
        groups=tuple(groups),
        is_provisional=route.is_provisional,
    )


def _parcel(lines: Sequence[Line], terms: Terms, subtotal: int) -> Parcel:
    weight = 0
    for line in lines:
        product = terms.products.get(line.article)
        weight += 0 if product is None else product.weight * int(line.quantity)
    return Parcel(
        weight=weight, articles=frozenset(line.article for line in lines), subtotal=subtotal
    )


def _without_prices(delivery: Fulfilment) -> Fulfilment:
    return replace(
        delivery,
        offered=tuple(map(without_price, delivery.offered)),
        groups=tuple(
            replace(group, offered=tuple(map(without_price, group.offered)))
            for group in delivery.groups
        ),
    )


def _line(product: Product, item: ItemRequest, rates: Sequence[TaxRate]) -> Line:
    is_digital = product.delivery is FulfilmentKind.DIGITAL
    return Line.with_tax_on_top(
        article=product.id,
        description=product.title,
        quantity=Decimal(item.quantity),
        unit_price=product.unit_price,
        tax_rate=sum(rate.rate for rate in rates if rate.tax_class in ("", product.tax_class)),
        kind=LineKind.DIGITAL if is_digital else LineKind.ARTICLE,
        unit_weight=Decimal(product.weight) / 1000 if product.weight else None,
        line_id=None if item.line == product.id else item.line,
        parent=item.parent,
        image_url=product.image_url,
    )


def _reduce_line(line: Line, discount: int) -> Line:
    if discount == (line.discount or 0):
        return line
    return Line.with_tax_on_top(
        article=line.article,
        description=line.description,
        quantity=line.quantity,
        unit_price=line.unit_price,
        tax_rate=line.tax_rate,
        kind=line.kind,
        unit_weight=line.unit_weight,
        discount=discount,
        line_id=line.line_id,
        parent=line.parent,
        image_url=line.image_url,
    )


def _notices(product: Product, line: Line, pieces: int, previous: Line | None) -> Iterator[Notice]:
    if product.stock is not None and product.stock < pieces:
        yield _notice(line, NoticeKind.OUT_OF_STOCK, available=max(product.stock, 0))
    if product.most_per_order is not None and product.most_per_order < pieces:
        yield _notice(line, NoticeKind.QUANTITY_EXCEEDED, available=product.most_per_order)
    if previous is not None and previous.unit_price != product.unit_price:
        yield Notice(
            kind=NoticeKind.PRICE_CHANGED,
            article=product.id,
            line_id=line.line_id,
            price_before=previous.unit_price,
            price_now=product.unit_price,
        )


def _ended_discounts(before: Discounts, now: Discounts) -> Iterator[Notice]:
    """Yield a notice on each automatic discount that applied and does not any more. A code has a reason instead."""
    applied = {each.id for each in now.applied}
    for each in before.applied:
        if each.code is None and each.id not in applied:
            yield Notice(kind=NoticeKind.DISCOUNT_ENDED, discount=each.title)


def _notice(line: Line, kind: NoticeKind, available: int | None = None) -> Notice:
    return Notice(kind=kind, article=line.article, line_id=line.line_id, available=available)
