"""The refused attempts on a checkout for a pack: their openings, and their proofs under one head of their ledger."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from application.ledger.format.openings import EntryOpening, encode_opening
from application.ledger.format.proof_files import InclusionProof
from application.ledger.format.proofs import inclusion_proof, inclusion_ranges
from application.ledger.format.tiles import Tile, node_reader, tiles_for
from application.ledger.packs import PackedEvent
from application.ledger.verifier.evidence import (
    REFUSAL_PROOFS_FOLDER,
    REFUSALS_FOLDER,
    REFUSALS_HEAD,
)
from application.ports.ledger.reading import Ledger, LedgerHead, LoggedEvent, MissingOpening

MOST_REFUSALS: Final = 9_999
"""The largest number of an attempt that has a file in a pack."""
_MOST_HEADS: Final = 100


@dataclass(frozen=True, kw_only=True)
class ProvenRefusals:
    """Refused attempts by their numbers, under one head. `unopened` are in the ledger, and cannot be shown."""

    head: LedgerHead
    refusals: tuple[PackedEvent, ...]
    unopened: Mapping[int, MissingOpening]

    def files(self) -> dict[str, bytes]:
        """Return the files of a pack by their paths, which the verifiers read."""
        files = {REFUSALS_HEAD: self.head.note}
        for each in self.refusals:
            name = f"{each.opening.version:04}"
            files[f"{REFUSALS_FOLDER}{name}.json"] = encode_opening(each.opening)
            files[f"{REFUSAL_PROOFS_FOLDER}{name}.tlog-proof"] = each.proof.encode()
        return files


async def prove_refusals(
    ledger: Ledger, checkout_id: str, *, first: int = 1, last: int = MOST_REFUSALS
) -> ProvenRefusals | None:
    """Return the attempts of these numbers that are under a head; None if none is.

    `ledger` is that of refused attempts. The head is the first cosigned one that covers them all, or else the newest
    one, and then the attempts that it covers. The openings show every part: a caller hides what its reader does not
    get. Attempts that are only counted are in no ledger. Raises LedgerNotConfigured and StoreUnavailable.
    """
    logged = await ledger.open_entries(checkout_id, first=first, last=min(last, MOST_REFUSALS))
    head = await _head(ledger, max((each.index for each in logged), default=-1))
    covered = [] if head is None else [each for each in logged if each.index < head.size]
    if head is None or not covered:
        return None
    ranges = [part for each in covered for part in inclusion_ranges(each.index, head.size)]
    tiles = await ledger.tiles(tiles_for(ranges), head.size)
    return await asyncio.to_thread(_prove, covered, head, tiles)


async def _head(ledger: Ledger, index: int) -> LedgerHead | None:
    heads = await ledger.heads(after=index, limit=_MOST_HEADS)
    cosigned = next((head for head in heads if head.is_cosigned), None)
    return cosigned or (heads[0] if heads else await ledger.latest_head())


def _prove(
    logged: Sequence[LoggedEvent], head: LedgerHead, tiles: Mapping[Tile, bytes]
) -> ProvenRefusals:
    read = node_reader(tiles)
    refusals, unopened = [], {}
    for each in logged:
        if not isinstance(each.opening, EntryOpening):
            unopened[each.version] = each.opening
            continue
        hashes = inclusion_proof(each.index, head.size, read)
        proof = InclusionProof(
            extra=each.entry, index=each.index, hashes=hashes, checkpoint=head.note
        )
        refusals.append(PackedEvent(each.opening, proof))
    return ProvenRefusals(head=head, refusals=tuple(refusals), unopened=unopened)
