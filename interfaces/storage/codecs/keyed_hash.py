"""HMAC-SHA256 (RFC 2104) of short messages.

`hmac.digest` sets up OpenSSL's message authentication anew each time, and lets go of the interpreter meanwhile. For
the names and texts of a person that takes three times as long as the hashes themselves.
"""

from hashlib import sha256
from typing import Final

_BLOCK_BYTES: Final = 64
_INNER: Final = bytes(each ^ 0x36 for each in range(256))
_OUTER: Final = bytes(each ^ 0x5C for each in range(256))


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    """Return the 32 bytes of the HMAC."""
    if len(key) > _BLOCK_BYTES:
        key = sha256(key).digest()
    padded = key.ljust(_BLOCK_BYTES, b"\0")
    inner = sha256(padded.translate(_INNER) + message).digest()
    return sha256(padded.translate(_OUTER) + inner).digest()
