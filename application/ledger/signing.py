"""Signs and verifies with Ed25519 (RFC 8032), by the library `cryptography`."""

from collections.abc import Callable
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from application.ledger.format.checkpoints import Checkpoint, Cosignature, cosigned_message
from application.ledger.format.keys import COSIGNATURE, ED25519, VerifierKey
from application.ledger.format.notes import NoteSignature, SignedNote

SEED_BYTES: Final = 32


class UnusableKey(ValueError):
    """Bytes that are no private key of Ed25519."""


class NoteSigner:
    """A private key with its name, which signs as a log or as a witness. Its text never shows the private key."""

    def __init__(self, name: str, key_type: int, private_key: Ed25519PrivateKey) -> None:
        self._sign: Callable[[bytes], bytes] = private_key.sign
        public_key = private_key.public_key().public_bytes_raw()
        self.verifier_key = VerifierKey(name, key_type, public_key)

    def sign(self, text: str) -> NoteSignature:
        """Return the line of a log's signature on the text of a note."""
        self._require_type(ED25519)
        key = self.verifier_key
        return NoteSignature(key.name, key.key_id, self._sign(text.encode()))

    def cosign(self, text: str, time: int) -> NoteSignature:
        """Return the line of a witness's signature on the text of a checkpoint, at this Unix time in seconds."""
        self._require_type(COSIGNATURE)
        key = self.verifier_key
        signature = Cosignature(time, self._sign(cosigned_message(time, text)))
        return NoteSignature(key.name, key.key_id, signature.encode())

    def _require_type(self, key_type: int) -> None:
        if self.verifier_key.type != key_type:
            raise ValueError(f"the key of {self.verifier_key.name} does not make such signatures")


def log_signer(origin: str, key: bytes) -> NoteSigner:
    """Return the signer of a log, from 32 bytes or a PEM file without a password. Raises UnusableKey."""
    return NoteSigner(origin, ED25519, _private_key(key))


def witness_signer(name: str, key: bytes) -> NoteSigner:
    """Return the signer of a witness, from 32 bytes or a PEM file without a password. Raises UnusableKey."""
    return NoteSigner(name, COSIGNATURE, _private_key(key))


def sign_checkpoint(checkpoint: Checkpoint, *signers: NoteSigner) -> SignedNote:
    """Return the checkpoint with a line of each signer: while a key is rotated, there are two."""
    text = checkpoint.text()
    return SignedNote(text, tuple(signer.sign(text) for signer in signers))


def verify_ed25519(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Implements `application.ledger.format.keys.SignatureCheck`: whether the key signed the message."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _private_key(key: bytes) -> Ed25519PrivateKey:
    if len(key) == SEED_BYTES:
        return Ed25519PrivateKey.from_private_bytes(key)
    try:
        loaded = load_pem_private_key(key, password=None)
    except (ValueError, TypeError) as error:
        raise UnusableKey("a key is neither 32 bytes nor PEM without a password") from error
    if not isinstance(loaded, Ed25519PrivateKey):
        raise UnusableKey("a key is not of Ed25519")
    return loaded
