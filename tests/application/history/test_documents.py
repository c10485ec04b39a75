"""The document of a state contains all of it, under the names of the domain."""

import json
from decimal import Decimal

from application.history.document import DocumentedState, converters, document
from application.history.primitives import parse, plain
from domain.checkout import Checkout
from domain.state import ATTRIBUTES
from domain.values.payment import RefundCause
from tests.domain.event_builders import (
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

# Attributes of the library, and attributes that only prepare decisions.
UNDOCUMENTED = {
    "erased_keys",
    "_id",
    "_version",
    "_created_on",
    "_modified_on",
    "_pending_events",
    "reference_set_after_completion",
    "has_unique_reference",
    "commitments",
    "public_token",
}
DERIVED = {"id", "total"}


def used_checkout() -> Checkout:
    """Return a checkout with values in most of its parts."""
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
    """Every attribute of a checkout is in the document, except for those that only prepare decisions."""
    attributes = set(vars(used_checkout())) - UNDOCUMENTED
    absent_where_empty = {
        "discounts",
        "purchaser",
        "consents",
        "opened_from",
        "refunds_due",
        "failed_payments",
        "expectations",
        "fulfilment_events",
        "adjustments",
        "buyer_context",
    }
    assert set(document(used_checkout())) == (attributes | DERIVED) - absent_where_empty


def test_a_declared_attribute_is_documented() -> None:
    """An attribute that is added to the declaration of the state is in the document without another edit."""
    converted = converters(ATTRIBUTES | {"gift_message": str, "coupons": tuple[str, ...]})
    assert list(converted)[-2:] == ["gift_message", "coupons"]
    assert converted["gift_message"]("for Ada") == "for Ada"
    assert converted["coupons"](("A", "B")) == ["A", "B"]
    assert converted["coupons"](()) is None


def test_a_refund_that_is_due_is_in_the_document() -> None:
    """Without a refund due, the document has no such field, so that older documents stay equal."""
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
    earlier = DocumentedState(before, document(before))
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


def test_a_failure_without_an_id_is_documented_as_in_older_histories() -> None:
    """Only `payment_failure` has the reason, as in older histories, because the failure has no payment id."""
    events = [opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)]
    state = document(replay(numbered([*events, commitment_released("declined")])))
    assert "failed_payments" not in state
    assert state["payment_failure"] == "declined"


def test_numbers_keep_their_digits() -> None:
    """A 1.50 in the data of a shop does not become 1.5."""
    assert document(used_checkout())["metadata"] == {"weight": Decimal("1.50")}
    assert str(parse("[1.50, 1e400]")) == "[Decimal('1.50'), Decimal('1E+400')]"


def test_unchanged_parts_are_shared_with_the_earlier_document() -> None:
    """A document that shares parts equals one that does not."""
    before = used_checkout()
    (event,) = numbered([reference_changed("A-1")], after=before.version)
    after = before.replay([event])
    earlier = DocumentedState(before, document(before))
    shared = document(after, earlier=earlier)
    assert shared == document(after)
    assert shared["cart"] is earlier.document["cart"]
    assert shared["metadata"] is earlier.document["metadata"]


def test_a_document_is_plain_data() -> None:
    """A document has no types of the domain, and decimals are its only type outside JSON."""

    def exact(value: object) -> str:
        assert isinstance(value, Decimal)
        return str(value)

    text = json.dumps(document(used_checkout()), default=exact)
    assert '"quantity": "1"' in text
    assert plain((True, None, ADA)) == [
        True,
        None,
        {"kind": "private", "email": "ada@example.com", "phone": "+46700000000"},
    ]
