"""Turns the command to open a checkout into its first events, which are recorded in one append."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from application.commands.shop import OpenCheckout
from application.persons.fields import has_person, map_settings
from application.persons.sealing import OpenedCheckout
from application.ports.person_vault import PersonKey
from domain.checkout import Checkout
from domain.events import Opening
from domain.provenance import Provenance


@dataclass(frozen=True, kw_only=True)
class CheckoutIdentity:
    """The names of a new checkout: an id that cannot be guessed, and a whole number below 2⁵³."""

    checkout_id: str
    order_number: int


def open_checkout(
    command: OpenCheckout,
    identity: CheckoutIdentity,
    purchase_within: timedelta,
    *,
    by: Provenance,
    at: datetime,
) -> Checkout:
    """Return the new checkout with pending events. Raises DuplicateArticles or NotPurchasable.

    A command without `idle_limit` opens a checkout that expires at `at` + `purchase_within`.
    """
    idle_limit = command.idle_limit
    opening = Opening(
        merchant=command.merchant,
        dialect=command.dialect,
        country=command.country,
        currency=command.currency,
        public_token=command.public_token,
        expires_at=at + (purchase_within if idle_limit is None else idle_limit),
        settings=command.settings,
        order_number=identity.order_number,
        idle_limit=None if idle_limit is None else int(idle_limit.total_seconds()),
        has_unique_reference=command.unique_reference,
        is_recurring=command.is_recurring,
        token_used=command.token_used,
        opened_from=command.opened_from,
    )
    checkout = Checkout.open(identity.checkout_id, opening, by=by, at=at)
    checkout.replace_everything(
        cart=command.cart,
        fees=command.fees,
        shipping_properties=command.shipping_properties,
        reference=command.reference,
        metadata=command.metadata,
        unique_articles=command.unique_articles,
        by=by,
        at=at,
    )
    if command.quote is not None:
        checkout.replace_quote(command.quote, by=by, at=at)
    checkout.change_minimum_age(command.minimum_age, by=by, at=at)
    if command.customer is not None:
        checkout.identify_customer(command.customer, by=by, at=at)
    if command.buyer_context is not None:
        checkout.replace_buyer_context(command.buyer_context, by=by, at=at)
    if command.token_used is not None:
        checkout.commit(checkout.version, by=by, at=at)
    return checkout


def opened_as_given(
    checkout: Checkout, command: OpenCheckout, key: PersonKey | None
) -> OpenedCheckout:
    """Return the new checkout with the personal data of `command`, which was sealed for it with `key`.

    This is what opening all of its data again would return.
    """
    if key is None or not has_person(checkout):
        return OpenedCheckout(checkout, None)
    opened = checkout.draft()
    opened.settings = map_settings(checkout.settings, lambda _, sealed: key.open(sealed))
    opened.customer = command.customer
    opened.buyer_context = command.buyer_context
    if command.quote is not None:
        opened.delivery = command.quote.delivery
    return OpenedCheckout(opened, key)
