"""The head of a checkout's page, and the links to its versions."""

from dataclasses import dataclass

from application.history.inquiries import StateAt, VersionStamp
from domain.checkout import Checkout
from domain.orders import refunded_total
from domain.stage import Stage
from interfaces.api.console.text.labels import Sign, dialect_name, event_name, stage_sign
from interfaces.api.console.text.phrases import Shown, phrase
from interfaces.api.console.text.values import Instant, ReaderFormat

_CAN_CHANGE = frozenset((Stage.OPEN, Stage.SUSPENDED, Stage.COMMITTED))


@dataclass(frozen=True)
class CopiedName:
    """A name of the checkout that a reader may copy."""

    label: Shown
    value: str


@dataclass(frozen=True, kw_only=True)
class CheckoutHead:
    """The checkout as it is now, whatever version is shown below. An amount that there is not is empty."""

    checkout_id: str
    heading: Shown
    merchant: str
    dialect: Shown
    stage: Sign
    total: str
    agreed: str
    charged: str
    refunded: str
    opened: Instant
    changed: Instant
    zone: str
    is_live: bool
    names: tuple[CopiedName, ...]


@dataclass(frozen=True, kw_only=True)
class VersionView:
    """The version that is shown, and its neighbours; None at either end. `text` is what a screen reader says of it."""

    number: int
    newest: int
    text: Shown
    at: Instant
    previous: int | None
    following: int | None

    @property
    def is_newest(self) -> bool:
        """Whether no later version exists."""
        return self.following is None


def checkout_head(newest: Checkout, merchant: str, form: ReaderFormat) -> CheckoutHead:
    """Return the head. `merchant` is the merchant's name."""
    payment = newest.payment
    currency = newest.currency
    refunded = refunded_total(newest.adjustments)
    return CheckoutHead(
        checkout_id=newest.id,
        heading=_title(newest),
        merchant=merchant,
        dialect=dialect_name(newest.dialect),
        stage=stage_sign(newest.stage),
        total=form.money(newest.total, currency),
        agreed="" if newest.agreed_total is None else form.money(newest.agreed_total, currency),
        charged="" if payment is None else form.money(payment.amount, payment.currency),
        refunded=form.money(refunded, currency) if refunded else "",
        opened=form.seconds(newest.created_on),
        changed=form.seconds(newest.modified_on),
        zone=form.offset(newest.modified_on),
        is_live=newest.stage in _CAN_CHANGE,
        names=tuple(CopiedName(label, value) for label, value in _names(newest) if value),
    )


def version_view(state: StateAt, topic: str, form: ReaderFormat) -> VersionView:
    """Return the version of a state and its neighbours. `topic` is the type of the event of this version."""
    number, newest = state.mark.version, state.newest.version
    time = form.time_of_day(state.mark.at).text
    return VersionView(
        number=number,
        newest=newest,
        text=phrase(
            "version {version} of {newest}, {time}, {event}",
            version=number,
            newest=newest,
            time=time,
            event=form.say(event_name(topic)).lower(),
        ),
        at=form.microseconds(state.mark.at),
        previous=_number(state.previous),
        following=_number(state.following),
    )


def _title(checkout: Checkout) -> Shown:
    if checkout.reference:
        return checkout.reference
    if checkout.order_number is not None:
        return phrase("Order {number}", number=checkout.order_number)
    return phrase("Checkout {id}", id=checkout.id[:8])


def _names(checkout: Checkout) -> list[tuple[Shown, str]]:
    number = checkout.order_number
    payment = checkout.payment
    return [
        (phrase("Checkout id"), checkout.id),
        (phrase("Reference"), checkout.reference or ""),
        (phrase("Order number"), "" if number is None else str(number)),
        (phrase("Order id"), checkout.order_id or ""),
        (phrase("Purchase id"), checkout.purchase_id or ""),
        (phrase("Payment id"), (payment.id or "") if payment else ""),
    ]


def _number(stamp: VersionStamp | None) -> int | None:
    return None if stamp is None else stamp.version
