"""Carts of agents: sessions that are quoted and never paid, and that sessions are opened from.

A cart has at most one session that can still be paid. It is found by an alias, so two requests for it at the same time
lead to one session. A cart whose session was cancelled or has expired may become a session again; one whose session was
purchased is used up.
"""

from dataclasses import replace
from typing import Final

from application.checkouts.admission import Target
from application.checkouts.idempotency import ResponseRenderer
from application.ports.event_store import AliasTaken
from application.selling.line_naming import ItemRequest
from application.selling.session_requests import NewSession
from application.selling.sessions import Sessions
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import CheckoutNotFound
from domain.stage import Stage

PREFIX: Final = "cart_"
"""How the ids of carts begin, and those of no session."""
_NUMBER: Final = "/"
_MOST_SESSIONS: Final = 100
_USABLE: Final = (Stage.OPEN, Stage.SUSPENDED)
_ABANDONED: Final = (Stage.CANCELLED, Stage.EXPIRED)


def is_cart(checkout_id: str) -> bool:
    """Return whether a checkout is a cart."""
    return checkout_id.startswith(PREFIX)


def usable_cart(cart: Checkout) -> Checkout:
    """Return the cart. Raises CheckoutNotFound for one that was cancelled or has expired."""
    if cart.stage not in _USABLE:
        raise CheckoutNotFound(checkout_id=cart.id)
    return cart


async def open_from_cart(
    sessions: Sessions,
    cart_id: str,
    new: NewSession,
    by: Provenance,
    response_renderer: ResponseRenderer | None = None,
) -> Checkout:
    """Return the session of a cart: the one that can be paid, or a new one with the data of `new` beside the cart's.

    Lines are those of the cart, and so are the buyer and the codes where it has any. Raises CheckoutNotFound for a cart
    that cannot be used, and what `Sessions.open` raises.
    """
    target = Target(checkout_id=cart_id, merchant=new.merchant, dialect=new.dialect)
    if not is_cart(cart_id):
        raise CheckoutNotFound(checkout_id=cart_id)
    cart = usable_cart(await sessions.read(target))
    if cart.dialect != new.dialect:
        raise CheckoutNotFound(checkout_id=cart_id)
    new = replace(
        new,
        items=tuple(
            ItemRequest(
                article=line.article,
                quantity=int(line.quantity),
                line=line.id,
                parent=line.parent,
            )
            for line in cart.cart.lines
        ),
        customer=cart.customer or new.customer,
        codes=cart.discounts.codes or new.codes,
    )
    for number in range(1, _MOST_SESSIONS + 1):
        origin = f"{cart_id}{_NUMBER}{number}"
        try:
            return await sessions.open(replace(new, opened_from=origin), by, response_renderer)
        except AliasTaken as taken:
            former = await _read(sessions, replace(target, checkout_id=taken.checkout_id))
            if former is not None and former.stage in (*_USABLE, Stage.COMMITTED):
                return former
            if former is not None and former.stage not in _ABANDONED:
                break
    raise CheckoutNotFound(checkout_id=cart_id)


async def _read(sessions: Sessions, target: Target) -> Checkout | None:
    """Return a session; None if it expired too long ago to be read."""
    try:
        return await sessions.read(target)
    except CheckoutNotFound:
        return None
