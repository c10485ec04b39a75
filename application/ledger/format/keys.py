"""The public keys of logs and witnesses as C2SP signed-note writes them: `<name>+<key id>+<type and key in Base64>`."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

from application.ledger.format.encoding import Malformed, decode_base64, encode_base64

ED25519 = 1
COSIGNATURE = 4
KEY_ID_BYTES = 4
PUBLIC_KEY_BYTES = 32
SIGNATURE_BYTES = 64
_UNICODE_SPACE_OR_PLUS = re.compile(
    "[+\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)

SignatureCheck = Callable[[bytes, bytes, bytes], bool]
"""Takes an Ed25519 public key, a signature and a message, and returns whether the key signed the message (RFC 8032)."""


class VerifierKey(NamedTuple):
    """A public key with the name that signs with it, and the type of its signatures: ED25519 or COSIGNATURE."""

    name: str
    type: int
    public_key: bytes

    @property
    def key_id(self) -> bytes:
        return key_id_of(self.name, self.type, self.public_key)

    def text(self) -> str:
        """Return the key as a vkey."""
        encoded = encode_base64(bytes([self.type]) + self.public_key)
        return f"{self.name}+{self.key_id.hex()}+{encoded}"


def parse_verifier_key(text: str) -> VerifierKey:
    """Return the key of a vkey. Raises Malformed, also for a key that is not of Ed25519."""
    fields = text.split("+", 2)
    if len(fields) != 3 or not is_key_name(fields[0]):
        raise Malformed("a key is not in the form name+id+key")
    octets = decode_base64(fields[2])
    if octets[:1] not in {b"\x01", b"\x04"} or len(octets) != 1 + PUBLIC_KEY_BYTES:
        raise Malformed("a key is not of a type that is verified here")
    key = VerifierKey(fields[0], octets[0], octets[1:])
    if key.key_id.hex() != fields[1]:
        raise Malformed("the id of a key is not that of the key")
    return key


def key_id_of(name: str, key_type: int, public_key: bytes) -> bytes:
    """Return the 4 bytes that name a key in the lines of its signatures."""
    return sha256(name.encode() + b"\n" + bytes([key_type]) + public_key).digest()[:KEY_ID_BYTES]


def is_key_name(name: str) -> bool:
    """Return whether a key may have this name."""
    return bool(name) and _UNICODE_SPACE_OR_PLUS.search(name) is None
