"""Private keys of the ledger."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from application.ledger.signing import UnusableKey, log_signer, verify_ed25519

SEED = bytes(range(32))


def pem(encryption: KeySerializationEncryption) -> bytes:
    key = Ed25519PrivateKey.from_private_bytes(SEED)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)


def test_a_key_as_bytes_and_as_pem() -> None:
    """Both forms of a private key are the same key."""
    from_bytes, from_pem = log_signer("a", SEED), log_signer("a", pem(NoEncryption()))

    assert from_bytes.verifier_key == from_pem.verifier_key
    assert from_bytes.sign("text\n") == from_pem.sign("text\n")


def test_a_file_that_is_no_key() -> None:
    """Other bytes, a PEM file with a password and a key of another kind are refused without showing them."""
    other = generate_private_key(SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    for octets in (b"", bytes(31), pem(BestAvailableEncryption(b"secret")), other):
        with pytest.raises(UnusableKey) as refused:
            log_signer("a", octets)
        assert str(refused.value).startswith("a key is ")


def test_a_signer_does_not_show_its_key() -> None:
    """No text of a signer has the private key."""
    signer = log_signer("a", SEED)

    assert SEED.hex() not in repr(vars(signer))
    assert repr(SEED) not in repr(vars(signer))


def test_a_signature_of_another_length() -> None:
    """Keys and signatures of other lengths do not verify, and raise nothing."""
    signer = log_signer("a", SEED)
    signature, key = signer.sign("text\n").signature, signer.verifier_key.public_key

    assert verify_ed25519(key, signature, b"text\n")
    assert not verify_ed25519(key, signature[:-1], b"text\n")
    assert not verify_ed25519(key[:-1], signature, b"text\n")
    assert not verify_ed25519(key, signature, b"text")
