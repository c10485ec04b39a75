"""What the head of a checkout says about its proof."""

from dataclasses import dataclass
from datetime import datetime

from interfaces.api.console.text.values import Instant, ReaderFormat


@dataclass(frozen=True, kw_only=True)
class ProofView:
    """The newest version, and since when a signed head of the ledger covers it; None if none does yet."""

    version: int
    has_ledger: bool
    since: Instant | None


def proof_view(
    version: int, since: datetime | None, form: ReaderFormat, *, has_ledger: bool
) -> ProofView:
    """Convert what the ledger has of a version."""
    shown = None if since is None else form.seconds(since)
    return ProofView(version=version, has_ledger=has_ledger, since=shown)
