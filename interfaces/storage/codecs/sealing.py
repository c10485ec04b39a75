"""Encrypts texts with AES-256-GCM, so that destroying a key erases them (crypto-shredding).

An encrypted text is `sealed:<key id>:<nonce and ciphertext>`, the last in URL-safe Base64. The key id is a hash of the
key. It distinguishes a text whose key was destroyed, and replaced for later data, from a text that was tampered with.
The nonce is derived from the text: equal texts have equal ciphertexts, so a shop that sends the same data again changes
nothing, and a nonce repeats only with the same text.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.ports.key_vault import SEALED_PREFIX, DataKeyId

KEY_BYTES = 32
_NONCE_BYTES = 12


class TamperedText(Exception):
    """An encrypted text that fails authentication with its own key."""


def is_sealed(text: str) -> bool:
    """Return whether the text is encrypted."""
    return text.startswith(SEALED_PREFIX)


def seal(key: bytes, name: DataKeyId, text: str) -> str:
    """Encrypt the text for this checkout and class of data."""
    associated = _associated_data(name)
    plain = text.encode()
    nonce = hmac.digest(key, associated + plain, sha256)[:_NONCE_BYTES]
    closed = nonce + AESGCM(key).encrypt(nonce, plain, associated)
    return f"{SEALED_PREFIX}{_key_id(key)}:{urlsafe_b64encode(closed).decode()}"


def unseal(key: bytes | None, name: DataKeyId, text: str) -> str | None:
    """Decrypt the text; None if its key is destroyed. Raises TamperedText."""
    if not is_sealed(text):
        return text
    key_id, _, closed = text.removeprefix(SEALED_PREFIX).partition(":")
    if key is None or key_id != _key_id(key):
        return None
    try:
        bytes_ = urlsafe_b64decode(closed)
        nonce, rest = bytes_[:_NONCE_BYTES], bytes_[_NONCE_BYTES:]
        return AESGCM(key).decrypt(nonce, rest, _associated_data(name)).decode()
    except (InvalidTag, ValueError) as error:
        raise TamperedText(f"{name.data_class} of checkout {name.checkout_id}") from error


def key_mark(key: bytes) -> bytes:
    """Return the name of a key: a hash, from which the key cannot be computed."""
    return sha256(b"tillroll data key" + key).digest()


def _key_id(key: bytes) -> str:
    return sha256(b"tillroll key mark" + key).hexdigest()[:12]


def _associated_data(name: DataKeyId) -> bytes:
    return f"{name.checkout_id}\0{name.data_class}\0".encode()
