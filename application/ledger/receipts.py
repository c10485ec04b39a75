"""The customer's receipt: a pack that proves what was agreed, up to the commitment."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from application.ledger.brackets import HeadBracket, find_bracket
from application.ledger.disclosure import disclose
from application.ledger.format.openings import EntryOpening, HiddenPart, ShownPart
from application.ledger.format.parts import part_digest
from application.ledger.format.proof_files import InclusionProof
from application.ledger.format.proofs import inclusion_proof, inclusion_ranges
from application.ledger.format.tiles import Tile, node_reader, tiles_for
from application.ledger.packs import PackedEvent, make_pack
from application.ledger.proving import NotUnderHead
from application.ports.ledger.reading import Ledger, LoggedEvent, MissingOpening

AUDIENCE: Final = "customer"
# What the customer's page shows once the purchase is made: no data of the customer, and nothing of the shop's own.
_SHOWN: Final = frozenset(
    {
        *("checkout", "topic", "/timestamp"),
        *("/merchant", "/country", "/currency", "/minimum_age"),
        *("/cart/lines", "/fees", "/shown_version", "/total"),
    }
)
_ABOUT: Final = """This is the proof of your purchase. Keep it.

It has every event of your checkout, from the opening until you completed the purchase, with the proof that each was
recorded in the shop system's ledger. The contents of the cart, the fees and the total can be read. The rest is hidden.

To check it, you need the program verify.py or the page verify.html, and the policy file of the ledger. Get them from
somebody whom you trust, and not from this file:

    python verify.py receipt.zip --policy policy.txt
"""


@dataclass(frozen=True)
class ReceiptUnavailable(Exception):
    """An event cannot be opened any more, or is not the one that was logged."""

    reason: MissingOpening


@dataclass(frozen=True, kw_only=True)
class ReceiptService:
    """Makes receipts, one at a time, in a thread: a checkout may have many events."""

    ledger: Ledger
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    async def receipt(self, checkout_id: str, commitment: int) -> bytes:
        """Return the ZIP file that proves versions 1 to `commitment`, which is the version of the commitment.

        The head is the first cosigned one that covers them, or the first one. The last cosigned one before them is in
        the pack too, if there is one. Raises NotUnderHead until there is a head, ReceiptUnavailable,
        LedgerNotConfigured and StoreUnavailable.
        """
        async with self._turn:
            logged = await self.ledger.open_entries(checkout_id, first=1, last=commitment)
            if [each.version for each in logged] != list(range(1, commitment + 1)):
                raise NotUnderHead(f"version {commitment} of checkout {checkout_id}")
            indexes = [each.index for each in logged]
            bracket = await find_bracket(self.ledger, first=min(indexes), last=max(indexes))
            if bracket is None:
                raise NotUnderHead(f"index {max(indexes)}")
            head = bracket.head
            ranges = [part for each in logged for part in inclusion_ranges(each.index, head.size)]
            tiles = await self.ledger.tiles(tiles_for(ranges), head.size)
            openings = [_customer_opening(each) for each in logged]
            return await asyncio.to_thread(_pack, checkout_id, logged, openings, bracket, tiles)


def _customer_opening(logged: LoggedEvent) -> EntryOpening:
    """Return what the customer gets of the opening. Raises ReceiptUnavailable."""
    if isinstance(logged.opening, MissingOpening):
        raise ReceiptUnavailable(logged.opening)
    opening = disclose(logged.opening, sees_persons=False)
    return EntryOpening(
        opening.version,
        tuple(
            HiddenPart(part_digest(part.salt, part.part))
            if isinstance(part, ShownPart) and part.part.name not in _SHOWN
            else part
            for part in opening.parts
        ),
    )


def _pack(
    checkout_id: str,
    logged: Sequence[LoggedEvent],
    openings: Sequence[EntryOpening],
    bracket: HeadBracket,
    tiles: Mapping[Tile, bytes],
) -> bytes:
    head = bracket.head
    read = node_reader(tiles)
    events = [
        PackedEvent(
            opening,
            InclusionProof(
                extra=each.entry,
                index=each.index,
                hashes=inclusion_proof(each.index, head.size, read),
                checkpoint=head.note,
            ),
        )
        for each, opening in zip(logged, openings, strict=True)
    ]
    about = {"audience": AUDIENCE, "checkout": checkout_id, "commitment": logged[-1].version}
    return make_pack(events, head.note, bracket.lower, {"README.txt": _ABOUT.encode()}, about)
