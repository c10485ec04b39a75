"""The stored form of a snapshot."""

from dataclasses import dataclass, replace

import msgspec
import pytest

from domain.checkout import Checkout
from domain.events import CheckoutEvent, Opened
from domain.state import ATTRIBUTES
from interfaces.storage.postgres.snapshots.codec import (
    SnapshotCodec,
    StoredState,
    UnreadableSnapshot,
    encode_snapshot,
    form_name,
)
from tests.domain.scenario import replay
from tests.interfaces.storage.examples import EXAMPLES, ID

FORM = SnapshotCodec()


def everything() -> list[CheckoutEvent]:
    """Return a history with every kind of event. A replay accepts any order."""
    return [replace(event, originator_version=version) for version, event in enumerate(EXAMPLES, 1)]


@pytest.mark.parametrize("version", range(1, len(EXAMPLES) + 1))
def test_a_state_is_read_as_it_was(version: int) -> None:
    """No value of a checkout is lost or becomes another type, after any event."""
    checkout = replay(everything()[:version])
    read = FORM.decode(ID, version, FORM.encode(checkout))
    assert read == checkout
    assert repr(sorted(vars(read).items())) == repr(sorted(vars(checkout).items()))


def test_a_state_that_was_read_can_be_changed() -> None:
    """Events are applied to it as to a state that was replayed."""
    *past, last = everything()
    before = replay(past)
    assert FORM.decode(ID, before.version, FORM.encode(before)).replay([last]) == replay(
        everything()
    )


def test_an_unknown_attribute_is_rejected() -> None:
    """A checkout with an attribute that the form does not have is not stored without it."""
    checkout = replay(everything())
    vars(checkout)["mood"] = "good"
    with pytest.raises(TypeError, match="mood"):
        FORM.encode(checkout)


def test_the_form_has_every_attribute_of_a_checkout() -> None:
    """A snapshot has all attributes of a checkout, under the same names."""
    checkout: Checkout = replay(everything())
    kept = {field.name for field in msgspec.structs.fields(StoredState)}
    assert kept == set(vars(checkout)) - {"_pending_events"}


def test_a_declared_attribute_is_stored() -> None:
    """An attribute that is added to the declaration of the state is in the form, which then has another name."""
    larger = encode_snapshot(ATTRIBUTES | {"gift_message": str})
    assert "gift_message" in {field.name for field in msgspec.structs.fields(larger)}
    assert form_name(larger) != FORM.name == form_name(encode_snapshot(ATTRIBUTES))


@pytest.mark.parametrize(
    "state", [b"", b"{}", b"null", b"\xff", b'{"_id": 1}', b"\0" * 100], ids=repr
)
def test_damaged_bytes_are_rejected(state: bytes) -> None:
    """They raise UnreadableSnapshot instead of returning part of a checkout."""
    with pytest.raises(UnreadableSnapshot):
        FORM.decode(ID, 1, state)


def test_a_state_of_another_checkout_or_version_is_rejected() -> None:
    """The id and the version in the state are those of its row."""
    checkout = replay(everything())
    state = FORM.encode(checkout)
    with pytest.raises(UnreadableSnapshot):
        FORM.decode("checkout-2", checkout.version, state)
    with pytest.raises(UnreadableSnapshot):
        FORM.decode(ID, checkout.version - 1, state)


def test_another_shape_has_another_name() -> None:
    """A new field of a nested value makes another form; another description does not."""

    @dataclass
    class Part:
        """Says one thing."""

        size: int

    first = form_name(msgspec.defstruct("State", [("parts", list[Part])]))
    Part.__doc__ = "Says another."
    assert form_name(msgspec.defstruct("State", [("parts", list[Part])])) == first

    @dataclass
    class LargerPart:
        """Says one thing."""

        size: int
        weight: int

    LargerPart.__name__ = "Part"
    assert form_name(msgspec.defstruct("State", [("parts", list[LargerPart])])) != first


def test_the_first_state_has_every_attribute() -> None:
    """The state after the first event can be stored."""
    opened = next(event for event in everything() if isinstance(event, Opened))
    assert FORM.encode(replay([opened]))
