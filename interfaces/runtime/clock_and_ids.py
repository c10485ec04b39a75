"""The clock and the id generators of a running server. Tests pass their own."""

import secrets
import string
import time
import uuid
from datetime import UTC, datetime

_ALPHABET = (string.ascii_letters + string.digits).encode()
_NAME_LENGTH = 24
# A random byte stands for a letter, each letter for equally many bytes. The last eight bytes stand for none.
_EQUAL = len(_ALPHABET) * (256 // len(_ALPHABET))
_LETTERS = bytes(_ALPHABET[byte % len(_ALPHABET)] for byte in range(256))
_NO_LETTERS = bytes(range(_EQUAL, 256))


def now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


now_in_nanoseconds = time.time_ns
"""Return the current time in nanoseconds since 1970."""


def new_id() -> str:
    """Return a random, unpredictable GUID in lower case."""
    return str(uuid.uuid4())


def new_order_number() -> int:
    """Return a random number from 1 to 2⁵³ - 1, the range of exact integers in JSON (RFC 8259 §6)."""
    return secrets.randbelow(2**53 - 1) + 1


def new_public_token(country: str) -> str:
    """Return a token for the shopper's page in Walley's format: `public-SE-` and 32 hex digits."""
    return f"public-{country}-{secrets.token_hex(16)}"


def new_name(kind: str) -> str:
    """Return a random name that starts with its kind: `checkout_` and 24 letters and digits."""
    name = b""
    while len(name) < _NAME_LENGTH:
        name += secrets.token_bytes(2 * _NAME_LENGTH).translate(_LETTERS, _NO_LETTERS)
    return f"{kind}_{name[:_NAME_LENGTH].decode()}"
