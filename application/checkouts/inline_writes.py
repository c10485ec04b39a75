"""What is recorded in the same transaction as the events that cause it: stock, answers, and what lists are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from application.checkouts.idempotency import ResponseToStore
from domain.checkout import Checkout
from domain.events import CheckoutEvent, CommitmentReleased, PurchaseCommitted
from domain.progress import Progress, progress


@dataclass(eq=False)
class InsufficientStock(Exception):
    """Of `article` only `available` pieces are left. Nothing of the append was recorded."""

    article: str
    available: int


@dataclass(frozen=True, kw_only=True)
class StockMovement:
    """Pieces of an article that leave the stock of a merchant, or come back to it where there are fewer than none."""

    merchant: str
    article: str
    pieces: int


@dataclass(frozen=True, kw_only=True)
class CheckoutSummary:
    """A checkout as it is listed."""

    checkout_id: str
    merchant: str
    dialect: str
    progress: Progress
    email: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, kw_only=True)
class InlineWrites:
    """All of it for one append."""

    takings: tuple[StockMovement, ...] = ()
    answer: ResponseToStore | None = None
    listing: CheckoutSummary | None = None


def along(
    checkout: Checkout, events: Sequence[CheckoutEvent], answer: ResponseToStore | None
) -> InlineWrites | None:
    """What goes along with `events`, after which the checkout stands so; None for nothing.

    Stock is taken when a purchase is committed to, and comes back when its payment fails.
    """
    if checkout.delivery is None:
        return None if answer is None else InlineWrites(answer=answer)
    takings: list[StockMovement] = []
    for event in events:
        match event:
            case PurchaseCommitted():
                takings += _takings(checkout, 1)
            case CommitmentReleased():
                takings += _takings(checkout, -1)
            case _:
                pass
    return InlineWrites(takings=tuple(takings), answer=answer, listing=_listing(checkout))


def _takings(checkout: Checkout, sign: int) -> list[StockMovement]:
    return [
        StockMovement(
            merchant=checkout.merchant, article=line.article, pieces=sign * int(line.quantity)
        )
        for line in checkout.cart.lines
    ]


def _listing(checkout: Checkout) -> CheckoutSummary:
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
