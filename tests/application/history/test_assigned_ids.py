"""Which events assign the ids by which a checkout is found later."""

import dataclasses

import pytest

from application.history.assigned_ids import assigned_ids
from domain.events import (
    CheckoutEvent,
    CommitmentReleased,
    Completed,
    Opened,
    PaymentFailureReported,
    SurplusPaymentReceived,
)
from domain.values.payment import Payment, RefundCause, RefundDue
from tests.domain.event_builders import ID, NOW, SHOP, cart_replaced, opened, reference_changed

CARD = Payment(method="card", amount=1, currency="SEK", id="pay-1")
SECOND = dataclasses.replace(CARD, id="pay-2")
_PLACE = {"originator_id": ID, "originator_version": 2, "timestamp": NOW, "provenance": SHOP}
OPENED = opened()(1)
assert isinstance(OPENED, Opened)
ASSIGNING: list[tuple[CheckoutEvent, tuple[str, ...]]] = [
    (dataclasses.replace(OPENED, order_number=8000001), ("8000001",)),
    (
        Completed(payment=CARD, order_id="order-1", purchase_id="purchase-1", **_PLACE),  # type: ignore[arg-type]  # the place is untyped
        ("order-1", "purchase-1", "pay-1"),
    ),
    (
        SurplusPaymentReceived(
            refund_due=RefundDue(payment=SECOND, commitment=1, cause=RefundCause.SECOND_CHARGE),
            purchase_payment=CARD,
            **_PLACE,  # type: ignore[arg-type]  # the place is untyped
        ),
        ("pay-2",),
    ),
    (CommitmentReleased(reason="declined", payment_id="pay-3", **_PLACE), ("pay-3",)),  # type: ignore[arg-type]  # the place is untyped
    (
        PaymentFailureReported(commitment=1, payment_id="pay-4", reason=None, **_PLACE),  # type: ignore[arg-type]  # the place is untyped
        ("pay-4",),
    ),
]


@pytest.mark.parametrize(("event", "expected"), ASSIGNING, ids=[e.TOPIC for e, _ in ASSIGNING])
def test_the_event_that_sets_an_id_assigns_it(
    event: CheckoutEvent, expected: tuple[str, ...]
) -> None:
    """Opening, completion and each report of a payment assign the ids that they bring."""
    assert assigned_ids(event) == expected


def test_other_events_assign_nothing() -> None:
    """An opening without an order number, a payment without an id, and changes of the cart assign no id."""
    for event in (opened()(1), cart_replaced()(2), reference_changed("A-1")(3)):
        assert assigned_ids(event) == ()
    released = CommitmentReleased(reason=None, **_PLACE)  # type: ignore[arg-type]  # the place is untyped
    assert assigned_ids(released) == ()


def test_equal_ids_are_assigned_once() -> None:
    """A purchase whose ids are equal assigns one."""
    same = Completed(
        payment=dataclasses.replace(CARD, id="same"),
        order_id="same",
        purchase_id="same",
        **_PLACE,  # type: ignore[arg-type]  # the place is untyped
    )
    assert assigned_ids(same) == ("same",)
