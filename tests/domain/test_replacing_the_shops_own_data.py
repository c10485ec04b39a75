"""Metadata and shipping properties: text that is kept and never interpreted."""

import pytest

from domain.refusals import CheckoutCancelled, PurchaseCommitmentFound
from tests.domain.happenings import (
    SHIRT,
    cancelled,
    cart_replaced,
    metadata_replaced,
    opened,
    purchase_committed,
    shipping_properties_replaced,
)
from tests.domain.scenario import ASKED, given


@pytest.mark.parametrize("text", ['{"a":1}', "{}", None])
def test_metadata_is_replaced_and_removed(text: str | None) -> None:
    """New metadata replaces the old whole; None removes it."""
    checkout = (
        given(opened(), metadata_replaced('{"old":true}'))
        .when(lambda c: c.replace_metadata(text, **ASKED))
        .then(metadata_replaced(text))
    )
    assert checkout.metadata == text


@pytest.mark.parametrize("text", ['{"weight":"2"}', "{}", None])
def test_shipping_properties_are_replaced_and_removed(text: str | None) -> None:
    """What is said of the parcel replaces what was said before; None removes it."""
    checkout = (
        given(opened(), shipping_properties_replaced('{"weight":"1"}'))
        .when(lambda c: c.replace_shipping_properties(text, **ASKED))
        .then(shipping_properties_replaced(text))
    )
    assert checkout.shipping_properties == text


def test_the_same_metadata_records_nothing() -> None:
    """A replacement that changes nothing records nothing and succeeds."""
    given(opened(), metadata_replaced('{"a":1}')).when(
        lambda c: c.replace_metadata('{"a":1}', **ASKED)
    ).then_nothing()


def test_the_same_shipping_properties_record_nothing() -> None:
    """Nor do the same words on the parcel; none is what a new checkout has."""
    given(opened()).when(lambda c: c.replace_shipping_properties(None, **ASKED)).then_nothing()


def test_no_metadata_after_the_commitment() -> None:
    """Committed means that nothing is changed, the shop's own data included."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.replace_metadata('{"a":1}', **ASKED)
    ).then_refused(PurchaseCommitmentFound)


def test_no_shipping_properties_after_cancelling() -> None:
    """Called off is called off."""
    given(opened(), cancelled()).when(
        lambda c: c.replace_shipping_properties("{}", **ASKED)
    ).then_refused(CheckoutCancelled)
