"""The narrative of a difference, in sentences for people."""

import dataclasses
from decimal import Decimal

from hypothesis import given

from application.history.document import document
from application.history.narrative import narrate
from application.history.patches.documents import NOTHING
from application.history.primitives import Document, same
from domain.values.cart import Line
from tests.application.history.documents import documents
from tests.domain.event_builders import (
    ADA,
    SHIPPING,
    SHIRT,
    SOCKS,
    EventAt,
    cart_replaced,
    completed,
    customer_identified,
    fees_updated,
    metadata_replaced,
    numbered,
    opened,
    purchase_committed,
    reference_changed,
    suspended,
)
from tests.domain.scenario import replay

COFFEE = Line.with_tax_inside(
    article="10001", description="Coffee", quantity=Decimal(1), unit_price=9500, tax_rate=2500
)
THREE = Line.with_tax_inside(
    article="10001", description="Coffee", quantity=Decimal(3), unit_price=9500, tax_rate=2500
)


def narrative(before: list[EventAt], *then: EventAt) -> list[str]:
    """Return the narrative of the events `then`, which follow `before` on an opened checkout."""
    earlier, later = [opened(), *before], [opened(), *before, *then]
    return narrate(document(replay(numbered(earlier))), document(replay(numbered(later))))


@given(documents(), documents())
def test_a_narrative_is_empty_only_between_equal_states(before: Document, after: Document) -> None:
    """Every difference has a sentence, and equal states have none."""
    assert (narrate(before, after) == []) == same(before, after)
    assert all(sentence.strip() == sentence != "" for sentence in narrate(before, after))


def test_a_changed_line_is_one_sentence() -> None:
    """Amounts are in major units, and the currency is named after each change."""
    assert narrative([cart_replaced(COFFEE)], cart_replaced(THREE)) == [
        "line 10001: quantity 1 → 3; total 95.00 → 285.00 SEK; tax 19.00 → 57.00 SEK",
        "total 95.00 → 285.00 SEK",
    ]


def test_added_and_removed_lines_are_summarised() -> None:
    """The first line of an empty cart is added, and the cart has no sentence of its own."""
    assert narrative([], cart_replaced(SHIRT)) == [
        "line 1 added: Shirt, quantity 1, 100.00 SEK",
        "total 0.00 → 100.00 SEK",
    ]
    assert narrative([cart_replaced(SHIRT, SOCKS)], cart_replaced(SOCKS)) == [
        "line 1 removed: Shirt, quantity 1, 100.00 SEK",
        "total 190.00 → 90.00 SEK",
    ]


def test_reordered_lines_are_one_sentence() -> None:
    """Lines that only change their order have one sentence with the new order."""
    assert narrative([cart_replaced(SHIRT, SOCKS)], cart_replaced(SOCKS, SHIRT)) == [
        "lines now in the order 2, 1"
    ]


def test_two_lines_of_one_article_are_numbered() -> None:
    """The second line of an article is named `1#2`."""
    again = dataclasses.replace(SHIRT, description="Shirt, blue")
    assert narrative([cart_replaced(SHIRT)], cart_replaced(SHIRT, again)) == [
        "line 1#2 added: Shirt, blue, quantity 1, 100.00 SEK",
        "total 100.00 → 200.00 SEK",
    ]


def test_a_fee_is_named_by_its_kind() -> None:
    """A fee of the same kind with another price is a change of that fee."""
    dearer = dataclasses.replace(SHIPPING, unit_price=5_900, tax=1_180)
    assert narrative([], fees_updated(SHIPPING)) == [
        "fee shipping added: Parcel, 49.00 SEK",
        "total 0.00 → 49.00 SEK",
    ]
    assert narrative([fees_updated(SHIPPING)], fees_updated(dearer)) == [
        "fee shipping: unit price 49.00 → 59.00 SEK; tax 9.80 → 11.80 SEK",
        "total 49.00 → 59.00 SEK",
    ]
    assert narrative([fees_updated(SHIPPING)], fees_updated()) == [
        "fee shipping removed: Parcel, 49.00 SEK",
        "total 49.00 → 0.00 SEK",
    ]


