"""What every reader of a ledger's entries can check without any data: the order of versions and of times."""

from __future__ import annotations

from dataclasses import dataclass

from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import Entry, decode_entry

REFUSALS_SUFFIX = "/refusals"
"""The end of the origin of a ledger of refused attempts. The rest is the origin of the ledger of events."""


def orders_times(origin: str) -> bool:
    """Return whether times of a checkout never go back in this log.

    Refused attempts on one checkout may be at the same time. The one that is recorded first may have begun later.
    """
    return not origin.endswith(REFUSALS_SUFFIX)


@dataclass(frozen=True)
class BrokenInvariant:
    """An entry that breaks a rule. `rule` is `form`, `version` or `time`; the entry is None if its form is broken."""

    index: int
    rule: str
    entry: Entry | None


class EntrySequence:
    """The entries of a ledger, read from index 0 on.

    For each tag the versions are 1, 2, 3 and so on, each one time, in the order of the indexes. Times never go back,
    unless `orders_times` of the log's origin is false.
    """

    def __init__(self, *, has_order_of_times: bool = True) -> None:
        self.size = 0
        self._has_order_of_times = has_order_of_times
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
        if self._has_order_of_times and entry.time < time:
            return BrokenInvariant(index, "time", entry)
        return None

    def last_version(self, tag: bytes) -> int:
        """Return the last version of a checkout; 0 if it has no entry."""
        return self._last.get(tag, (0, 0))[0]
