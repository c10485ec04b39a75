"""Keys are stored encrypted with a master key, each bound to what it is for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.ports.event_store import StoreUnavailable
from interfaces.storage.codecs.wrapping import (
    MasterKeyMissing,
    MasterKeys,
    NoMasterKeys,
    TamperedKey,
    master_key_id,
    wrapped_with,
)

_KEYS = st.binary(min_size=32, max_size=32)
_ABOUT = "data key of c1 person"
_OLD, _NEW, _KEY = bytes(range(32)), bytes(range(32, 64)), bytes(range(64, 96))


@given(_KEYS, _KEYS, st.text())
def test_round_trip(master_key: bytes, key: bytes, about: str) -> None:
    """A wrapped key is unwrapped to the key, and the stored bytes do not contain it."""
    keys = MasterKeys(current=master_key)
    stored = keys.wrap(key, about)
    assert keys.unwrap(stored, about) == key
    assert key not in stored
    assert master_key not in stored


@given(st.integers(min_value=0, max_value=68), st.integers(min_value=1, max_value=255))
def test_changed_bytes(position: int, change: int) -> None:
    """A wrapped key with any byte changed is refused."""
    keys = MasterKeys(current=_NEW)
    stored = bytearray(keys.wrap(_KEY, _ABOUT))
    stored[position] ^= change
    with pytest.raises((TamperedKey, MasterKeyMissing)):
        keys.unwrap(bytes(stored), _ABOUT)


def test_another_purpose() -> None:
    """A wrapped key that is moved to another row fails authentication."""
    keys = MasterKeys(current=_NEW)
    stored = keys.wrap(_KEY, _ABOUT)
    with pytest.raises(TamperedKey, match="data key of c2 person fails authentication"):
        keys.unwrap(stored, "data key of c2 person")


def test_equal_keys() -> None:
    """Equal keys are stored as different bytes."""
    keys = MasterKeys(current=_NEW)
    assert keys.wrap(_KEY, _ABOUT) != keys.wrap(_KEY, _ABOUT)


def test_older_master_keys() -> None:
    """A key wrapped with an older master key is unwrapped, and is told from one wrapped with the current."""
    stored = MasterKeys(current=_OLD).wrap(_KEY, _ABOUT)
    both = MasterKeys(current=_NEW, older=(_OLD,))
    assert both.unwrap(stored, _ABOUT) == _KEY
    assert not both.is_current(stored)
    assert both.is_current(both.wrap(_KEY, _ABOUT))
    assert both.ids == (master_key_id(_NEW), master_key_id(_OLD))


def test_missing_master_key() -> None:
    """A key wrapped with an unknown master key is unavailable, and the error names the missing and the given id."""
    stored = MasterKeys(current=_OLD).wrap(_KEY, _ABOUT)
    with pytest.raises(MasterKeyMissing) as missing:
        MasterKeys(current=_NEW).unwrap(stored, _ABOUT)
    assert isinstance(missing.value, StoreUnavailable)
    assert missing.value.wanted == master_key_id(_OLD)
    assert master_key_id(_OLD) in str(missing.value)
    assert master_key_id(_NEW) in str(missing.value)


def test_plain_keys() -> None:
    """A plain key of an earlier version is returned unchanged, with and without a master key."""
    assert MasterKeys(current=_NEW).unwrap(_KEY, _ABOUT) == _KEY
    assert NoMasterKeys().unwrap(_KEY, _ABOUT) == _KEY
    assert wrapped_with(_KEY) is None


def test_without_a_master_key() -> None:
    """Without a master key nothing is wrapped, so that no key is stored in the clear, and no wrapped key is opened."""
    stored = MasterKeys(current=_OLD).wrap(_KEY, _ABOUT)
    with pytest.raises(MasterKeyMissing):
        NoMasterKeys().wrap(_KEY, _ABOUT)
    with pytest.raises(MasterKeyMissing):
        NoMasterKeys().unwrap(stored, _ABOUT)


@pytest.mark.parametrize("length", [0, 1, 31, 33, 68, 70])
def test_unknown_forms(length: int) -> None:
    """Stored bytes that are no plain and no wrapped key are refused."""
    with pytest.raises(TamperedKey):
        MasterKeys(current=_NEW).unwrap(b"\x01" * length, _ABOUT)


def test_lengths() -> None:
    """A master key and a wrapped key have 32 bytes."""
    with pytest.raises(ValueError, match="32 bytes"):
        MasterKeys(current=b"short")
    with pytest.raises(ValueError, match="32 bytes"):
        MasterKeys(current=_NEW).wrap(b"short", _ABOUT)


def test_shown_master_keys() -> None:
    """The text of the object, which a log may show, does not contain a master key."""
    assert repr(_OLD) not in repr(MasterKeys(current=_NEW, older=(_OLD,)))
    assert repr(_NEW) not in repr(MasterKeys(current=_NEW, older=(_OLD,)))