def test_a_tax_rate_is_a_percentage() -> None:
    """Rates in basis points are shown as percentages."""
    lower = dataclasses.replace(SHIRT, tax_rate=1250)
    assert narrative([cart_replaced(SHIRT)], cart_replaced(lower)) == [
        "line 1: tax rate 25 % → 12.5 %"
    ]


def test_missing_values_are_set_or_removed() -> None:
    """A value that was or becomes missing is described as set or removed, without the word "none"."""
    assert narrative([], reference_changed("A-1")) == ["reference set to A-1"]
    assert narrative([reference_changed("A-1")], reference_changed("A-2")) == [
        "reference A-1 → A-2"
    ]
    assert narrative([reference_changed("A-1")], reference_changed(None)) == [
        "reference A-1 removed"
    ]


def test_a_customer_is_added_and_then_changes() -> None:
    """The sentence has only the fields that are present."""
    assert narrative([], customer_identified(ADA)) == [
        "customer added: kind private, email ada@example.com, phone +46700000000"
    ]
    named = dataclasses.replace(ADA, phone=None, first_name="Ada")
    assert narrative([customer_identified(ADA)], customer_identified(named)) == [
        "customer: first name set to Ada; phone +46700000000 removed"
    ]


def test_metadata_is_described_as_json() -> None:
    """Texts and numbers are distinguished as in JSON, and places in lists are counted from 0."""
    before = metadata_replaced('{"clerk":"Ada","tags":[1,2],"n":1}')
    after = metadata_replaced('{"clerk":"Bo","tags":[1,"2",3],"n":1}')
    assert narrative([], before) == ['metadata added: {"clerk": "Ada", "tags": [1, 2], "n": 1}']
    assert narrative([before], after) == [
        'metadata: clerk "Ada" → "Bo"; tags[1] 2 → "2"; tags[2] set to 3'
    ]
    assert narrative([before], metadata_replaced(None)) == [
        'metadata removed: {"clerk": "Ada", "tags": [1, 2], "n": 1}'
    ]


def test_a_number_keeps_its_exponent() -> None:
    """A number with a large exponent is not expanded to its digits."""
    assert narrative([], metadata_replaced('{"n":1E+999999}')) == [
        'metadata added: {"n": 1E+999999}'
    ]


def test_stages_and_purchases_are_described_by_their_changes() -> None:
    """Suspending, committing and completing are described by the fields that they change."""
    assert narrative([], suspended()) == ["stage open → suspended"]
    cart = cart_replaced(SHIRT)
    assert narrative([cart], purchase_committed(10_000, 2)) == [
        "stage open → committed",
        "agreed total set to 100.00 SEK",
    ]
    assert narrative([cart, purchase_committed(10_000, 2)], completed()) == [
        "stage committed → completed",
        "payment added: method card, amount 100.00 SEK, currency SEK",
        "order id set to order-1",
        "purchase id set to purchase-1",
        "completion time set to 2026-01-05T12:00:00Z",
    ]


def test_the_first_event_is_described_completely() -> None:
    """The narrative has the fields that an opened checkout has, and none that are missing."""
    assert narrate(NOTHING, document(replay(numbered([opened()])))) == [
        "checkout id set to checkout-1",
        "merchant set to demo",
        "dialect set to walley",
        "country set to SE",
        "currency set to SEK",
        "stage set to open",
        "total set to 0.00 SEK",
        "expiry time set to 2026-01-12T12:00:00Z",
        "settings added: {}",
    ]


def test_the_value_of_a_discount_is_a_rate_or_an_amount() -> None:
    """A tenth off is 10 %, four dollars off are 4.00 USD, and so is what it takes off the shipping."""
    tenth: Document = {"kind": "percentage", "value": 1000, "shipping": 0}
    fixed: Document = {"kind": "fixed", "value": 400, "shipping": 100}
    first: Document = {"currency": "USD", "discounts": {"applied": [tenth]}}
    second: Document = {"currency": "USD", "discounts": {"applied": [fixed]}}
    assert narrate({"currency": "USD"}, first) == [
        "discounts added: applied kind percentage, value 10 %, shipping 0.00 USD"
    ]
    assert narrate({"currency": "USD"}, second) == [
        "discounts added: applied kind fixed, value 4.00 USD, shipping 1.00 USD"
    ]
