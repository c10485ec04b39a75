"""Checkouts whose clients send articles and quantities, and that tillroll prices (StateSet, ACP, UCP).

A quote is computed from the current state and the shop's terms at that time, and is recorded. Later price changes have
no effect until the client changes something. What cannot be quoted raises NotSold, UnknownParent, UnknownLine,
UnknownDestination, NotOffered, OneOptionOnly, TooMuch or Shortage, and then nothing is changed.
"""

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from datetime import datetime
from functools import partial

from application.address_book.known_addresses import KnownAddresses
from application.address_book.known_destinations import with_known_destinations
from application.checkouts.admission import Target
from application.checkouts.idempotency import ResponseRenderer
from application.checkouts.service import Checkouts
from application.commands.purchase import CancelCheckout
from application.commands.quote import ReplaceQuote
from application.commands.shop import OpenCheckout
from application.persons.sealing import OpenedCheckout
from application.ports.catalogue import Catalogue
from application.ports.subdivisions import Subdivisions, as_written
from application.selling.customer_edits import Removed, apply_edit
from application.selling.grouping.group_edits import GroupEdit, edit_groups
from application.selling.grouping.groups import UnknownDestination, UnknownLine, requests_of
from application.selling.line_naming import ItemRequest, UnknownParent
from application.selling.pricing import GONE, SessionRequest, quote_session
from application.selling.session_requests import (
    LARGEST_SUM,
    NewSession,
    NotSold,
    SessionUpdate,
    TooMuch,
    only_option,
    options_of,
    refuse_shortages,
    refuse_unoffered,
    refuse_unoffered_choices,
    with_choices,
    with_kept_parts,
)
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.stage import Stage
from domain.values.cart import EMPTY_CART
from domain.values.customer import Customer
from domain.values.fulfilment import Fulfilment
from domain.values.quote import Quote

Restrict = Callable[[SessionUpdate, Checkout], SessionUpdate]


