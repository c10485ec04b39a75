"""Ed25519 in plain Python agrees with the library."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application.ledger.signing import log_signer, verify_ed25519
from application.ledger.verifier.ed25519 import verify_in_python
from tests.application.ledger.format.vectors import flipped
from tests.examples import examples

ORDER = 2**252 + 27742317777372353535851937790883648493
# RFC 8032, section 7.1: TEST 1 to 3 (public key, message, signature).
TESTS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), TESTS)
def test_the_published_vectors(key: str, message: str, signature: str) -> None:
    """The signatures of RFC 8032 verify, and not below another message."""
    octets = [bytes.fromhex(text) for text in (key, signature, message)]

    assert verify_in_python(*octets)
    assert not verify_in_python(octets[0], octets[1], octets[2] + b"\0")


@settings(max_examples=examples(40), deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 10**6))
def test_it_agrees_with_the_library(seed: bytes, message: bytes, bit: int) -> None:
    """Signatures verify, and with one bit changed in the key, the signature or the message they do not."""
    signer = log_signer("a", seed)
    key, signature = signer.verifier_key.public_key, signer.sign(message.hex()).signature
    text = message.hex().encode()

    assert verify_in_python(key, signature, text)
    for changed in (
        (flipped(key, bit), signature, text),
        (key, flipped(signature, bit), text),
        (key, signature, flipped(text + b"x", bit)),
    ):
        assert verify_in_python(*changed) is verify_ed25519(*changed) is False


def test_a_second_signature_is_not_made_of_the_first() -> None:
    """The scalar plus the order of the group is the same scalar, and is refused."""
    signer = log_signer("a", bytes(32))
    key, signature = signer.verifier_key.public_key, signer.sign("text\n").signature
    larger = int.from_bytes(signature[32:], "little") + ORDER

    assert not verify_in_python(key, signature[:32] + larger.to_bytes(32, "little"), b"text\n")


@pytest.mark.parametrize(
    "key", [b"", bytes(31), b"\xff" * 32, b"\2" + bytes(31), b"\1" + bytes(30) + b"\x80"]
)
def test_what_is_no_key(key: bytes) -> None:
    """Bytes of another length, above the prime, or of no point on the curve are no key."""
    assert not verify_in_python(key, bytes(64), b"text")
    assert not verify_in_python(bytes.fromhex(TESTS[0][0]), bytes(63), b"text")
