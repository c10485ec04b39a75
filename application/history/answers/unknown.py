"""Computes what the record of a checkout cannot say."""

from collections.abc import Iterator

from application.history.answers.agreement import Commitment
from application.history.answers.facts import EventMark, Payability, Payable
from application.history.answers.later_facts import (
    AgreedEarlier,
    DataUnreadable,
    NothingBeforeOpening,
    OutsideNotTried,
    PageReported,
    PaymentDueBack,
    PaymentOutcomeNotKnown,
    PaymentTimeNotKnown,
    ReceiverNotKnown,
    ScreenNotSeen,
    ShopCalled,
    ShopCalls,
    Unknown,
)
from application.ports.webhooks.webhook_log import DeliveryState
from domain.checkout import Checkout
from domain.stage import Stage

_CUSTOMER = "shopper:"


def unknown_of(
    newest: Checkout,
    opening: EventMark,
    last: Commitment | None,
    payability: Payability,
    calls: ShopCalls,
) -> Iterator[Unknown]:
    """Yield what cannot be known about a checkout in the state `newest`."""
    if last is not None:
        yield _screen(newest, last)
        if newest.stage is Stage.COMMITTED:
            yield PaymentOutcomeNotKnown(event=last.event)
        if last.completion is not None:
            yield PaymentTimeNotKnown(event=last.completion)
    if isinstance(payability, Payable):
        yield OutsideNotTried(version=payability.version)
    for due in newest.refunds_due:
        yield PaymentDueBack(
            amount=due.payment.amount,
            currency=due.payment.currency,
            commitment=due.commitment,
            cause=due.cause,
        )
    if isinstance(calls, ShopCalled) and any(
        call.state is DeliveryState.DELIVERED for call in calls.calls
    ):
        yield ReceiverNotKnown()
    if newest.erased_data:
        yield DataUnreadable(classes=tuple(dict.fromkeys(newest.erased_data)))
    yield NothingBeforeOpening(opening=opening)


def _screen(newest: Checkout, last: Commitment) -> Unknown:
    if newest.token_used is not None:
        return AgreedEarlier(event=last.event)
    if last.event.actor.startswith(_CUSTOMER):
        return PageReported(event=last.event, shown_version=last.shown.version)
    return ScreenNotSeen(event=last.event)
