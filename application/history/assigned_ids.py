"""The ids that an event assigns to a purchase or reports of a payment, by which its checkout is found later."""

from collections.abc import Iterator

from domain.events import (
    CheckoutEvent,
    CommitmentReleased,
    Completed,
    Opened,
    PaymentFailureReported,
    SurplusPaymentReceived,
)

_ASSIGNING = frozenset(
    {Opened, Completed, SurplusPaymentReceived, CommitmentReleased, PaymentFailureReported}
)


def assigned_ids(event: CheckoutEvent) -> tuple[str, ...]:
    """Return the order number, order id, purchase id and provider's payment id that the event sets, without repetition.

    Only the event that sets an id returns it; later events of the same checkout do not.
    """
    if type(event) not in _ASSIGNING:
        return ()
    return tuple(dict.fromkeys(each for each in _set_by(event) if each))


def _set_by(event: CheckoutEvent) -> Iterator[str | None]:
    match event:
        case Opened(order_number=int() as number):
            yield str(number)
        case Completed():
            yield from (event.order_id, event.purchase_id, event.payment.id)
        case SurplusPaymentReceived():
            yield event.refund_due.payment.id
        case CommitmentReleased() | PaymentFailureReported():
            yield event.payment_id
        case _:
            return