class Sessions:
    """Opens, updates, reads and cancels sessions; `application.selling.purchases` completes them.

    `states` recognises the states of addresses and of the catalogue. `clock` returns the time of quotes (UTC).
    `known_addresses` are offered to clients that may see them.
    """

    def __init__(
        self,
        checkouts: Checkouts,
        catalogue: Catalogue,
        states: Subdivisions = as_written,
        *,
        clock: Callable[[], datetime],
        known_addresses: KnownAddresses | None = None,
    ) -> None:
        self._checkouts = checkouts
        self._catalogue = catalogue
        self._states = states
        self._clock = clock
        self._known_addresses = known_addresses

    async def open(
        self, new: NewSession, by: Provenance, response_renderer: ResponseRenderer | None = None
    ) -> Checkout:
        """Open a session. Raises the exceptions of quotes, KeyAlreadyUsed and StoreUnavailable."""
        terms = await self._catalogue.terms(new.merchant, _articles(new.items), codes=new.codes)
        _refuse_unsold(new.items, set(terms.products))
        wanted_options = options_of(new.option, new.options)
        groups, edits = new.groups, new.group_edits or ()
        if new.group_edits is not None:
            if new.offers_known_addresses:
                edits = await self._with_known_destinations(new.merchant, edits, new.customer)
            groups = edit_groups((), edits, new.items)
            wanted_options = ()
        request = SessionRequest(
            items=new.items,
            address=new.address,
            recipient=new.recipient,
            chosen=only_option(wanted_options, groups),
            groups=with_choices(groups, wanted_options),
            codes=new.codes,
            is_buyer_known=_is_known(new.customer),
            merges_articles=new.merges_articles,
            divides_parcels=new.divides_parcels,
            provisional_place=new.provisional_place,
        )
        quote = quote_session(
            request,
            terms,
            country=new.country,
            before=EMPTY_CART,
            at=self._clock(),
            states=self._states,
        )
        refuse_unoffered(wanted_options, quote)
        refuse_unoffered_choices(groups, edits, quote)
        _refuse_too_much(quote)
        if new.refuses_shortages:
            refuse_shortages(quote)
        command = OpenCheckout(
            merchant=new.merchant,
            dialect=new.dialect,
            country=new.country,
            currency=new.currency,
            public_token=new.public_token,
            settings=new.settings,
            metadata=new.metadata,
            customer=new.customer,
            buyer_context=new.buyer_context,
            checkout_id=new.checkout_id,
            quote=quote,
            opened_from=new.opened_from,
        )
        return await self._checkouts.open(command, by, response_renderer)

    async def read(self, target: Target) -> Checkout:
        """Return a session, or any other checkout of the merchant. Raises CheckoutNotFound."""
        return (await self.read_opened(target)).checkout

    async def read_opened(self, target: Target) -> OpenedCheckout:
        """Return the same with the key of its personal data, which the request that reads it may use."""
        return await self._checkouts.read_opened(target)

    async def update(
        self,
        target: Target,
        update: SessionUpdate,
        by: Provenance,
        response_renderer: ResponseRenderer | None = None,
        restrict: Restrict | None = None,
    ) -> Checkout:
        """Change a session and quote it again. `restrict` leaves out of the update what the session does not allow.

        Raises the exceptions of quotes and the refusals of a change.
        """
        checkout = await self.read(target)
        if restrict is not None:
            update = restrict(update, checkout)
        change = await self._requote(checkout, update, target)
        return await self._checkouts.change(target, change, by, response_renderer)

    async def cancel(
        self,
        target: Target,
        reason: str | None,
        by: Provenance,
        response_renderer: ResponseRenderer | None = None,
    ) -> Checkout:
        """Cancel a session. Raises the refusals of a change."""
        return await self._checkouts.change(
            target, CancelCheckout(reason=reason), by, response_renderer
        )

    async def _requote(
        self, checkout: Checkout, update: SessionUpdate, target: Target
    ) -> ReplaceQuote:
        """Return the change. The request is not validated if the change will be refused anyway."""
        is_foreign = target.dialect not in (None, checkout.dialect)
        is_closed = is_foreign or checkout.stage not in (Stage.OPEN, Stage.SUSPENDED)
        current = checkout.delivery or Fulfilment(needs_address=True)
        items = _current_items(checkout) if update.items is None else update.items
        codes = checkout.discounts.codes if update.codes is None else update.codes
        terms = await self._catalogue.terms(
            checkout.merchant, _articles(items), codes=codes, checkout_id=checkout.id
        )
        customer = update.customer.apply_to(checkout.customer) if update.customer else None
        if not is_closed:
            known = {line.article for line in checkout.cart.lines}
            _refuse_unsold(items, known | terms.products.keys())
        chosen = None if current.is_preselected else current.chosen or GONE
        groups = requests_of(with_kept_parts(current.groups, items, terms.locations))
        groups = apply_edit(groups, update.groups) or ()
        options = options_of(update.option, update.options)
        edits = update.group_edits or ()
        if update.group_edits is not None:
            if update.offers_known_addresses and not is_closed:
                buyer = customer or checkout.customer
                edits = await self._with_known_destinations(
                    checkout.merchant, edits, buyer, checkout.customer
                )
            groups = edit_groups(groups, edits, items)
            options = ()
        if current.groups and not groups:
            chosen = None
        if isinstance(update.option, Removed):
            chosen, groups = None, tuple(replace(each, chosen=None, choices={}) for each in groups)
        elif options and not groups:
            chosen = options[0] if is_closed else only_option(options, groups)
        recipient = current.recipient
        request = SessionRequest(
            items=items,
            address=apply_edit(current.address, update.address),
            recipient=update.recipient.apply_to(recipient) if update.recipient else recipient,
            chosen=chosen,
            groups=with_choices(groups, options),
            codes=codes,
            is_buyer_known=_is_known(customer or checkout.customer),
            merges_articles=update.merges_articles,
            # What is divided stays so, whatever changes it.
            divides_parcels=update.divides_parcels or any(each.method for each in current.groups),
            provisional_place=update.provisional_place,
        )
        quote_again = partial(
            quote_session,
            terms=terms,
            country=checkout.country,
            before=checkout.cart,
            discounts_before=checkout.discounts,
            at=self._clock(),
            states=self._states,
        )
        try:
            quote = quote_again(request)
        except (UnknownParent, UnknownLine, UnknownDestination):
            if not is_closed:
                raise
            # What was asked for cannot be quoted, and the change is refused for another reason.
            quote = quote_again(replace(request, items=_current_items(checkout), groups=()))
        if not is_closed:
            refuse_unoffered(options, quote)
            refuse_unoffered_choices(groups, edits, quote)
            _refuse_too_much(quote)
            if update.refuses_shortages and update.items is not None:
                refuse_shortages(quote)
        context = update.buyer_context
        return ReplaceQuote(
            quote=quote,
            based_on=checkout.version,
            customer=customer,
            buyer_context=None if context is None else context.apply_to(checkout.buyer_context),
        )

    async def _with_known_destinations(
        self,
        merchant: str,
        edits: tuple[GroupEdit, ...],
        buyer: Customer | None,
        before: Customer | None = None,
    ) -> tuple[GroupEdit, ...]:
        if self._known_addresses is None:
            return edits
        return await with_known_destinations(
            edits, self._known_addresses, merchant, buyer=buyer, before=before
        )


def _is_known(buyer: Customer | None) -> bool:
    return buyer is not None and buyer.email is not None


def _current_items(checkout: Checkout) -> tuple[ItemRequest, ...]:
    return tuple(
        ItemRequest(
            article=line.article, quantity=int(line.quantity), line=line.id, parent=line.parent
        )
        for line in checkout.cart.lines
    )


def _articles(items: Sequence[ItemRequest]) -> list[str]:
    return list({wanted.article: None for wanted in items})


def _refuse_unsold(items: Sequence[ItemRequest], sold: Set[str]) -> None:
    for place, wanted in enumerate(items):
        if wanted.article not in sold:
            raise NotSold(article=wanted.article, place=place)


def _refuse_too_much(quote: Quote) -> None:
    taxes = sum(tax.amount for tax in quote.order_taxes)
    if quote.cart.total + taxes > LARGEST_SUM:
        raise TooMuch
