"""What a monitor checks of each entry of a log, in bounded memory: what it has to remember is behind a port.

For each tag the versions are 1, 2, 3 and so on, and times never go back. An entry is late if its time is more than the
merge delay before the last head that the monitor had seen without it. A ledger that begins on an old database logs old
events first, so entries before the first one that is on time are not called late.
"""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, Protocol

from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import decode_entry
from application.ledger.format.merkle import CompactRange, leaf_hash

_MERGE_DELAY: Final = 60_000_000


class MonitorRule(Enum):
    """A rule that a log can break, and how it does."""

    FORM = "does not have the form of an entry"
    VERSION = "does not have the next version of its checkout"
    TIME = "has an earlier time than the version before it"
    DELAY = "was logged later than 60 s after its time"
    ROOT = "is not the one that the log signed"


@dataclass(frozen=True)
class BrokenLog:
    """The first entry that breaks a rule. Of ROOT, `index` is the size of the head."""

    index: int
    rule: MonitorRule

    def text(self) -> str:
        """Return a sentence about it."""
        what = "The tree of size" if self.rule is MonitorRule.ROOT else "The entry at index"
        return f"{what} {self.index} {self.rule.value}."


@dataclass(frozen=True)
class MonitorProgress:
    """How far a monitor is: the size, the hashes of that tree, whether an entry was on time, and what is broken."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()
    is_watching: bool = False
    broken: BrokenLog | None = None


class LastEntries(Protocol):
    """The last version and time of each tag, and the times at which the monitor saw heads."""

    def last(self, tag: bytes) -> tuple[int, int]:
        """Return the last version of a tag, and its time in microseconds; zeroes if there is none."""

    def remember(self, tag: bytes, version: int, time: int) -> None:
        """Replace them by those of a further entry."""

    def seen_without(self, index: int) -> int | None:
        """Return when the monitor last saw a head of this size or a smaller one, in microseconds."""


def read_entries(
    entries: tuple[bytes, ...],
    progress: MonitorProgress,
    memory: LastEntries,
    *,
    has_order_of_times: bool = True,
) -> MonitorProgress:
    """Return the progress after the next entries. It ends at the first one that breaks a rule.

    `has_order_of_times` is `orders_times` of the log's origin.
    """
    tree = CompactRange(progress.size, progress.hashes)
    is_watching = progress.is_watching
    for octets in entries:
        index = tree.size
        rule = MonitorRule.FORM
        try:
            entry = decode_entry(octets)
        except Malformed:
            return replace(progress, broken=BrokenLog(index, rule))
        version, time = memory.last(entry.tag)
        since = memory.seen_without(index)
        is_late = since is not None and entry.time < since - _MERGE_DELAY
        if entry.version != version + 1:
            return replace(progress, broken=BrokenLog(index, MonitorRule.VERSION))
        if has_order_of_times and entry.time < time:
            return replace(progress, broken=BrokenLog(index, MonitorRule.TIME))
        if is_late and is_watching:
            return replace(progress, broken=BrokenLog(index, MonitorRule.DELAY))
        is_watching = is_watching or (since is not None and not is_late)
        memory.remember(entry.tag, entry.version, entry.time)
        tree.append(leaf_hash(octets))
    return MonitorProgress(tree.size, tree.hashes, is_watching)


def compare_root(progress: MonitorProgress, root: bytes) -> MonitorProgress:
    """Return the progress, broken if the tree that was read does not have this root."""
    if CompactRange(progress.size, progress.hashes).root() == root:
        return progress
    return replace(progress, broken=BrokenLog(progress.size, MonitorRule.ROOT))
