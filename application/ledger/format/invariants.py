"""What every reader of a ledger's entries can check without any data: the order of versions and of times."""

from __future__ import annotations

from dataclasses import dataclass

from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import Entry, decode_entry


@dataclass(frozen=True)
class BrokenInvariant:
    """An entry that breaks a rule. `rule` is `form`, `version` or `time`; the entry is None if its form is broken."""

    index: int
    rule: str
    entry: Entry | None


class EntrySequence:
    """The entries of a ledger, read from index 0 on.

    For each tag the versions are 1, 2, 3 and so on, each one time, in the order of the indexes. Times never go back.
    """

    def __init__(self) -> None:
        self.size = 0
        self._last: dict[bytes, tuple[int, int]] = {}

    def read(self, octets: bytes) -> BrokenInvariant | None:
        """Take the next entry, and return the rule that it breaks."""
        index, self.size = self.size, self.size + 1
        try:
            entry = decode_entry(octets)
        except Malformed:
            return BrokenInvariant(index, "form", None)
        version, time = self._last.get(entry.tag, (0, 0))
        self._last[entry.tag] = (max(version, entry.version), max(time, entry.time))
        if entry.version != version + 1:
            return BrokenInvariant(index, "version", entry)
        return BrokenInvariant(index, "time", entry) if entry.time < time else None

    def last_version(self, tag: bytes) -> int:
        """Return the last version of a checkout; 0 if it has no entry."""
        return self._last.get(tag, (0, 0))[0]
