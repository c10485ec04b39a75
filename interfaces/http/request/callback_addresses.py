"""What every dialect refuses of an address that a shop wants to be called at."""

from urllib.parse import urlsplit

USER_REFUSED = "must not have a user name or a password in it"
"""A password in an address would be kept for good, and shown to everybody who reads the history."""


def has_user(uri: str) -> bool:
    """Whether there is a user name or a password before the host. Raises ValueError for what is no URI."""
    return "@" in urlsplit(uri).netloc
