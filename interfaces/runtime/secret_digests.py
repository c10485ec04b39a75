"""Digests of secrets that are only compared. The configuration has them in clear, or as `sha256:` and the hash in hex.

The digest is SHA-256 without salt or key stretching, because every request computes it. That is sufficient for random
secrets, as `tillroll hash-secret` generates them, and not for passwords that a person chose.
"""

import hashlib
import hmac
import re

_HASHED = re.compile(r"sha256:([0-9A-Fa-f]{64})")
_PREFIX = "sha256:"


def digest_of(secret: str) -> bytes:
    """Return the digest of a configured secret, in clear or hashed. Raises ValueError for a malformed hash."""
    if not secret.startswith(_PREFIX):
        return digest_of_sent(secret.encode())
    match = _HASHED.fullmatch(secret)
    if match is None:
        raise ValueError("a hashed secret is sha256: and 64 hexadecimal digits")
    return bytes.fromhex(match[1])


def digest_of_sent(secret: bytes) -> bytes:
    """Return the digest of a secret in a request. A hash in a request counts as a secret in clear."""
    return hashlib.sha256(secret).digest()


def is_same(known: bytes, sent: bytes) -> bool:
    """Return whether two digests are equal, in constant time."""
    return hmac.compare_digest(known, sent)


def is_hashed(secret: str) -> bool:
    """Return whether a configured secret is a hash."""
    return secret.startswith(_PREFIX)


def hash_secret(secret: str) -> str:
    """Return the secret as a hash for the configuration."""
    return _PREFIX + digest_of_sent(secret.encode()).hex()
