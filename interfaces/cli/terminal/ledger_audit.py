"""The sentences about what an audit of the ledger found."""

from collections.abc import Iterator
from typing import Final

from application.ledger.audits.findings import (
    AuditReport,
    EventFinding,
    Tampering,
    TreeFault,
)

_DONE: Final = {
    Tampering.ALTERED: "was altered after it was logged",
    Tampering.REMOVED: "was removed after it was logged",
    Tampering.INSERTED: "was inserted: the ledger passed its position without it",
    Tampering.MOVED: "was moved to another position after it was logged",
    Tampering.KEY_LOST: "cannot be compared: its key is gone, and no event says that it was erased",
    Tampering.ENTRY_BROKEN: "has an entry that is not one",
}
_FAULTS: Final = {
    TreeFault.BUNDLE_MISSING: "Bundle {n} of the ledger is missing, or too short.",
    TreeFault.TILE_ALTERED: "Tile {n} of level {level} does not have the hashes of the entries.",
    TreeFault.ENTRY_FORM: "The entry of index {n} does not have the form of an entry.",
    TreeFault.VERSION_ORDER: "The entry of index {n} does not have the next version of its checkout.",
    TreeFault.TIME_ORDER: "The entry of index {n} says an earlier time than the one before it of its checkout.",
    TreeFault.HEAD_OTHER_TREE: "The head of size {n} is that of another tree than the entries make.",
    TreeFault.HEAD_ALTERED: "The head of size {n} was altered.",
    TreeFault.HEAD_UNSIGNED: "The head of size {n} is signed by no key that was given.",
    TreeFault.HEAD_TOO_LARGE: "There is a head of size {n}, and the tree is smaller.",
    TreeFault.COSIGNATURE_WRONG: "The head of size {n} has a cosignature of {witness} that is not one.",
    TreeFault.COSIGNATURE_MISSING: "The head of size {n} was cosigned, and its cosignatures were removed.",
}


def finding_texts(report: AuditReport, version: str = "Version") -> Iterator[str]:
    """Yield a sentence for each finding, that of the event first. `version` is what a version is called."""
    if report.event is not None:
        yield _event_text(report.event, version)
    for each in report.tree:
        yield _FAULTS[each.fault].format(n=each.number, level=each.level, witness=each.witness)


def _event_text(found: EventFinding, version: str) -> str:
    checkout = f"tag {found.tag.hex()}" if found.checkout_id is None else found.checkout_id
    where = "after position" if found.tampering is Tampering.REMOVED else "at position"
    return (
        f"{version} {found.version} of checkout {checkout}, {where} {found.position}, "
        f"{_DONE[found.tampering]}."
    )
