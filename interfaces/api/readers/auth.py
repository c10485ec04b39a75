"""Authenticate a reader by history key, and authorize the merchants that the key may read."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request

from interfaces.api.readers.settings import HistoryKey
from interfaces.http.errors.request_errors import AccessDenied, Unauthenticated
from interfaces.http.party import CALLER, Party, Share
from interfaces.http.request.bearer import BearerKeys, bearer_key

READ_SCOPE = "history:read"
PERSONS_SCOPE = "persons:read"
SEND_SCOPE = "deliveries:send"
EVIDENCE_SCOPE = "evidence:make"
SCOPES = (READ_SCOPE, PERSONS_SCOPE, SEND_SCOPE, EVIDENCE_SCOPE)


@dataclass(frozen=True)
class Reader:
    """An authenticated reader of the history.

    `merchants` are the merchants whose checkouts the reader may see; None means all of them, and makes an auditor.
    `person` is the name that a person gave at the sign-in; empty for a program.
    """

    name: str
    merchants: tuple[str, ...] | None
    scopes: frozenset[str] = frozenset((READ_SCOPE,))
    person: str = ""

    @property
    def actor(self) -> str:
        """The name of the reader in the access log."""
        return f"history:{self.name}/{self.person}" if self.person else f"history:{self.name}"

    @property
    def sees_persons(self) -> bool:
        """Whether the reader sees personal data in clear."""
        return PERSONS_SCOPE in self.scopes

    def require_scope(self, scope: str = READ_SCOPE) -> None:
        """Raise AccessDenied if the key does not have the scope."""
        if scope not in self.scopes:
            raise AccessDenied(f"This key does not have the scope {scope}.")

    def require_merchant(self, merchant: str) -> None:
        """Raise AccessDenied if the reader may not see this merchant's checkouts, even if there is no such merchant."""
        if self.merchants is not None and merchant not in self.merchants:
            raise AccessDenied(f"This key does not reach the merchant {merchant!r}.")

    def require_auditor(self) -> None:
        """Raise AccessDenied if the reader may see only some merchants."""
        if self.merchants is not None:
            raise AccessDenied("This is shown to auditors, whose keys reach all merchants.")


class HistoryKeys:
    """The history keys of the configuration."""

    def __init__(self, keys: Sequence[HistoryKey]) -> None:
        self._keys = BearerKeys((each.key, each) for each in keys)

    def identify(self, request: Request) -> Party:
        """Return the reader whose key the head has. Raises Unauthenticated."""
        reader = request.scope[CALLER] = self.reader(bearer_key(request))
        return Party(Share.HISTORY, reader.name, reader.name)

    def reader(self, sent: str | None) -> Reader:
        """Return the reader who has this key, as a header carried it. Raises Unauthenticated.

        A key without the scope to read has a reader too, whose attempts are recorded.
        """
        if sent is None:
            raise Unauthenticated("Send a history key as Authorization: Bearer.")
        key = self._keys.owner(sent)
        if key is None:
            raise Unauthenticated("This history key is unknown.")
        return _reader(key)

    def reader_of_digest(self, digest: bytes) -> Reader | None:
        """Return the reader whose key has this digest; None if no key of the configuration has it."""
        key = self._keys.owner_of_digest(digest)
        return None if key is None else _reader(key)


def _reader(key: HistoryKey) -> Reader:
    return Reader(name=key.name, merchants=key.named_merchants, scopes=frozenset(key.scopes))


def reader_of(request: Request) -> Reader:
    """Return the reader that `identify` found."""
    reader: Reader = request.scope[CALLER]
    return reader
