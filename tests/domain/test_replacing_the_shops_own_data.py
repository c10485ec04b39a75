"""Metadata and shipping properties: text that is recorded and never interpreted."""

import pytest

from domain.refusals import CheckoutCancelled, PurchaseCommitmentFound
from tests.domain.event_builders import (
    SHIRT,
    cancelled,
    cart_replaced,
    metadata_replaced,
    opened,
    purchase_committed,
    shipping_properties_replaced,
)
from tests.domain.scenario import BY_SHOP, given


@pytest.mark.parametrize("text", ['{"a":1}', "{}", None])
def test_metadata_is_replaced_and_removed(text: str | None) -> None:
    """New metadata replaces the old whole; None removes it."""
    checkout = (
        given(opened(), metadata_replaced('{"old":true}'))
        .when(lambda c: c.replace_metadata(text, **BY_SHOP))
        .then(metadata_replaced(text))
    )
    assert checkout.metadata == text


@pytest.mark.parametrize("text", ['{"weight":"2"}', "{}", None])
def test_shipping_properties_are_replaced_and_removed(text: str | None) -> None:
    """New shipping properties replace the old whole; None removes them."""
    checkout = (
        given(opened(), shipping_properties_replaced('{"weight":"1"}'))
        .when(lambda c: c.replace_shipping_properties(text, **BY_SHOP))
        .then(shipping_properties_replaced(text))
    )
    assert checkout.shipping_properties == text


def test_the_same_metadata_records_nothing() -> None:
    """A replacement that changes nothing records nothing and succeeds."""
    given(opened(), metadata_replaced('{"a":1}')).when(
        lambda c: c.replace_metadata('{"a":1}', **BY_SHOP)
    ).then_nothing()


def test_the_same_shipping_properties_record_nothing() -> None:
    """Equal shipping properties record nothing; a new checkout has None."""
    given(opened()).when(lambda c: c.replace_shipping_properties(None, **BY_SHOP)).then_nothing()


def test_no_metadata_after_the_commitment() -> None:
    """After the commitment nothing changes, including the shop's own data."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.replace_metadata('{"a":1}', **BY_SHOP)
    ).then_refused(PurchaseCommitmentFound)


def test_no_shipping_properties_after_cancelling() -> None:
    """A cancelled checkout accepts no change."""
    given(opened(), cancelled()).when(
        lambda c: c.replace_shipping_properties("{}", **BY_SHOP)
    ).then_refused(CheckoutCancelled)
