"""Sealed fields: what holds for every text, field and checkout."""

from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.ports.person_vault import KEYED_DIGEST, SEALED_FIELD, TamperedField
from interfaces.storage.codecs.field_sealing import SealingKey

TEXTS = st.text(max_size=200)
KEYS = st.binary(min_size=32, max_size=32)
FIELDS = st.sampled_from(("customer.email", "customer.phone", "delivery.city"))


def sealing_key(checkout_id: str, key: bytes) -> SealingKey:
    """The key of a checkout that needs no unwrapping."""
    return SealingKey(checkout_id, lambda: key)


@given(KEYS, FIELDS, TEXTS)
def test_a_sealed_text_opens_to_itself(key: bytes, field: str, text: str) -> None:
    """Every text comes back, NUL and empty ones too. The sealed form has the declared format."""
    sealing = sealing_key("c", key)
    sealed = sealing.seal(field, text)
    assert SEALED_FIELD.fullmatch(sealed)
    assert sealing_key("c", key).open(sealed) == text


@given(KEYS, FIELDS, TEXTS, TEXTS)
def test_equal_texts_are_sealed_equally_and_others_are_not(
    key: bytes, field: str, one: str, other: str
) -> None:
    """Two sealed texts of a field are equal exactly if the texts are."""
    sealing = sealing_key("c", key)
    assert (sealing.seal(field, one) == sealing.seal(field, other)) is (one == other)


@given(KEYS, TEXTS)
def test_each_field_and_checkout_has_a_seal_of_its_own(key: bytes, text: str) -> None:
    """The same text in another field, or in another checkout, is sealed to another text."""
    sealing = sealing_key("c", key)
    sealed = {
        sealing.seal("customer.email", text),
        sealing.seal("recipient.email", text),
        sealing_key("d", key).seal("customer.email", text),
    }
    assert len({each.rpartition(":")[2] for each in sealed}) == 3


@given(KEYS, KEYS, TEXTS)
def test_another_key_opens_nothing(key: bytes, other: bytes, text: str) -> None:
    """A text that another key sealed is None: its key is destroyed."""
    sealed = sealing_key("c", key).seal("customer.email", text)
    opened = sealing_key("c", other).open(sealed)
    assert opened == (text if key == other else None)


@given(KEYS, TEXTS, st.integers(min_value=0), st.integers(1, 255))
def test_a_changed_ciphertext_is_found(key: bytes, text: str, place: int, change: int) -> None:
    """A sealed text that was changed, moved to another field or to another checkout does not open."""
    from base64 import urlsafe_b64decode, urlsafe_b64encode

    sealing = sealing_key("c", key)
    head, _, closed = sealing.seal("customer.email", text).rpartition(":")
    raw = bytearray(urlsafe_b64decode(closed))
    raw[place % len(raw)] ^= change
    with pytest.raises(TamperedField):
        sealing.open(f"{head}:{urlsafe_b64encode(raw).decode()}")
    with pytest.raises(TamperedField):
        sealing_key("d", key).open(f"{head}:{closed}")


@given(KEYS, st.text(st.characters(codec="ascii"), max_size=31))
def test_the_length_of_a_short_text_is_hidden(key: bytes, text: str) -> None:
    """Texts of up to 31 bytes have sealed forms of one length."""
    sealing = sealing_key("c", key)
    assert len(sealing.seal("customer.email", text)) == len(sealing.seal("customer.email", ""))


def test_a_digest_needs_the_key_of_its_field() -> None:
    """Equal contents have equal digests; other fields, checkouts and contents have others. None is the plain hash."""
    key, other = sealing_key("checkout-1", b"k" * 32), sealing_key("checkout-2", b"o" * 32)
    digest = key.digest("shown.digest", b"total 240")
    assert KEYED_DIGEST.fullmatch(digest)
    assert digest == sealing_key("checkout-1", b"k" * 32).digest("shown.digest", b"total 240")
    others = {
        key.digest("shown.displayed", b"total 240"),
        key.digest("shown.digest", b"total 241"),
        other.digest("shown.digest", b"total 240"),
    }
    assert len(others | {digest}) == 4
    assert urlsafe_b64encode(sha256(b"total 240").digest()).decode().rstrip("=") not in digest
