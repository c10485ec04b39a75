"""The stored form of a commitment without the facts that were added later."""

from dataclasses import replace

import pytest

from domain.events import PurchaseCommitted
from domain.values.shown import Purchaser, Shown, Surface
from interfaces.storage.codecs.commitments import without_absent_facts
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.events.compression import Compression
from tests.interfaces.storage.example_values import COMMON
from tests.interfaces.storage.test_stored_form import as_read, forms

BARE = PurchaseCommitted(
    **COMMON, shown_version=6, total=29_900, currency="SEK", payment_attempt="checkout-1:7"
)


def test_a_commitment_without_later_facts_has_the_older_form() -> None:
    """What it does not have is left out, byte for byte as it was before the facts existed."""
    stored = Compression().unpack(EventCodec().encode(BARE))
    assert stored == forms(BARE.TOPIC)[1]


@pytest.mark.parametrize(
    "event",
    [
        replace(BARE, shown=Shown(surface=Surface.AGENT)),
        replace(BARE, purchaser=Purchaser(account_id="sealed")),
        replace(BARE, payment_attempt=',"purchaser":null}'),
        replace(BARE, payment_attempt=None),
    ],
)
def test_each_fact_is_kept_by_itself(event: PurchaseCommitted) -> None:
    """An event is read as it was written, also if a text of it looks like an absent fact."""
    assert as_read(EventCodec().encode(event), event.TOPIC) == event


def test_only_the_end_of_the_event_is_looked_at() -> None:
    """A member in the middle is not mistaken for an absent fact at the end."""
    assert without_absent_facts(b'{"shown":null,"purchaser":{"a":1}}') == (
        b'{"shown":null,"purchaser":{"a":1}}'
    )
