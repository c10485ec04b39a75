"""The stored form of a snapshot."""

from dataclasses import dataclass, replace

import msgspec
import pytest

from domain.checkout import Checkout
from domain.events import CheckoutEvent, Opened
from interfaces.storage.postgres.snapshots.codec import (
    SnapshotCodec,
    StoredState,
    UnreadableSnapshot,
    form_name,
)
from tests.domain.scenario import replay
from tests.interfaces.storage.examples import EXAMPLES, ID

FORM = SnapshotCodec()


def everything() -> list[CheckoutEvent]:
    """A history in which each kind of event happens; for replaying, any order will do."""
    return [replace(event, originator_version=version) for version, event in enumerate(EXAMPLES, 1)]


@pytest.mark.parametrize("version", range(1, len(EXAMPLES) + 1))
def test_a_state_is_read_as_it_was(version: int) -> None:
    """Nothing of a checkout is lost or becomes another type, whatever happened to it."""
    checkout = replay(everything()[:version])
    read = FORM.decode(ID, version, FORM.encode(checkout))
    assert read == checkout
    assert repr(sorted(vars(read).items())) == repr(sorted(vars(checkout).items()))


def test_a_state_that_was_read_goes_on() -> None:
    """Events are applied to it, and verbs record on drafts of it, as on one that was replayed."""
    *past, last = everything()
    before = replay(past)
    assert FORM.decode(ID, before.version, FORM.encode(before)).replayed([last]) == replay(
        everything()
    )


def test_no_attribute_is_forgotten() -> None:
    """A checkout with an attribute that the form does not have is not kept without it."""
    checkout = replay(everything())
    vars(checkout)["mood"] = "good"
    with pytest.raises(TypeError, match="mood"):
        FORM.encode(checkout)


def test_the_form_has_every_attribute_of_a_checkout() -> None:
    """Whoever adds an attribute to Checkout adds it to StoredState, under the same name."""
    checkout: Checkout = replay(everything())
    kept = {field.name for field in msgspec.structs.fields(StoredState)}
    assert kept == set(vars(checkout)) - {"_pending_events"}


@pytest.mark.parametrize(
    "state", [b"", b"{}", b"null", b"\xff", b'{"_id": 1}', b"\0" * 100], ids=repr
)
def test_damaged_bytes_are_no_state(state: bytes) -> None:
    """They raise UnreadableSnapshot instead of returning part of a checkout."""
    with pytest.raises(UnreadableSnapshot):
        FORM.decode(ID, 1, state)


def test_a_state_is_only_read_in_its_place() -> None:
    """The state of another checkout or version is as good as none."""
    checkout = replay(everything())
    state = FORM.encode(checkout)
    with pytest.raises(UnreadableSnapshot):
        FORM.decode("checkout-2", checkout.version, state)
    with pytest.raises(UnreadableSnapshot):
        FORM.decode(ID, checkout.version - 1, state)


def test_another_shape_has_another_name() -> None:
    """A field more, deep inside, makes another form; better words do not."""

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


def test_a_history_begins_with_what_the_form_needs() -> None:
    """The first event alone gives a state that can be kept."""
    opened = next(event for event in everything() if isinstance(event, Opened))
    assert FORM.encode(replay([opened]))
