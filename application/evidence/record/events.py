"""Writes the events of a checkout into a pack: openings, proofs, states, and the revealed texts of sealed fields."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from application.evidence.case import HiddenParts
from application.evidence.redaction import hidden_names, redact, reveals, sealed_fields
from application.evidence.request import Audience
from application.evidence.unavailable import LedgerBroken, PurchaseErased
from application.ledger.contents.revealed import REVEALED_PATH, RevealedField, encode_revealed
from application.ledger.contents.states import StateParts, blame_path, state_path
from application.ledger.format.openings import EntryOpening, encode_opening
from application.ledger.format.proof_files import InclusionProof
from application.ledger.format.proofs import inclusion_proof, inclusion_ranges
from application.ledger.format.tiles import Tile, node_reader, tiles_for
from application.ledger.pack_writer import PackWriter
from application.ports.ledger.reading import Ledger, LedgerHead, LoggedEvent, MissingOpening
from application.ports.person_vault import PersonAccess

AT_A_TIME: Final = 50
"""How many events are in memory at a time."""


@dataclass(kw_only=True)
class EventFiles:
    """The files of the events of one checkout, which are added in the order of the versions."""

    writer: PackWriter
    audience: Audience
    sees_persons: bool
    access: PersonAccess
    states: Collection[int]
    _state: StateParts = field(default_factory=StateParts)
    _hidden: dict[str, int] = field(default_factory=dict)
    _sealed: dict[str, None] = field(default_factory=dict)

    def add(
        self, logged: Sequence[LoggedEvent], head: LedgerHead, tiles: Mapping[Tile, bytes]
    ) -> None:
        """Add events. Raises LedgerBroken and PurchaseErased."""
        read = node_reader(tiles)
        for event in logged:
            opening = _require_opening(event)
            redacted = redact(opening, self.audience, sees_persons=self.sees_persons)
            for name in hidden_names(opening, redacted):
                self._hidden[name] = self._hidden.get(name, 0) + 1
            if self.sees_persons:
                self._sealed |= dict.fromkeys(sealed_fields(redacted))
            self._write(event, redacted, head, inclusion_proof(event.index, head.size, read))

    def finish(self) -> HiddenParts:
        """Add the revealed texts, and return what is hidden."""
        revealed: list[RevealedField] = []
        erased: dict[str, None] = {}
        sealed: dict[str, None] = {}
        for text in self._sealed:
            name = text.split(":")[1]
            if not reveals(self.audience, name):
                sealed[name] = None
                continue
            plain = self.access.open(text)
            key = None if self.access.key is None else self.access.key.field_key(text)
            if plain is None or key is None:
                erased[name] = None
            else:
                revealed.append(RevealedField(text, key, plain))
        if revealed:
            self.writer.add(REVEALED_PATH, encode_revealed(revealed))
        return HiddenParts(
            parts=dict(sorted(self._hidden.items())), sealed=tuple(sealed), erased=tuple(erased)
        )

    def _write(
        self,
        event: LoggedEvent,
        redacted: EntryOpening,
        head: LedgerHead,
        hashes: tuple[bytes, ...],
    ) -> None:
        proof = InclusionProof(
            extra=event.entry, index=event.index, hashes=hashes, checkpoint=head.note
        )
        name = f"{event.version:04}"
        self.writer.add(f"events/{name}.json", encode_opening(redacted))
        self.writer.add(f"proofs/{name}.tlog-proof", proof.encode())
        self._state.add(redacted)
        if event.version in self.states:
            self.writer.add(state_path(event.version), self._state.encode_state())
            self.writer.add(blame_path(event.version), self._state.encode_blame())


async def read_events(
    ledger: Ledger, checkout_id: str, first: int, last: int
) -> Sequence[LoggedEvent]:
    """Return up to AT_A_TIME events of a checkout from version `first` on that are in the tree."""
    return await ledger.open_entries(
        checkout_id, first=first, last=min(last, first + AT_A_TIME - 1)
    )


async def read_tiles(
    ledger: Ledger, events: Sequence[LoggedEvent], head: LedgerHead
) -> Mapping[Tile, bytes]:
    """Return the tiles for the proofs of these events."""
    ranges = [part for each in events for part in inclusion_ranges(each.index, head.size)]
    return await ledger.tiles(tiles_for(ranges), head.size)


def _require_opening(event: LoggedEvent) -> EntryOpening:
    if event.opening is MissingOpening.ERASED:
        raise PurchaseErased(event.version, None)
    if isinstance(event.opening, MissingOpening):
        raise LedgerBroken(event.version, event.opening)
    return event.opening
