"""Checkouts whose clients send articles and quantities, and whose shop computes all else (StateSet, ACP).

A quote is computed from what stands and from the shop's terms of that moment, and is recorded as it is: prices that
change later change nothing here until the client changes something.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from application.checkouts.admission import Target
from application.checkouts.idempotency import ResponseRenderer
from application.checkouts.service import Checkouts
from application.commands.shop import CancelCheckout, OpenCheckout, ReplaceQuote
from application.ports.catalogue import Catalogue
from application.ports.subdivisions import Subdivisions, as_written
from application.selling.customer_edits import CustomerEdit, RecipientEdit, Removed, edited
from application.selling.pricing import GONE, ItemRequest, SessionRequest, quoted
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.stage import Stage
from domain.values.cart import EMPTY_CART
from domain.values.customer import Address, Customer
from domain.values.fulfilment import Fulfilment, Recipient
from domain.values.quote import Quote

LARGEST_SUM = 10**15 - 1
"""In minor units: with what is added for sending it can be kept, and be said in JSON, exactly."""


@dataclass(eq=False)
class NotSold(Exception):
    """The shop does not sell `article`, the item at `place` of those that were asked for."""

    article: str
    place: int


@dataclass(eq=False)
class NotOffered(Exception):
    """`option` is not one of the ways of sending that are `offered`."""

    option: str
    offered: tuple[str, ...]


class TooMuch(Exception):
    """The goods come to more than LARGEST_SUM."""


@dataclass(frozen=True, kw_only=True)
class NewSession:
    """What a client asks for when it begins."""

    merchant: str
    dialect: str
    checkout_id: str
    public_token: str
    country: str
    currency: str
    items: tuple[ItemRequest, ...]
    customer: Customer | None = None
    address: Address | None = None
    recipient: Recipient | None = None
    option: str | None = None
    settings: str = "{}"
    metadata: str | None = None


@dataclass(frozen=True, kw_only=True)
class SessionUpdate:
    """What a client changes; None leaves a part as it is, REMOVED takes it away."""

    items: tuple[ItemRequest, ...] | None = None
    customer: CustomerEdit | None = None
    address: Address | Removed | None = None
    recipient: RecipientEdit | None = None
    option: str | Removed | None = None


class Sessions:
    """Opens, updates, reads and cancels them; `application.selling.purchases` completes them.

    `states` recognises the states of addresses and of the catalogue.
    """

    def __init__(
        self, checkouts: Checkouts, catalogue: Catalogue, states: Subdivisions = as_written
    ) -> None:
        self._checkouts = checkouts
        self._catalogue = catalogue
        self._states = states

    async def open(
        self, new: NewSession, by: Provenance, answering: ResponseRenderer | None = None
    ) -> Checkout:
        """Begins one. Raises NotSold, NotOffered, TooMuch, KeyAlreadyUsed and StoreUnavailable."""
        terms = await self._catalogue.terms(new.merchant, _articles(new.items))
        _refuse_unsold(new.items, set(terms.products))
        wish = SessionRequest(
            items=new.items, address=new.address, recipient=new.recipient, chosen=new.option
        )
        quote = quoted(wish, terms, country=new.country, before=EMPTY_CART, states=self._states)
        _refuse_unoffered(new.option, quote)
        _refuse_too_much(quote)
        command = OpenCheckout(
            merchant=new.merchant,
            dialect=new.dialect,
            country=new.country,
            currency=new.currency,
            public_token=new.public_token,
            settings=new.settings,
            metadata=new.metadata,
            customer=new.customer,
            checkout_id=new.checkout_id,
            quote=quote,
        )
        return await self._checkouts.open(command, by, answering)

    async def read(self, target: Target) -> Checkout:
        """One as it stands, or any other checkout of the merchant's. Raises CheckoutNotFound."""
        return await self._checkouts.read(target)

    async def update(
        self,
        target: Target,
        update: SessionUpdate,
        by: Provenance,
        answering: ResponseRenderer | None = None,
    ) -> Checkout:
        """Changes one, and quotes it anew. Raises NotSold, NotOffered, TooMuch and the refusals of a change."""
        checkout = await self.read(target)
        change = await self._requote(checkout, update, target)
        return await self._checkouts.change(target, change, by, answering)

    async def cancel(
        self,
        target: Target,
        reason: str | None,
        by: Provenance,
        answering: ResponseRenderer | None = None,
    ) -> Checkout:
        """Calls one off. Raises the refusals of a change."""
        return await self._checkouts.change(target, CancelCheckout(reason=reason), by, answering)

    async def _requote(
        self, checkout: Checkout, update: SessionUpdate, target: Target
    ) -> ReplaceQuote:
        """The change. For a checkout that does not take it nothing is said of the wish: the change says no."""
        is_foreign = target.changed_in not in (None, checkout.dialect)
        is_closed = is_foreign or checkout.stage not in (Stage.OPEN, Stage.SUSPENDED)
        stood = checkout.delivery or Fulfilment(needs_address=True)
        items = _standing_items(checkout) if update.items is None else update.items
        terms = await self._catalogue.terms(checkout.merchant, _articles(items))
        if not is_closed:
            known = {line.article for line in checkout.cart.lines}
            _refuse_unsold(items, known | terms.products.keys())
        chosen = None if stood.is_preselected else stood.chosen or GONE
        recipient = stood.recipient
        wish = SessionRequest(
            items=items,
            address=edited(stood.address, update.address),
            recipient=update.recipient.made_to(recipient) if update.recipient else recipient,
            chosen=edited(chosen, update.option),
        )
        quote = quoted(
            wish,
            terms,
            country=checkout.country,
            before=checkout.cart,
            states=self._states,
        )
        if not is_closed:
            _refuse_unoffered(edited(None, update.option), quote)
            _refuse_too_much(quote)
        customer = update.customer.made_to(checkout.customer) if update.customer else None
        return ReplaceQuote(quote=quote, based_on=checkout.version, customer=customer)


def _standing_items(checkout: Checkout) -> tuple[ItemRequest, ...]:
    return tuple(
        ItemRequest(article=line.article, quantity=int(line.quantity))
        for line in checkout.cart.lines
    )


def _articles(items: Sequence[ItemRequest]) -> list[str]:
    return list({wanted.article: None for wanted in items})


def _refuse_unsold(items: Sequence[ItemRequest], sold: Set[str]) -> None:
    for place, wanted in enumerate(items):
        if wanted.article not in sold:
            raise NotSold(article=wanted.article, place=place)


def _refuse_unoffered(option: str | None, quote: Quote) -> None:
    if option is not None and option != quote.delivery.chosen:
        offered = tuple(each.id for each in quote.delivery.offered)
        raise NotOffered(option=option, offered=offered)


def _refuse_too_much(quote: Quote) -> None:
    taxes = sum(tax.amount for tax in quote.order_taxes)
    if quote.cart.total + taxes > LARGEST_SUM:
        raise TooMuch
