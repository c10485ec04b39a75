"""A peer is stored with the event or the attempt of a customer, and an empty one takes no byte."""

from dataclasses import replace

import pytest
from eventsourcing.persistence import StoredEvent

from domain.events import CheckoutEvent
from domain.provenance import Provenance
from interfaces.storage.codecs.provenances import provenance_from, provenance_text
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.events.compression import Compression
from interfaces.storage.postgres.storage import PostgresStorage
from tests.domain.event_builders import numbered, suspended
from tests.interfaces.storage.examples import BY
from tests.interfaces.storage.test_refusal_log import REFUSED

THROUGH = replace(BY, peer="10.0.0.7")
LIKE_A_PEER = '","peer":""}'
EMPTY = b'"peer":""'


def event_by(by: Provenance) -> CheckoutEvent:
    """An event with this provenance."""
    (event,) = numbered([suspended()])
    return replace(event, provenance=by)


def stored(by: Provenance) -> StoredEvent:
    """The stored form of an event with this provenance."""
    return EventCodec().to_stored_event(event_by(by))


def test_a_peer_is_read_back() -> None:
    """It is a field of the stored provenance."""
    assert EventCodec().to_domain_event(stored(THROUGH)).provenance == THROUGH
    assert provenance_from(provenance_text(THROUGH)) == THROUGH


def test_an_empty_peer_is_not_stored() -> None:
    """The provenance has no such field, as in all events before there were peers."""
    assert EMPTY not in Compression().unpack(stored(BY).state)
    assert EMPTY.decode() not in provenance_text(BY)
    assert EventCodec().to_domain_event(stored(BY)).provenance == BY
    assert provenance_from(provenance_text(BY)) == BY


@pytest.mark.parametrize("peer", ["", "10.0.0.7"])
def test_a_text_like_a_peer_is_kept(peer: str) -> None:
    """Quotes in texts are escaped, so that no text of the caller is taken for the field."""
    by = replace(BY, user_agent=LIKE_A_PEER, idempotency_key=LIKE_A_PEER, peer=peer)
    assert EventCodec().to_domain_event(stored(by)).provenance == by
    assert provenance_from(provenance_text(by)) == by


async def test_a_refused_attempt_has_the_peer(postgres: PostgresStorage) -> None:
    """The record of a refused attempt has the provenance as an event has it."""
    await postgres.refusals.keep(replace(REFUSED, checkout_id="a", provenance=THROUGH))
    (kept,) = await postgres.refusals.of("a")
    assert kept.provenance == THROUGH
