"""Bearer keys (RFC 6750 §2.1): the key of a request, and the owner of a key."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from fastapi import Request

from interfaces.runtime.secret_digests import digest_of, digest_of_sent, is_same

Owner = TypeVar("Owner")


class BearerKeys(Generic[Owner]):
    """All keys of one API as digests, each with its owner."""

    def __init__(self, keys: Iterable[tuple[str, Owner]]) -> None:
        self._owners = tuple((digest_of(key), owner) for key, owner in keys)

    def owner(self, sent: str) -> Owner | None:
        """Return the owner of a key that a header carried; None for an unknown key.

        An unknown key takes as long as a known one: all digests have the same length, and every one is compared.
        """
        # Header values are bytes, which the server decodes as Latin-1.
        return self.owner_of_digest(digest_of_sent(sent.encode("latin-1", "replace")))

    def owner_of_digest(self, digest: bytes) -> Owner | None:
        """Return the owner of the key with this digest; None for an unknown one. It takes as long as `owner`."""
        found = [owner for known, owner in self._owners if is_same(known, digest)]
        return found[0] if found else None


def bearer_key(request: Request) -> str | None:
    """Return the key in `Authorization: Bearer`; None without the header, with another scheme, or without a key."""
    scheme, key = authorization(request)
    return (key or None) if scheme == "bearer" else None


def authorization(request: Request) -> tuple[str, str]:
    """Return the scheme in lower case and the credentials of the Authorization header; each may be empty."""
    scheme, _, credentials = request.headers.get("authorization", "").strip().partition(" ")
    return scheme.lower(), credentials.strip()
