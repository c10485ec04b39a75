"""Builds the append of decided events: the events, and what is recorded in the same transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from application.checkouts import aliases
from application.ports.event_store import Alias, Append, DiscountUse, StockMovement
from application.ports.idempotency_store import ResponseToStore
from application.ports.listings import CheckoutSummary
from application.ports.person_vault import NewPersonKey
from domain.checkout import Checkout
from domain.events import (
    CheckoutEvent,
    CommitmentReleased,
    Completed,
    Opened,
    PurchaseCommitted,
    RecurringTokenIssued,
    ReferenceChanged,
)
from domain.rules import progress


def append_of(
    checkout: Checkout,
    events: Sequence[CheckoutEvent],
    *,
    payment_patience: timedelta,
    payment_within: timedelta,
    response: ResponseToStore | None = None,
    person: NewPersonKey | None = None,
    reads_key: bool = False,
) -> Append:
    """Return the append of `events`, the last of which led to `checkout`.

    A new checkout is checked at its own deadline, and so is a released one. A commitment with a payment attempt is
    checked `payment_patience` later, for the outcome of the payment, and any other `payment_within` later. Stock,
    uses of discounts, listings and the alias of the order are kept only for checkouts that tillroll prices (those with
    a `delivery`): a commitment takes stock and uses, and a released commitment returns them.
    """
    is_priced = checkout.delivery is not None
    new_aliases: list[Alias] = []
    deadline: datetime | None = None
    stock: list[StockMovement] = []
    uses: list[DiscountUse] = []
    for event in events:
        match event:
            case Opened():
                deadline = checkout.deadline
                new_aliases.append(aliases.public_token(event.public_token))
                if event.order_number is not None:
                    new_aliases.append(aliases.order_number(event.order_number))
                if event.opened_from is not None:
                    new_aliases.append(aliases.opened_from(event.opened_from))
            case ReferenceChanged(reference=str(reference)) if checkout.has_unique_reference:
                new_aliases.append(aliases.unique_reference(checkout.merchant, reference))
            case RecurringTokenIssued(token=token):
                new_aliases.append(aliases.recurring_token(token))
            case Completed() if is_priced:
                new_aliases.append(aliases.order_id(checkout.merchant, event.order_id))
            case PurchaseCommitted():
                waits = payment_within if event.payment_attempt is None else payment_patience
                deadline = event.timestamp + waits
                if is_priced:
                    stock += _movements(checkout, sign=1)
                    uses += _uses(checkout, is_returned=False)
            case CommitmentReleased():
                deadline = checkout.deadline
                if is_priced:
                    stock += _movements(checkout, sign=-1)
                    uses += _uses(checkout, is_returned=True)
            case _:
                pass
    return Append(
        events,
        aliases=new_aliases,
        deadline=deadline,
        stock=stock,
        discount_uses=uses,
        summary=_summary(checkout) if is_priced else None,
        response=response,
        person=person,
        reads_key=reads_key,
    )


def _movements(checkout: Checkout, *, sign: int) -> list[StockMovement]:
    """Return one movement for each article, which several lines may have."""
    pieces: dict[str, int] = {}
    for line in checkout.cart.lines:
        pieces[line.article] = pieces.get(line.article, 0) + int(line.quantity)
    return [
        StockMovement(merchant=checkout.merchant, article=article, pieces=sign * count)
        for article, count in pieces.items()
    ]


def _uses(checkout: Checkout, *, is_returned: bool) -> list[DiscountUse]:
    return [
        DiscountUse(merchant=checkout.merchant, discount=each.id, is_returned=is_returned)
        for each in checkout.discounts.applied
        if each.is_counted
    ]


def _summary(checkout: Checkout) -> CheckoutSummary:
    customer = checkout.customer
    return CheckoutSummary(
        checkout_id=checkout.id,
        merchant=checkout.merchant,
        dialect=checkout.dialect,
        progress=progress(checkout),
        email=None if customer is None else customer.email,
        created_at=checkout.created_on,
        updated_at=checkout.modified_on,
    )
