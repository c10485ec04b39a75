"""Which time stamp a pack gets, and the files in which it has it."""

from collections.abc import Mapping
from dataclasses import dataclass

from application.ledger.format.proof_files import encode_consistency_proof
from application.ledger.proving import ProofService
from application.ledger.verifier.evidence import STAMPED_HEAD, STAMPED_PROOF, TIME_STAMP
from application.ports.ledger.reading import Ledger, LedgerHead
from application.ports.ledger.time_stamps import TimeStamp, TimeStamps


@dataclass(frozen=True, kw_only=True)
class PackedTimeStamp:
    """A time stamp, and the proof between the stamped head and that of the pack, the smaller one first."""

    stamp: TimeStamp
    hashes: tuple[bytes, ...]

    def files(self, head: bytes) -> Mapping[str, bytes]:
        """Return the files of a pack with this head. The stamped head is one of them unless it is that head."""
        files = {TIME_STAMP: self.stamp.response}
        if self.stamp.checkpoint != head:
            files[STAMPED_HEAD] = self.stamp.checkpoint
            files[STAMPED_PROOF] = encode_consistency_proof(self.hashes)
        return files


@dataclass(frozen=True, kw_only=True)
class TimeStampService:
    """Finds the time stamps of packs. Raises what the ledger raises."""

    ledger: Ledger
    stamps: TimeStamps

    async def find_covering(self, index: int, head: LedgerHead) -> PackedTimeStamp | None:
        """Return the time stamp of the first stamped head that covers `index`, for a pack with this head.

        None while no stamped head covers it.
        """
        stamp = await self.stamps.find_covering(index)
        if stamp is None:
            return None
        smaller, larger = sorted((stamp.size, head.size))
        hashes = await ProofService(ledger=self.ledger).consistency(smaller, larger)
        return PackedTimeStamp(stamp=stamp, hashes=hashes)
