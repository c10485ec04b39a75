"""Texts that PostgreSQL can store as a key: ids and names."""

LONGEST_KEY = 1000
"""In bytes of UTF-8. An index entry holds at most 2,704 bytes for all its columns."""


def encoded_key(text: str) -> bytes:
    """Encode the text in UTF-8. Raises ValueError where PostgreSQL cannot store it as a key."""
    encoded = text.encode()
    if b"\0" in encoded:
        raise ValueError(f"PostgreSQL stores no NUL in a text: {text!r}")
    if len(encoded) > LONGEST_KEY:
        raise ValueError(f"a key has at most {LONGEST_KEY} bytes, not {len(encoded)}")
    return encoded


def encoded_keys(*texts: str) -> list[bytes]:
    """Encode each text as `encoded_key` does. Raises ValueError."""
    keys = list(map(str.encode, texts))
    if b"\0" in b"".join(keys) or max(map(len, keys)) > LONGEST_KEY:
        return list(map(encoded_key, texts))
    return keys


def can_be_key(text: str) -> bool:
    """Return whether PostgreSQL can store this text as a key, so that a lookup can find a row."""
    try:
        encoded_key(text)
    except ValueError:
        return False
    return True
