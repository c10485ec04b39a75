"""Which heads a pack gets, so that the times of its events are bounded from both sides."""

from dataclasses import dataclass
from typing import Final

from application.ledger.packs import LowerHead
from application.ledger.proving import ProofService
from application.ports.ledger.reading import Ledger, LedgerHead

_MOST_HEADS: Final = 100


@dataclass(frozen=True, kw_only=True)
class HeadBracket:
    """The head of a pack, and the last cosigned one before its first event, if there is one."""

    head: LedgerHead
    lower: LowerHead | None


async def find_bracket(ledger: Ledger, *, first: int, last: int) -> HeadBracket | None:
    """Return the heads for a pack with events from index `first` to `last`; None while no head covers them.

    The head is the first cosigned one that covers them, or the first one. Raises what the ledger raises.
    """
    heads = await ledger.heads(after=last, limit=_MOST_HEADS)
    if not heads:
        return None
    head = next((each for each in heads if each.is_cosigned), heads[0])
    lower = await ledger.cosigned_head(up_to=first)
    if lower is None:
        return HeadBracket(head=head, lower=None)
    hashes = await ProofService(ledger=ledger).consistency(lower.size, head.size)
    return HeadBracket(head=head, lower=LowerHead(lower.note, hashes))
