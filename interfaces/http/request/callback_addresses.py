"""Rules that every dialect has for the callback addresses of shops."""

from urllib.parse import urlsplit

USER_REFUSED = "must not have a user name or a password in it"
"""A password in an address would be stored for ever, and shown to every reader of the history."""


def has_user(uri: str) -> bool:
    """Return whether a user name or a password precedes the host. Raises ValueError for an invalid URI."""
    return "@" in urlsplit(uri).netloc
