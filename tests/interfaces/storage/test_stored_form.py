"""The stored bytes of events, independent of the classes that write them.

The files in stored_events/ are the stored states of the examples, each named by its topic. They are never edited: a
stored form that changes gets another file with a higher number (`checkout.opened.2.json`), and the code still reads the
old one. The file with the highest number is the current form.
"""

import dataclasses
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from eventsourcing.persistence import MapperDeserialisationError, StoredEvent
from hypothesis import given
from hypothesis import strategies as st

from domain.events import EVENTS, CartReplaced, CheckoutEvent
from domain.provenance import Provenance
from domain.values.cart import Cart, Line
from interfaces.storage.postgres.events.codec import EventCodec, UnreadableEvent
from interfaces.storage.postgres.events.compression import Compression
from tests.interfaces.storage.examples import AT, EARLIER, EXAMPLES, ID, VERSION

FROZEN = Path(__file__).parent / "stored_events"

_SCALARS: dict[type[object], st.SearchStrategy[object]] = {
    str: st.text(),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
    datetime: st.datetimes(timezones=st.just(UTC)),
    NoneType: st.none(),
}


def frozen(topic: str) -> bytes:
    """Return the current form."""
    return forms(topic)[-1]


def forms(topic: str) -> list[bytes]:
    """Return all forms that were ever written, the oldest first."""
    numbered = sorted(
        FROZEN.glob(f"{topic}.[0-9]*.json"), key=lambda file: int(file.stem.rpartition(".")[2])
    )
    return [file.read_bytes().removesuffix(b"\n") for file in (FROZEN / f"{topic}.json", *numbered)]


def as_read(state: bytes, topic: str) -> CheckoutEvent:
    return EventCodec().to_domain_event(StoredEvent(ID, VERSION, topic, state))


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: event.TOPIC)
def test_events_are_written_in_the_frozen_form(event: CheckoutEvent) -> None:
    """The decompressed state of an event equals, byte for byte, the frozen one."""
    stored = EventCodec().to_stored_event(event)
    assert (stored.originator_id, stored.originator_version) == (ID, VERSION)
    assert stored.topic == event.TOPIC
    assert Compression().unpack(stored.state) == frozen(event.TOPIC)


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: event.TOPIC)
def test_frozen_events_are_read(event: CheckoutEvent) -> None:
    """The frozen state is read as the same event as when it was written."""
    assert as_read(frozen(event.TOPIC), event.TOPIC) == event


@pytest.mark.parametrize("topic", {event.TOPIC: None for event in EARLIER})
def test_older_forms_are_read(topic: str) -> None:
    """Each older form is read as the event that it was. Fields that it lacks have their defaults."""
    earlier = [event for event in EARLIER if topic == event.TOPIC]
    assert [as_read(form, topic) for form in forms(topic)[:-1]] == earlier


def test_every_event_type_has_a_frozen_form() -> None:
    """Each event type has a frozen file and an example, and each file has an event type."""
    topics = {event.TOPIC for event in EVENTS}
    files = [form for topic in topics for form in forms(topic)]
    assert {event.TOPIC for event in EXAMPLES} == topics
    assert len(files) == len(list(FROZEN.iterdir())) == len(EXAMPLES) + len(EARLIER)


def test_fields_that_an_older_event_lacks_get_their_defaults() -> None:
    """A stored event from before a field was added is read with the field's default."""
    state = (
        b'{"timestamp":"2026-01-05T12:30:45.123456Z","provenance":{"actor":"shop:a","dialect":"walley",'
        b'"operation":"update cart","request_id":"r"},"cart":{"lines":[{"article":"1",'
        b'"description":"Shirt","quantity":2,"unit_price":10000,"tax_rate":2500,"total":20000,'
        b'"tax":4000}]}}'
    )
    line = Line.with_tax_inside(
        article="1", description="Shirt", quantity=Decimal(2), unit_price=10_000, tax_rate=2500
    )
    assert as_read(state, "checkout.cart-replaced") == CartReplaced(
        originator_id=ID,
        originator_version=VERSION,
        timestamp=AT,
        provenance=Provenance(
            actor="shop:a", dialect="walley", operation="update cart", request_id="r"
        ),
        cart=Cart(lines=(line,)),
    )


def test_unknown_fields_are_ignored() -> None:
    """An event written by a later version is read without the fields that it added."""
    event = EXAMPLES[0]
    state = frozen(event.TOPIC)[:-1] + b',"channel":"web"}'
    assert as_read(state, event.TOPIC) == event


def test_decimals_keep_their_digits() -> None:
    """A quantity of 2.50 is stored as the number 2.50 and read as Decimal("2.50")."""
    cart_replaced = EXAMPLES[1]
    assert isinstance(cart_replaced, CartReplaced)
    state = EventCodec().encode(cart_replaced)
    assert b'"quantity":2.50,' in Compression().unpack(state)
    read = as_read(state, cart_replaced.TOPIC)
    assert isinstance(read, CartReplaced)
    assert str(read.cart.lines[0].quantity) == "2.50"


@pytest.mark.parametrize(
    ("topic", "state"),
    [
        ("checkout.unheard-of", b"{}"),
        ("checkout.suspended", b"{}"),
        ("checkout.suspended", b"not JSON"),
        ("checkout.suspended", b""),
        ("checkout.suspended", b'{"timestamp":"\xff"}'),
    ],
)
def test_an_unreadable_event_is_named(topic: str, state: bytes) -> None:
    """The error names the topic, the checkout and the version of the event."""
    with pytest.raises(UnreadableEvent) as raised:
        as_read(state, topic)
    assert isinstance(raised.value, MapperDeserialisationError)
    for name in (topic, ID, str(VERSION)):
        assert name in str(raised.value)


def test_a_lone_surrogate_is_refused_before_it_is_stored() -> None:
    """A lone surrogate has no UTF-8 encoding, so encoding the event raises ValueError."""
    event = dataclasses.replace(EXAMPLES[7], originator_id="\ud800")
    with pytest.raises(ValueError, match="surrogates"):
        EventCodec().to_stored_event(event)


def any_value(kind: Any) -> st.SearchStrategy[Any]:
    """Generate any value that a field of this type may have."""
    if kind in _SCALARS:
        return _SCALARS[kind]
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        fields = dataclasses.fields(kind)
        return st.builds(kind, **{field.name: any_value(hints[field.name]) for field in fields})
    parts = get_args(kind)
    if get_origin(kind) is tuple:
        return st.lists(any_value(parts[0]), max_size=3).map(tuple)
    if parts:
        return st.one_of([any_value(part) for part in parts])
    return st.sampled_from(list(kind))


@given(event=st.one_of([any_value(kind) for kind in EVENTS]))
def test_any_event_is_read_as_written(event: CheckoutEvent) -> None:
    """Encoding and decoding any event returns the same event."""
    mapper = EventCodec()
    assert mapper.to_domain_event(mapper.to_stored_event(event)) == event
