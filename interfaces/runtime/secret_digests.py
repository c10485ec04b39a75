"""Secrets that are only ever compared: in the configuration as they are, or as `sha256:` and the hash in hex.

SHA-256 without salt or stretching, because it is taken of every request. That is enough for secrets that a machine has
drawn, as `tillroll hash-secret` does, and not for words that somebody has thought of.
"""

import hashlib
import hmac
import re

_HASHED = re.compile(r"sha256:([0-9A-Fa-f]{64})")
_PREFIX = "sha256:"


def digest_of(secret: str) -> bytes:
    """What is compared, of a secret in either form as it stands in the configuration. Raises ValueError for neither."""
    if not secret.startswith(_PREFIX):
        return digest_sent(secret.encode())
    match = _HASHED.fullmatch(secret)
    if match is None:
        raise ValueError("a hashed secret is sha256: and 64 hexadecimal digits")
    return bytes.fromhex(match[1])


def digest_sent(secret: bytes) -> bytes:
    """What is compared, of a secret that was sent. A hash that is sent is a secret like any other, and a wrong one."""
    return hashlib.sha256(secret).digest()


def is_same(known: bytes, sent: bytes) -> bool:
    """Whether two digests are one, in a time that tells nothing."""
    return hmac.compare_digest(known, sent)


def is_hashed(secret: str) -> bool:
    """Whether it stands there as a hash."""
    return secret.startswith(_PREFIX)


def hashed(secret: str) -> str:
    """A secret as it may stand in the configuration."""
    return _PREFIX + digest_sent(secret.encode()).hex()
