"""What a client has to be told of a session: why it cannot be paid for, and what else happened to it.

All of it is read from the checkout, so that a past version tells what was told then. A dialect says which words it has
for a code, and where in its own shape a message points.
"""

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from domain.checkout import Checkout
from domain.stage import Stage
from domain.values.fulfilment import Fulfilment
from domain.values.money import in_major_units
from domain.values.notices import Notice, NoticeKind


class Severity(enum.Enum):
    """How much a message matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class About(enum.Enum):
    """What part of a session a message is about."""

    ITEMS = "items"
    LINE = "line"
    QUANTITY = "quantity"
    ADDRESS = "address"
    STATE = "state"
    OPTION = "option"
    PAYMENT = "payment"
    SESSION = "session"


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message. `code` is a word of ACP's newest version; `place` is the line that it is about."""

    tone: Severity
    code: str
    about: About
    content: str
    place: int = 0
    resolution: str = "recoverable"


def told(checkout: Checkout) -> Iterator[Message]:
    """Everything that there is to say, the gravest first."""
    match checkout.stage:
        case Stage.OPEN | Stage.SUSPENDED:
            yield from _hindrances(checkout)
            yield from _changed_prices(checkout)
        case Stage.COMMITTED:
            yield _info("The payment is being made.")
        case Stage.CANCELLED:
            reason = f": {checkout.cancel_reason}" if checkout.cancel_reason else ""
            yield _info(f"The checkout was canceled{reason}.".replace("..", "."))
        case Stage.EXPIRED:
            yield Message(
                tone=Severity.ERROR,
                code="expired",
                about=About.SESSION,
                content="The checkout was not completed in time. Begin a new one.",
            )
        case Stage.COMPLETED:
            pass


def _hindrances(checkout: Checkout) -> Iterator[Message]:
    if checkout.stage is Stage.SUSPENDED:
        yield _info("The shop is changing this checkout.")
    if checkout.payment_failure is not None:
        yield Message(
            tone=Severity.ERROR,
            code="payment_declined",
            about=About.PAYMENT,
            content=checkout.payment_failure,
            resolution="requires_buyer_input",
        )
    if not checkout.cart.lines:
        yield _missing(About.ITEMS, "There is nothing in this checkout. Add an item.")
    places = {line.article: place for place, line in enumerate(checkout.cart.lines)}
    for notice in checkout.notices:
        if notice.kind is NoticeKind.STATE_UNKNOWN:
            yield _unknown_state(checkout.delivery)
        elif notice.hinders:
            yield _hindering(notice, places.get(notice.article, 0))
    delivery = checkout.delivery
    if delivery is None or not checkout.cart.lines:
        return
    if delivery.needs_address and delivery.address is None:
        yield _missing(About.ADDRESS, "Say where the goods are to be sent.")
    elif not delivery.offered:
        yield Message(
            tone=Severity.ERROR,
            code="region_restricted",
            about=About.ADDRESS,
            content="The shop sends none of this to that address.",
            resolution="requires_buyer_input",
        )
    elif delivery.option is None:
        yield Message(
            tone=Severity.ERROR,
            code="invalid",
            about=About.OPTION,
            content="The way of sending that was chosen is not offered any more. Choose another.",
            resolution="requires_buyer_input",
        )


def _unknown_state(delivery: Fulfilment | None) -> Message:
    address = None if delivery is None else delivery.address
    if address is None or not address.state:
        return _missing(About.STATE, "Taxes or shipping depend on the state: name it.")
    return Message(
        tone=Severity.ERROR,
        code="invalid",
        about=About.STATE,
        content=f"{address.state} is not a state of {address.country} that the shop knows. "
        "Name it by its code or its name, as in CA or California.",
        resolution="requires_buyer_input",
    )


def _hindering(notice: Notice, place: int) -> Message:
    available = notice.available or 0
    match notice.kind:
        case NoticeKind.QUANTITY_EXCEEDED:
            code = "quantity_exceeded"
            content = f"One customer can buy at most {available} of this item."
        case NoticeKind.NO_LONGER_SOLD:
            code, content = "out_of_stock", "This item is sold no more. Remove it."
        case _:
            code = "out_of_stock"
            left = f"Only {available} of this item are left." if available else "It is sold out."
            content = left
    return Message(
        tone=Severity.ERROR,
        code=code,
        about=About.QUANTITY if available else About.LINE,
        content=content,
        place=place,
    )


def _changed_prices(checkout: Checkout) -> Iterator[Message]:
    places = {line.article: place for place, line in enumerate(checkout.cart.lines)}
    for notice in checkout.notices:
        if notice.kind is not NoticeKind.PRICE_CHANGED:
            continue
        before = in_major_units(notice.price_before or 0, checkout.currency)
        now = in_major_units(notice.price_now or 0, checkout.currency)
        yield Message(
            tone=Severity.WARNING,
            code="price_change",
            about=About.LINE,
            content=f"The price of this item has changed from {before} to {now} {checkout.currency}.",
            place=places.get(notice.article, 0),
            resolution="requires_buyer_review",
        )


def _missing(about: About, content: str) -> Message:
    return Message(
        tone=Severity.ERROR,
        code="missing",
        about=about,
        content=content,
        resolution="requires_buyer_input",
    )


def _info(content: str) -> Message:
    return Message(tone=Severity.INFO, code="info", about=About.SESSION, content=content)
