"""How a difference reads to people in a dispute."""

import dataclasses
from decimal import Decimal

from hypothesis import given

from application.history.diff import NOTHING
from application.history.document import document
from application.history.narrative import narrate
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


def said(before: list[EventAt], *then: EventAt) -> list[str]:
    """The words for what happened after `before`, which follows on an opened checkout."""
    earlier, later = [opened(), *before], [opened(), *before, *then]
    return narrate(document(replay(numbered(earlier))), document(replay(numbered(later))))


@given(documents(), documents())
def test_there_are_words_exactly_where_two_states_differ(before: Document, after: Document) -> None:
    """Nothing that differs goes without saying, and nothing is said of what is the same."""
    assert (narrate(before, after) == []) == same(before, after)
    assert all(sentence.strip() == sentence != "" for sentence in narrate(before, after))


def test_a_changed_line_is_one_sentence() -> None:
    """Amounts are major units, and the currency is named once for each change."""
    assert said([cart_replaced(COFFEE)], cart_replaced(THREE)) == [
        "line 10001: quantity 1 → 3; total 95.00 → 285.00 SEK; tax 19.00 → 57.00 SEK",
        "total 95.00 → 285.00 SEK",
    ]


def test_lines_that_come_and_go_are_summed_up() -> None:
    """The first line of an empty cart was added, and the cart needs no sentence of its own."""
    assert said([], cart_replaced(SHIRT)) == [
        "line 1 added: Shirt, quantity 1, 100.00 SEK",
        "total 0.00 → 100.00 SEK",
    ]
    assert said([cart_replaced(SHIRT, SOCKS)], cart_replaced(SOCKS)) == [
        "line 1 removed: Shirt, quantity 1, 100.00 SEK",
        "total 190.00 → 90.00 SEK",
    ]


def test_lines_that_only_changed_places_are_said_to_have() -> None:
    """Nothing else about them differs."""
    assert said([cart_replaced(SHIRT, SOCKS)], cart_replaced(SOCKS, SHIRT)) == [
        "lines now in the order 2, 1"
    ]


def test_two_lines_of_one_article_are_told_apart() -> None:
    """The second one is called so."""
    again = dataclasses.replace(SHIRT, description="Shirt, blue")
    assert said([cart_replaced(SHIRT)], cart_replaced(SHIRT, again)) == [
        "line 1#2 added: Shirt, blue, quantity 1, 100.00 SEK",
        "total 100.00 → 200.00 SEK",
    ]


def test_a_fee_is_called_by_its_kind() -> None:
    """A fee of the same kind with another price is the same fee."""
    dearer = dataclasses.replace(SHIPPING, unit_price=5_900, tax=1_180)
    assert said([], fees_updated(SHIPPING)) == [
        "fee shipping added: Parcel, 49.00 SEK",
        "total 0.00 → 49.00 SEK",
    ]
    assert said([fees_updated(SHIPPING)], fees_updated(dearer)) == [
        "fee shipping: unit price 49.00 → 59.00 SEK; tax 9.80 → 11.80 SEK",
        "total 49.00 → 59.00 SEK",
    ]
    assert said([fees_updated(SHIPPING)], fees_updated()) == [
        "fee shipping removed: Parcel, 49.00 SEK",
        "total 49.00 → 0.00 SEK",
    ]


def test_a_tax_rate_is_a_percentage() -> None:
    """Rates are basis points inside."""
    lower = dataclasses.replace(SHIRT, tax_rate=1250)
    assert said([cart_replaced(SHIRT)], cart_replaced(lower)) == ["line 1: tax rate 25 % → 12.5 %"]


def test_what_was_not_there_is_set_and_what_is_gone_is_removed() -> None:
    """Nobody reads of "none"."""
    assert said([], reference_changed("A-1")) == ["reference set to A-1"]
    assert said([reference_changed("A-1")], reference_changed("A-2")) == ["reference A-1 → A-2"]
    assert said([reference_changed("A-1")], reference_changed(None)) == ["reference A-1 removed"]


def test_a_customer_is_added_and_then_changes() -> None:
    """The parts that are there are said; the others are not."""
    assert said([], customer_identified(ADA)) == [
        "customer added: kind private, email ada@example.com, phone +46700000000"
    ]
    named = dataclasses.replace(ADA, phone=None, first_name="Ada")
    assert said([customer_identified(ADA)], customer_identified(named)) == [
        "customer: first name set to Ada; phone +46700000000 removed"
    ]


def test_the_shops_own_data_is_said_as_the_json_that_it_is() -> None:
    """A number and the same digits as text cannot be confused, and places in lists are counted from 0."""
    before = metadata_replaced('{"clerk":"Ada","tags":[1,2],"n":1}')
    after = metadata_replaced('{"clerk":"Bo","tags":[1,"2",3],"n":1}')
    assert said([], before) == ['metadata added: {"clerk": "Ada", "tags": [1, 2], "n": 1}']
    assert said([before], after) == [
        'metadata: clerk "Ada" → "Bo"; tags[1] 2 → "2"; tags[2] set to 3'
    ]
    assert said([before], metadata_replaced(None)) == [
        'metadata removed: {"clerk": "Ada", "tags": [1, 2], "n": 1}'
    ]


def test_a_number_of_any_exponent_is_said_as_it_is_written() -> None:
    """A shop may write a billion digits in nine characters; nobody is going to spell them out."""
    assert said([], metadata_replaced('{"n":1E+999999}')) == ['metadata added: {"n": 1E+999999}']


def test_stages_and_purchases_read_as_they_happened() -> None:
    """Suspending, committing and completing are each told by what they change."""
    assert said([], suspended()) == ["stage open → suspended"]
    cart = cart_replaced(SHIRT)
    assert said([cart], purchase_committed(10_000, 2)) == [
        "stage open → committed",
        "agreed total set to 100.00 SEK",
    ]
    assert said([cart, purchase_committed(10_000, 2)], completed()) == [
        "stage committed → completed",
        "payment added: method card, amount 100.00 SEK, currency SEK",
        "order id set to order-1",
        "purchase id set to purchase-1",
        "completion time set to 2026-01-05T12:00:00Z",
    ]


def test_the_first_event_is_said_in_full() -> None:
    """What an opened checkout has, and not what it lacks."""
    assert narrate(NOTHING, document(replay(numbered([opened()])))) == [
        "checkout id set to checkout-1",
        "merchant set to demo",
        "dialect set to walley",
        "country set to SE",
        "currency set to SEK",
        "stage set to open",
        "total set to 0.00 SEK",
        "expiry time set to 2026-01-12T12:00:00Z",
        "public token set to public-SE-1",
        "settings added: {}",
    ]
