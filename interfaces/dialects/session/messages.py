"""The messages of a session: the reasons why it cannot be paid for, and changes of its prices and its stage.

They are computed from the checkout alone, so a past version has the messages that it had then. Each dialect maps the
codes to its own, and the subjects to paths in its own session.
"""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from domain.checkout import Checkout
from domain.stage import Stage
from domain.values.discounts import CodeRejection, RejectedCode
from domain.values.fulfilment import Fulfilment, FulfilmentGroup
from domain.values.money import in_major_units
from domain.values.quote import Notice, NoticeKind


class Severity(enum.Enum):
    """The severity of a message."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class MessageSubject(enum.Enum):
    """The part of a session that a message is about."""

    ITEMS = "items"
    LINE = "line"
    QUANTITY = "quantity"
    ADDRESS = "address"
    STATE = "state"
    OPTION = "option"
    PAYMENT = "payment"
    SESSION = "session"
    CODE = "code"
    GROUP = "group"


REJECTION_CODES: Final[Mapping[CodeRejection, str]] = {
    CodeRejection.UNKNOWN: "discount_code_invalid",
    CodeRejection.EXPIRED: "discount_code_expired",
    CodeRejection.ALREADY_APPLIED: "discount_code_already_applied",
    CodeRejection.NOT_COMBINABLE: "discount_code_combination_disallowed",
    CodeRejection.MINIMUM_NOT_MET: "discount_code_minimum_not_met",
    CodeRejection.BUYER_UNKNOWN: "discount_code_user_not_logged_in",
    CodeRejection.NOT_ELIGIBLE: "discount_code_user_ineligible",
    CodeRejection.USED_UP: "discount_code_usage_limit_reached",
}
_REJECTIONS: Final[Mapping[CodeRejection, str]] = {
    CodeRejection.UNKNOWN: "The code '{code}' is not valid here.",
    CodeRejection.EXPIRED: "The code '{code}' has expired.",
    CodeRejection.ALREADY_APPLIED: "The code '{code}' is applied already.",
    CodeRejection.NOT_COMBINABLE: "The code '{code}' cannot be combined with another discount.",
    CodeRejection.MINIMUM_NOT_MET: "The code '{code}' needs an order of a higher amount.",
    CodeRejection.BUYER_UNKNOWN: "The code '{code}' needs the e-mail address of the buyer.",
    CodeRejection.NOT_ELIGIBLE: "The code '{code}' applies to nothing in this order.",
    CodeRejection.USED_UP: "The code '{code}' has been used as often as it can be.",
}


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message. `code` is a code of ACP 2026-04-17; `place` is the index of the line, group or code, from 0."""

    severity: Severity
    code: str
    subject: MessageSubject
    content: str
    place: int = 0
    resolution: str = "recoverable"


def messages(checkout: Checkout) -> Iterator[Message]:
    """Yield the messages of a checkout: errors before warnings."""
    match checkout.stage:
        case Stage.OPEN | Stage.SUSPENDED:
            yield from _obstacles(checkout)
            yield from _changed_prices(checkout)
            yield from _rejected_codes(checkout)
        case Stage.COMMITTED:
            yield _info("The payment is being made.")
        case Stage.CANCELLED:
            reason = f": {checkout.cancel_reason}" if checkout.cancel_reason else ""
            yield _info(f"The checkout was canceled{reason}.".replace("..", "."))
        case Stage.EXPIRED:
            yield Message(
                severity=Severity.ERROR,
                code="expired",
                subject=MessageSubject.SESSION,
                content="The checkout was not completed in time. Begin a new one.",
            )
        case Stage.COMPLETED:
            pass


def _obstacles(checkout: Checkout) -> Iterator[Message]:
    if checkout.stage is Stage.SUSPENDED:
        yield _info("The shop is changing this checkout.")
    if checkout.payment_failure is not None:
        yield Message(
            severity=Severity.ERROR,
            code="payment_declined",
            subject=MessageSubject.PAYMENT,
            content=checkout.payment_failure,
            resolution="requires_buyer_input",
        )
    if not checkout.cart.lines:
        yield _missing_content(
            MessageSubject.ITEMS, "There is nothing in this checkout. Add an item."
        )
    places = {line.id: place for place, line in enumerate(checkout.cart.lines)}
    for notice in checkout.notices:
        if notice.kind is NoticeKind.STATE_UNKNOWN:
            yield _unknown_state(checkout.delivery)
        elif notice.hinders:
            yield _obstacle(notice, places.get(notice.line, 0))
    if checkout.delivery is not None and checkout.cart.lines:
        yield from _obstacles_of_delivery(checkout.delivery)


