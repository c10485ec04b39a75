"""Erasing data: one event for each key that is destroyed."""

from tests.domain.event_builders import (
    ADA,
    SHIRT,
    cart_replaced,
    customer_identified,
    data_erased,
    opened,
)
from tests.domain.scenario import BY_SHOP, given

FIRST, SECOND = "0a" * 32, "0b" * 32


def test_an_erasure_names_the_class_and_the_key() -> None:
    """The event has the class of the data and the mark of its key."""
    checkout = (
        given(opened(), customer_identified(ADA))
        .when(lambda c: c.erase("person", FIRST, **BY_SHOP))
        .then(data_erased("person", FIRST))
    )
    assert checkout.erased_data == ("person",)


def test_an_erasure_is_recorded_once_for_a_key() -> None:
    """A repeated erasure of one key records nothing, whatever happened since the first."""
    given(opened(), data_erased("person", FIRST), cart_replaced(SHIRT)).when(
        lambda c: c.erase("person", FIRST, **BY_SHOP)
    ).then_nothing()


def test_data_given_after_an_erasure_is_erased_with_an_event() -> None:
    """The second key of a class has an event of its own."""
    checkout = (
        given(opened(), data_erased("person", FIRST), customer_identified(ADA))
        .when(lambda c: c.erase("person", SECOND, **BY_SHOP))
        .then(data_erased("person", SECOND))
    )
    assert checkout.erased_data == ("person", "person")


def test_an_event_without_a_mark_hides_no_erasure() -> None:
    """Events of earlier versions name no key, so a later key is erased with an event."""
    given(opened(), data_erased("merchant-data", None)).when(
        lambda c: c.erase("merchant-data", FIRST, **BY_SHOP)
    ).then(data_erased("merchant-data", FIRST))
