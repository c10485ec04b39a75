"""Computes quotes from a customer's request and a shop's terms. Pure functions: equal inputs give equal quotes.

Interpretations of the specifications: without an address, taxes and shipping options are those of the shop's country.
`application.selling.place_of_supply` and `.shipping` have the rules of both, `.line_naming` those of the ids of lines,
and `.discounting` those of discounts, which come off before any tax.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from application.selling.line_naming import ItemRequest, name_lines
from application.selling.place_of_supply import place_of
from application.selling.shipping import choose_option, offered_options, without_price
from domain.values.cart import Cart, Line, LineKind
from domain.values.charges import OrderTax
from domain.values.customer import Address
from domain.values.fulfilment import Fulfilment, FulfilmentKind, Recipient
from domain.values.money import share
from domain.values.quote import Notice, NoticeKind, Quote

__all__ = ["GONE", "ItemRequest", "SessionRequest", "quote_session"]

GONE = ""


@dataclass(frozen=True, kw_only=True)
class SessionRequest:
    """The customer's request. `chosen` is the selected shipping option; None if none was ever selected.

    `GONE` means a selected option that is no longer offered. `merges_articles` makes one line of all items of an
    article that name no line. `is_buyer_known` is whether the e-mail address of the buyer is.
    """

    items: tuple[ItemRequest, ...]
    address: Address | None = None
    recipient: Recipient | None = None
    chosen: str | None = None
    merges_articles: bool = True
    codes: tuple[str, ...] = ()
    is_buyer_known: bool = False


def quote_session(
    wish: SessionRequest,
    terms: Terms,
    *,
    country: str,
    before: Cart,
    at: datetime,
    states: Subdivisions = as_written,
) -> Quote:
    """Return the quote of a shop in `country` at a time (UTC). Raises UnknownParent.

    `before` are the lines of the last quote. `states` recognises the states of addresses and of `terms`. An article
    that is not in `terms` keeps its line of `before`, if any.
    """
    place = place_of(wish.address, country, states)
    line_rates = place.rates(terms.tax_rates, TaxedOn.LINES)
    known = {line.id: line for line in before.lines}
    lines: list[Line] = []
    notices: list[Notice] = []
    if wish.address is not None and not place.codes and place.has_prices_by_state(terms):
        notices.append(Notice(kind=NoticeKind.STATE_UNKNOWN))
    weight = 0
    items = name_lines(wish.items, before, merges_articles=wish.merges_articles)
    pieces = Counter[str]()
    for item in items:
        pieces[item.article] += item.quantity
    for item in items:
        product = terms.products.get(item.article)
        previous = known.get(item.line or "")
        if product is None:
            if previous is not None:
                lines.append(previous)
                notices.append(_notice(previous, NoticeKind.NO_LONGER_SOLD))
            continue
        line = _line(product, item, line_rates)
        lines.append(line)
        # Pieces of one article on several lines are counted together, on the first of them.
        notices += _notices(product, line, pieces.pop(item.article, 0), previous)
        weight += product.weight * item.quantity
    discounts = apply_discounts(
        lines,
        terms.discounts,
        DiscountRequest(codes=wish.codes, is_buyer_known=wish.is_buyer_known, at=at),
    )
    lines = [_reduce_line(line, discounts.taken_off(line.id)) for line in lines]
    subtotal = sum(line.subtotal for line in lines)
    is_carried = any(line.kind is not LineKind.DIGITAL for line in lines)
    offered = offered_options(terms, place, is_carried=is_carried, weight=weight, subtotal=subtotal)
    if ships_free(discounts):
        offered = tuple(map(without_price, offered))
    delivery = Fulfilment(
        needs_address=is_carried,
        address=wish.address,
        recipient=wish.recipient,
        offered=offered,
        chosen=choose_option(wish.chosen, offered, is_carried=is_carried),
        is_preselected=wish.chosen is None,
    )
    option = delivery.option
    return Quote(
        cart=Cart(lines=tuple(lines)),
        delivery=delivery,
        discounts=with_shipping(discounts, 0 if option is None else option.discount or 0),
        order_taxes=tuple(
            OrderTax(name=rate.name, rate=rate.rate, amount=share(subtotal, rate.rate))
            for rate in place.rates(terms.tax_rates, TaxedOn.ORDER)
        ),
        notices=tuple(notices),
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


def _notice(line: Line, kind: NoticeKind, available: int | None = None) -> Notice:
    return Notice(kind=kind, article=line.article, line_id=line.line_id, available=available)
