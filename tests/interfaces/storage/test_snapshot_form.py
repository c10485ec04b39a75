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
    """Return a history with every event type. A replay accepts any order."""
    return [replace(event, originator_version=version) for version, event in enumerate(EXAMPLES, 1)]


@pytest.mark.parametrize("version", range(1, len(EXAMPLES) + 1))
def test_a_snapshot_restores_the_state(version: int) -> None:
    """After any event, each attribute of a checkout is read with its value and type."""
    checkout = replay(everything()[:version])
    read = FORM.decode(ID, version, FORM.encode(checkout))
    assert read == checkout
    assert repr(sorted(vars(read).items())) == repr(sorted(vars(checkout).items()))


def test_a_restored_state_accepts_events() -> None:
    """Events apply to a restored state as to a replayed one."""
    *past, last = everything()
    before = replay(past)
    assert FORM.decode(ID, before.version, FORM.encode(before)).replay([last]) == replay(
        everything()
    )


def test_an_unknown_attribute_is_rejected() -> None:
    """An attribute that the stored form does not have raises TypeError, and is not dropped."""
    checkout = replay(everything())
    vars(checkout)["mood"] = "good"
    with pytest.raises(TypeError, match="mood"):
        FORM.encode(checkout)


def test_the_stored_form_has_every_attribute_of_a_checkout() -> None:
    """A snapshot has all attributes of a checkout, under the same names."""
    checkout: Checkout = replay(everything())
    kept = {field.name for field in msgspec.structs.fields(StoredState)}
    assert kept == set(vars(checkout)) - {"_pending_events"}


def test_a_declared_attribute_is_stored() -> None:
    """An attribute that is added to the declared state is stored, and changes the name of the form."""
    larger = encode_snapshot(ATTRIBUTES | {"gift_message": str})
    assert "gift_message" in {field.name for field in msgspec.structs.fields(larger)}
    assert form_name(larger) != FORM.name == form_name(encode_snapshot(ATTRIBUTES))


@pytest.mark.parametrize(
    "state", [b"", b"{}", b"null", b"\xff", b'{"_id": 1}', b"\0" * 100], ids=repr
)
def test_damaged_bytes_are_rejected(state: bytes) -> None:
    """Damaged bytes raise UnreadableSnapshot instead of returning part of a checkout."""
    with pytest.raises(UnreadableSnapshot):
        FORM.decode(ID, 1, state)


def test_a_state_of_another_checkout_or_version_is_rejected() -> None:
    """A snapshot whose id or version differs from its row raises UnreadableSnapshot."""
    checkout = replay(everything())
    state = FORM.encode(checkout)
    with pytest.raises(UnreadableSnapshot):
        FORM.decode("checkout-2", checkout.version, state)
    with pytest.raises(UnreadableSnapshot):
        FORM.decode(ID, checkout.version - 1, state)


def test_a_changed_field_changes_the_name_of_the_form() -> None:
    """A new field of a nested value changes the name. A changed docstring does not."""

    @dataclass
    class Part:
        """One description."""

        size: int

    first = form_name(msgspec.defstruct("State", [("parts", list[Part])]))
    Part.__doc__ = "Another description."
    assert form_name(msgspec.defstruct("State", [("parts", list[Part])])) == first

    @dataclass
    class LargerPart:
        """One description."""

        size: int
        weight: int

    LargerPart.__name__ = "Part"
    assert form_name(msgspec.defstruct("State", [("parts", list[LargerPart])])) != first


def test_the_state_after_the_first_event_can_be_stored() -> None:
    """The state after the first event has every attribute of the stored form."""
    opened = next(event for event in everything() if isinstance(event, Opened))
    assert FORM.encode(replay([opened]))
