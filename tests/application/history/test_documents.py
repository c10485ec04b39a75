"""The document of a state: all of it, under names of the domain."""

import json
from decimal import Decimal

from application.history.document import Documented, document
from application.history.primitives import parsed, plain
from domain.checkout import Checkout
from domain.values.payment import RefundCause
from tests.domain.happenings import (
    ADA,
    PAID,
    SHIPPING,
    SHIRT,
    cart_replaced,
    commitment_released,
    completed,
    customer_identified,
    fees_updated,
    metadata_replaced,
    numbered,
    opened,
    payment_failure_reported,
    purchase_committed,
    reference_changed,
    surplus_payment_received,
)
from tests.domain.scenario import replay

# What the library keeps on an aggregate, and a note that a rule of the reference takes.
OF_NO_STATE = {
    "_id",
    "_version",
    "_created_on",
    "_modified_on",
    "_pending_events",
    "reference_set_after_completion",
    "has_unique_reference",
    "commitments",
}
DERIVED = {"id", "total"}


def lived() -> Checkout:
    """A checkout with something in most of its parts."""
    return replay(
        numbered(
            [
                opened(),
                cart_replaced(SHIRT),
                fees_updated(SHIPPING),
                metadata_replaced('{"weight":1.50}'),
                customer_identified(ADA),
            ]
        )
    )


def test_every_attribute_of_a_checkout_is_in_its_document() -> None:
    """A part that is added to the checkout has to be added here, or auditors would never see it change."""
    attributes = set(vars(lived())) - OF_NO_STATE
    absent_where_empty = {"refunds_due", "failed_payments"}
    assert set(document(lived())) == (attributes | DERIVED) - absent_where_empty


def test_a_payment_that_is_due_back_is_in_the_document() -> None:
    """Where nothing is due back the document has no such part, so that older records compare the same."""
    events = numbered(
        [
            opened(),
            cart_replaced(SHIRT),
            purchase_committed(10_000, shown_version=2),
            completed(),
            surplus_payment_received(PAID, 3, RefundCause.SECOND_CHARGE, PAID),
        ]
    )
    checkout = replay(events)
    due = [
        {
            "payment": {"method": "card", "amount": 10_000, "currency": "SEK"},
            "commitment": 3,
            "cause": "second-charge",
        }
    ]
    before = replay(events[:-1])
    earlier = Documented(before, document(before))
    assert document(checkout)["refunds_due"] == due
    assert document(checkout, earlier=earlier) == document(checkout)


def test_a_failed_payment_is_in_the_document() -> None:
    """An auditor sees which payment failed, for which commitment and why."""
    events = [opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)]
    released = replay(numbered([*events, commitment_released("declined", "p1")]))
    late = replay(numbered([*events, completed(), payment_failure_reported(3, None, "late")]))

    assert document(released)["failed_payments"] == [
        {"commitment": 3, "payment_id": "p1", "reason": "declined", "released": True}
    ]
    assert document(late)["failed_payments"] == [
        {"commitment": 3, "reason": "late", "released": False}
    ]


def test_a_failure_without_an_id_reads_as_it_ever_did() -> None:
    """It released its commitment, and `payment_failure` has the reason; older records have no more."""
    events = [opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)]
    state = document(replay(numbered([*events, commitment_released("declined")])))
    assert "failed_payments" not in state
    assert state["payment_failure"] == "declined"


def test_numbers_keep_their_digits() -> None:
    """What a shop wrote as 1.50 is not 1.5."""
    assert document(lived())["metadata"] == {"weight": Decimal("1.50")}
    assert str(parsed("[1.50, 1e400]")) == "[Decimal('1.50'), Decimal('1E+400')]"


def test_what_an_event_left_alone_is_shared_with_the_document_before() -> None:
    """Sharing changes nothing but the cost."""
    before = lived()
    (event,) = numbered([reference_changed("A-1")], after=before.version)
    after = before.replayed([event])
    earlier = Documented(before, document(before))
    shared = document(after, earlier=earlier)
    assert shared == document(after)
    assert shared["cart"] is earlier.document["cart"]
    assert shared["metadata"] is earlier.document["metadata"]


def test_a_document_is_plain_data() -> None:
    """Nothing of the domain's own types is left in it, decimals apart."""

    def exact(value: object) -> str:
        assert isinstance(value, Decimal)
        return str(value)

    text = json.dumps(document(lived()), default=exact)
    assert '"quantity": "1"' in text
    assert plain((True, None, ADA)) == [
        True,
        None,
        {"kind": "private", "email": "ada@example.com", "phone": "+46700000000"},
    ]
