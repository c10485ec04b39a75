"""Which texts can be a key in PostgreSQL: an id, or a name."""

LONGEST_KEY = 1000
"""Bytes of UTF-8. An index entry holds 2,704, for all its columns."""


def encoded_key(text: str) -> bytes:
    """The text in UTF-8. Raises ValueError where PostgreSQL could not keep it as a key."""
    encoded = text.encode()
    if b"\0" in encoded:
        raise ValueError(f"PostgreSQL keeps no NUL in a text: {text!r}")
    if len(encoded) > LONGEST_KEY:
        raise ValueError(f"a key has at most {LONGEST_KEY} bytes, not {len(encoded)}")
    return encoded


def can_be_key(text: str) -> bool:
    """Whether anything can be kept under this text, and asking for it makes sense."""
    try:
        encoded_key(text)
    except ValueError:
        return False
    return True
