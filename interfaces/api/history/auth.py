"""History keys: who is reading, and whose checkouts they may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from interfaces.api.history.settings import HistoryKey
from interfaces.http.errors import AccessDenied, Unauthenticated
from interfaces.runtime.secret_digests import digest_of, digest_sent, is_same

READ_SCOPE = "history:read"


@dataclass(frozen=True)
class Reader:
    """Who is reading. `merchants` are those whose checkouts they may see; None for all, which makes an auditor."""

    name: str
    merchants: tuple[str, ...] | None

    @property
    def actor(self) -> str:
        """How the reading log names them."""
        return f"history:{self.name}"

    def require_merchant(self, merchant: str) -> None:
        """Raises AccessDenied where the reader may not see this merchant's checkouts, whether or not it exists."""
        if self.merchants is not None and merchant not in self.merchants:
            raise AccessDenied(f"This key does not reach the merchant {merchant!r}.")

    def require_auditor(self) -> None:
        """Raises AccessDenied for a reader of some merchants only."""
        if self.merchants is not None:
            raise AccessDenied("Who has read is shown to auditors, whose keys reach all merchants.")


class HistoryKeys:
    """All history keys, kept as digests."""

    def __init__(self, keys: Sequence[HistoryKey]) -> None:
        self._keys = tuple((digest_of(each.key), each) for each in keys)

    def reader(self, sent: str | None) -> Reader:
        """Whose key this is (as read from a header). Raises Unauthenticated; AccessDenied without the scope to read.

        Takes as long for a wrong key as for a right one: digests are all of one length, and all are compared.
        """
        if sent is None:
            raise Unauthenticated("Send a history key as Authorization: Bearer.")
        # Header values are bytes, which the server hands over as Latin-1.
        digest = digest_sent(sent.encode("latin-1", "replace"))
        found = [key for known, key in self._keys if is_same(known, digest)]
        if not found:
            raise Unauthenticated("This history key is nobody's.")
        if READ_SCOPE not in found[0].scopes:
            raise AccessDenied(f"This key does not have the scope {READ_SCOPE}.")
        return Reader(name=found[0].name, merchants=found[0].named_merchants)
