"""Whether all entries of a log, which a reader may have as a folder, are those of a head, and what they show."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from application.ledger.format.checkpoints import Checkpoint
from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import tag_of
from application.ledger.format.invariants import BrokenInvariant, EntrySequence, orders_times
from application.ledger.format.merkle import CompactRange, leaf_hash
from application.ledger.format.tiles import TILE_WIDTH, TilePath, decode_bundle, width_at
from application.ledger.verifier.events import ProvenEvent
from application.ledger.verifier.report import (
    DISPROVEN,
    NOT_SHOWN,
    PROVEN,
    UNKNOWN,
    VerificationReport,
)

BundleReader = Callable[[str], "bytes | None"]
"""Returns the file at a path below the log's prefix, None if there is none."""


def check_whole_log(
    read: BundleReader, tree: Checkpoint, events: list[ProvenEvent], report: VerificationReport
) -> None:
    """Report whether the entries have the root of the head and keep the rules, and whether events follow."""
    tops = CompactRange()
    sequence = EntrySequence(has_order_of_times=orders_times(tree.origin))
    broken: BrokenInvariant | None = None
    for entry in _entries(read, tree.size):
        tops.append(leaf_hash(entry))
        fault = sequence.read(entry)
        broken = broken or fault
    if tops.size < tree.size:
        report.add(UNKNOWN, "entries_missing", index=tops.size)
        return
    if tops.root() != tree.root:
        report.add(DISPROVEN, "entries_differ", size=tree.size)
        return
    if broken is not None:
        report.add(DISPROVEN, f"entry_{broken.rule}", index=broken.index)
        return
    report.add(PROVEN, "entries_whole", size=tree.size)
    for checkout in sorted({event.checkout for event in events}):
        shown = max(event.entry.version for event in events if event.checkout == checkout)
        last = sequence.last_version(tag_of(checkout))
        values = {"checkout": checkout, "last": last, "size": tree.size}
        if last == shown:
            report.add(PROVEN, "nothing_follows", **values)
        else:
            report.add(NOT_SHOWN, "more_follows", **values)


def roots_at(read: BundleReader, *sizes: int) -> dict[int, bytes]:
    """Return the roots of the trees of these sizes, as far as the entries of the log are there."""
    tops = CompactRange()
    roots = {0: tops.root()}
    for entry in _entries(read, max(sizes)):
        tops.append(leaf_hash(entry))
        if tops.size in sizes:
            roots[tops.size] = tops.root()
    return roots


def _entries(read: BundleReader, size: int) -> Iterator[bytes]:
    """Yield the entries of a log from index 0 on, up to the first bundle that is missing or malformed."""
    for n in range(-(-size // TILE_WIDTH)):
        width = width_at(0, n, size)
        # An export of a larger tree has a wider bundle.
        found = (read(TilePath(None, n, each).text()) for each in range(width, TILE_WIDTH + 1))
        octets = next((each for each in found if each is not None), None)
        try:
            entries = decode_bundle(octets or b"")
        except Malformed:
            return
        if len(entries) < width:
            return
        yield from entries[:width]