def _obstacles_of_delivery(delivery: Fulfilment) -> Iterator[Message]:
    if delivery.groups:
        for place, group in enumerate(delivery.groups):
            yield from _obstacles_of_group(group, place)
    elif delivery.needs_address and delivery.address is None:
        yield _missing_content(MessageSubject.ADDRESS, "Say where the goods are to be sent.")
    elif not delivery.offered:
        yield Message(
            severity=Severity.ERROR,
            code="region_restricted",
            subject=MessageSubject.ADDRESS,
            content="The shop sends none of this to that address.",
            resolution="requires_buyer_input",
        )
    elif delivery.option is None:
        yield Message(
            severity=Severity.ERROR,
            code="invalid",
            subject=MessageSubject.OPTION,
            content="The way of sending that was chosen is not offered any more. Choose another.",
            resolution="requires_buyer_input",
        )


def _obstacles_of_group(group: FulfilmentGroup, place: int) -> Iterator[Message]:
    """Yield what a group of items lacks. Nothing is chosen for the customer."""
    code, content = "missing", "Choose how this group of items reaches the customer."
    if group.missing == "address":
        content = "Say where this group of items is to be sent."
    elif group.missing is not None and not group.offered:
        code, content = "region_restricted", "The shop sends none of this group to that place."
    if group.missing is not None:
        yield Message(
            severity=Severity.ERROR,
            code=code,
            subject=MessageSubject.GROUP,
            content=content,
            place=place,
            resolution="requires_buyer_input",
        )


def _unknown_state(delivery: Fulfilment | None) -> Message:
    address = None if delivery is None else next(iter(delivery.addresses), None)
    if address is None or not address.state:
        return _missing_content(
            MessageSubject.STATE, "Taxes or shipping depend on the state: name it."
        )
    return Message(
        severity=Severity.ERROR,
        code="invalid",
        subject=MessageSubject.STATE,
        content=f"{address.state} is not a state of {address.country} that the shop knows. "
        "Name it by its code or its name, as in CA or California.",
        resolution="requires_buyer_input",
    )


def _obstacle(notice: Notice, place: int) -> Message:
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
        severity=Severity.ERROR,
        code=code,
        subject=MessageSubject.QUANTITY if available else MessageSubject.LINE,
        content=content,
        place=place,
    )


def _changed_prices(checkout: Checkout) -> Iterator[Message]:
    places = {line.id: place for place, line in enumerate(checkout.cart.lines)}
    for notice in checkout.notices:
        if notice.kind is NoticeKind.DISCOUNT_ENDED:
            yield Message(
                severity=Severity.WARNING,
                code="price_change",
                subject=MessageSubject.SESSION,
                content=f"The discount '{notice.discount}' does not apply any more.",
                resolution="requires_buyer_review",
            )
        if notice.kind is not NoticeKind.PRICE_CHANGED:
            continue
        before = in_major_units(notice.price_before or 0, checkout.currency)
        now = in_major_units(notice.price_now or 0, checkout.currency)
        yield Message(
            severity=Severity.WARNING,
            code="price_change",
            subject=MessageSubject.LINE,
            content=f"The price of this item has changed from {before} to {now} {checkout.currency}.",
            place=places.get(notice.line, 0),
            resolution="requires_buyer_review",
        )


def rejection_text(rejected: RejectedCode) -> str:
    """Return why a code does not apply, for the customer."""
    return _REJECTIONS[rejected.reason].format(code=rejected.code)


def _rejected_codes(checkout: Checkout) -> Iterator[Message]:
    for each in checkout.discounts.rejected:
        yield Message(
            severity=Severity.WARNING,
            code=REJECTION_CODES[each.reason],
            subject=MessageSubject.CODE,
            content=rejection_text(each),
            place=each.place,
        )


def _missing_content(subject: MessageSubject, content: str) -> Message:
    return Message(
        severity=Severity.ERROR,
        code="missing",
        subject=subject,
        content=content,
        resolution="requires_buyer_input",
    )


def _info(content: str) -> Message:
    return Message(
        severity=Severity.INFO, code="info", subject=MessageSubject.SESSION, content=content
    )
