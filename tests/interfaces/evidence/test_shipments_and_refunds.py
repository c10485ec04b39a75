"""What the shop reported of an order after its purchase, in the summary, the claims and the forms of a pack."""

from datetime import UTC, datetime
from decimal import Decimal

from application.evidence.case import EvidenceCase
from application.evidence.claims import Ground, claims_of
from application.evidence.request import DisputeReason
from application.evidence.summary import summary_of
from domain.events import AdjustmentReported, FulfilmentReported
from domain.values.order import Adjustment, AdjustmentStatus, FulfilmentEvent, LineQuantity
from domain.values.payment import Payment
from interfaces.evidence.submit.others import generic_form
from interfaces.evidence.submit.stripe import stripe_form
from tests.domain.event_builders import (
    SHIPPING,
    SHIRT,
    EventAt,
    build_event,
    cart_replaced,
    completed,
    fees_updated,
    numbered,
    opened,
    purchase_committed,
)
from tests.domain.scenario import replay
from tests.interfaces.evidence.disputed import TOTAL, asked, disputed

PIECES = (LineQuantity(line=SHIRT.id, quantity=Decimal(1)),)


def fulfilment(kind: str, day: int, shipment: str | None = "parcel-1") -> EventAt:
    """A report of the shirt on a day of January, with a tracking number where it was shipped."""
    is_sent = kind == "shipped"
    return build_event(
        FulfilmentReported,
        fulfilment=FulfilmentEvent(
            id=f"{kind}-{day}",
            kind=kind,
            occurred_at=datetime(2026, 1, day, 9, 0, tzinfo=UTC),
            lines=PIECES,
            shipment=shipment,
            carrier="PostNord" if is_sent else None,
            tracking_number=f"SE{day}" if is_sent else None,
        ),
    )


def refund(status: AdjustmentStatus, amount: int = 2_500) -> EventAt:
    """A refund on 9 January."""
    return build_event(
        AdjustmentReported,
        adjustment=Adjustment(
            id="refund-1",
            kind="refund",
            status=status,
            occurred_at=datetime(2026, 1, 9, 9, 0, tzinfo=UTC),
            amount=amount,
        ),
    )


def case(reason: DisputeReason, *reported: EventAt) -> EvidenceCase:
    """A dispute about a paid purchase, of whose order this was reported."""
    history = [
        *(opened(), cart_replaced(SHIRT), fees_updated(SHIPPING)),
        purchase_committed(shown_version=3, total=TOTAL),
        completed(Payment(method="card", amount=TOTAL, currency="SEK", id="pay-1")),
        *reported,
    ]
    return disputed(newest=replay(numbered(history)), request=asked(reason=reason))


def texts(found: EvidenceCase, ground: Ground) -> str:
    """The claims on a ground."""
    return "\n".join(each.text for each in claims_of(found, ()) if each.ground is ground)


def test_a_delivery_in_the_fields_for_stripe() -> None:
    """Carrier, tracking number and the day of sending are filled, and are not in the list to add."""
    found = case(DisputeReason.NOT_RECEIVED, fulfilment("shipped", 6), fulfilment("delivered", 8))
    form = stripe_form(found)
    evidence = form["request"]["evidence"]

    assert evidence["shipping_carrier"] == "PostNord"
    assert evidence["shipping_tracking_number"] == "SE6"
    assert evidence["shipping_date"] == "2026-01-06"
    to_add = form["add_yourself"]["not_known_here"]
    assert "shipping_tracking_number" not in to_add
    assert "shipping_documentation" in to_add


def test_a_delivery_in_words() -> None:
    """The summary says what was reported, that it is the shop's word, and who has to prove it."""
    found = case(DisputeReason.NOT_RECEIVED, fulfilment("shipped", 6), fulfilment("delivered", 8))
    summary = summary_of(found)

    assert summary.answer[2] == (
        "The shop reported of delivery: sent on 2026-01-06, with PostNord, tracking number SE6, delivered on "
        "2026-01-08; add the proof of the carrier yourself."
    )
    assert "the carrier has to prove it" in summary.strength
    assert "Reports: 2." in texts(found, Ground.RECORDED)
    assert "what the shop reported as sent arrived" in texts(found, Ground.NOT_PROVEN)
    assert generic_form(found)["add_yourself"] == ["proof of delivery: signature"]
    assert generic_form(found)["facts"]["delivered_on"] == "2026-01-08"


def test_several_parcels() -> None:
    """Their tracking numbers are separated by commas, and one carrier is named one time."""
    evidence = stripe_form(
        case(
            DisputeReason.NOT_RECEIVED,
            fulfilment("shipped", 7, "parcel-2"),
            fulfilment("shipped", 6, "parcel-1"),
        )
    )["request"]["evidence"]

    assert evidence["shipping_tracking_number"] == "SE6, SE7"
    assert evidence["shipping_carrier"] == "PostNord"
    assert evidence["shipping_date"] == "2026-01-06"


def test_a_parcel_that_came_back() -> None:
    """It is no evidence of a delivery, though it is recorded that it was reported."""
    found = case(
        DisputeReason.NOT_RECEIVED, fulfilment("shipped", 6), fulfilment("returned_to_sender", 9)
    )

    assert "shipping_tracking_number" not in stripe_form(found)["request"]["evidence"]
    assert "nothing of delivery" in summary_of(found).strength
    assert "That anything was delivered or used." in texts(found, Ground.NOT_PROVEN)
    assert "Reports: 2." in texts(found, Ground.RECORDED)


def test_a_refund() -> None:
    """A completed refund is named with its amount, day and id, as the shop's word."""
    found = case(DisputeReason.CREDIT, refund(AdjustmentStatus.COMPLETED))

    assert summary_of(found).answer[2] == (
        "The shop reported as paid back: 25.00 SEK on 2026-01-09 (refund-1); the proof of the payment provider is "
        "not in this record."
    )
    form = generic_form(found)
    assert form["facts"]["refunds"] == [
        {"id": "refund-1", "date": "2026-01-09", "amount_minor_units": 2_500}
    ]
    assert form["add_yourself"][0] == "the proof of the payment provider for each refund"
    assert "reported as paid back reached" in texts(found, Ground.NOT_PROVEN)


def test_a_refund_that_is_not_paid() -> None:
    """One that is pending or failed is no money that was paid back."""
    for status in (AdjustmentStatus.PENDING, AdjustmentStatus.FAILED):
        found = case(DisputeReason.CREDIT, refund(status))

        assert "the shop reported no refund as paid" in summary_of(found).answer[2]
        assert "refunds" not in generic_form(found)["facts"]
        assert "That money was paid back after the purchase." in texts(found, Ground.NOT_PROVEN)
