"""Sealing texts with AES-256-GCM, so that they can be forgotten by forgetting a key.

A sealed text reads `sealed:<mark of the key>:<nonce and ciphertext>`, the last in URL-safe Base64. The mark tells a
text whose key was destroyed, and made anew later for other data, from one that was tampered with. The nonce is derived
from the text, so that equal texts are sealed to equal ones: a shop that sends the same data again changes nothing, and
a nonce comes twice only with the same text.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.jobs.erasure import SEALED_PREFIX, DataKeyId

KEY_BYTES = 32
_NONCE_BYTES = 12


class TamperedText(Exception):
    """A sealed text that its own key does not open."""


def is_sealed(text: str) -> bool:
    """Whether a text is one that `sealed` made."""
    return text.startswith(SEALED_PREFIX)


def sealed(key: bytes, name: DataKeyId, text: str) -> str:
    """The text as only this key opens it, for this checkout and class."""
    whose = _whose(name)
    plain = text.encode()
    nonce = hmac.digest(key, whose + plain, sha256)[:_NONCE_BYTES]
    closed = nonce + AESGCM(key).encrypt(nonce, plain, whose)
    return f"{SEALED_PREFIX}{_mark(key)}:{urlsafe_b64encode(closed).decode()}"


def opened(key: bytes | None, name: DataKeyId, text: str) -> str | None:
    """The text again; None where its key is destroyed. Raises TamperedText."""
    if not is_sealed(text):
        return text
    mark, _, closed = text.removeprefix(SEALED_PREFIX).partition(":")
    if key is None or mark != _mark(key):
        return None
    try:
        bytes_ = urlsafe_b64decode(closed)
        nonce, rest = bytes_[:_NONCE_BYTES], bytes_[_NONCE_BYTES:]
        return AESGCM(key).decrypt(nonce, rest, _whose(name)).decode()
    except (InvalidTag, ValueError) as error:
        raise TamperedText(f"{name.data_class} of checkout {name.checkout_id}") from error


def _mark(key: bytes) -> str:
    return sha256(b"tillroll key mark" + key).hexdigest()[:12]


def _whose(name: DataKeyId) -> bytes:
    return f"{name.checkout_id}\0{name.data_class}\0".encode()
