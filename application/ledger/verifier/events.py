"""Whether each event was logged as it is shown, and whether a checkout's versions are complete and in order."""

from __future__ import annotations

from dataclasses import dataclass

from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import Entry, decode_entry
from application.ledger.format.invariants import orders_times
from application.ledger.format.merkle import inclusion_holds, leaf_hash
from application.ledger.format.openings import (
    EntryOpening,
    decode_opening,
    opened_entry,
    shown_parts,
    shown_text,
)
from application.ledger.format.parts import CHECKOUT, TOPIC
from application.ledger.format.proof_files import InclusionProof, parse_inclusion_proof
from application.ledger.verifier.evidence import Evidence
from application.ledger.verifier.heads import BelievedHead, HeadReader
from application.ledger.verifier.report import (
    DISPROVEN,
    NOT_SHOWN,
    PROVEN,
    UNKNOWN,
    VerificationReport,
)


@dataclass(frozen=True)
class ReadEvent:
    """An opening with its proof, and the text of the proof's head; nothing is checked yet."""

    path: str
    opening: EntryOpening
    entry: Entry
    proof: InclusionProof
    head_text: str | None


@dataclass(frozen=True)
class ProvenEvent:
    """An event that was logged as it is shown."""

    checkout: str
    entry: Entry
    index: int
    head: BelievedHead
    opening: EntryOpening


def read_events(
    evidence: Evidence,
    pairs: list[tuple[str | None, str | None]],
    heads: HeadReader,
    report: VerificationReport,
) -> list[ReadEvent]:
    """Return the openings that have a proof, and give the heads of the proofs to the reader.

    `pairs` are the paths of openings and proofs, of events or of refused attempts.
    """
    found: list[ReadEvent] = []
    for opening_path, proof_path in pairs:
        if proof_path is None:
            report.add(UNKNOWN, "proof_missing", path=opening_path)
            continue
        if opening_path is None:
            report.add(UNKNOWN, "opening_missing", path=proof_path)
            continue
        path = proof_path
        try:
            proof = parse_inclusion_proof(evidence.files[path])
            head_text = heads.read(path, proof.checkpoint)
            path = opening_path
            opening = decode_opening(evidence.files[path])
            entry = opened_entry(opening)
        except Malformed as error:
            report.add(DISPROVEN, "file_malformed", path=path, reason=error)
            continue
        found.append(ReadEvent(opening_path, opening, entry, proof, head_text))
    return found


def check_inclusion(
    event: ReadEvent, head: BelievedHead | None, message: str, report: VerificationReport
) -> ProvenEvent | None:
    """Report whether a record is in the tree of its head as it is shown, and return it if so.

    `message` is what is reported of one that is.
    """
    members = _changed_members(event)
    if members:
        report.add(DISPROVEN, "event_altered", path=event.path, members=", ".join(members))
        return None
    if head is None:
        report.add(UNKNOWN, "head_not_believed", path=event.path)
        return None
    index, size, root = event.proof.index, head.checkpoint.size, head.checkpoint.root
    leaf = leaf_hash(event.entry.encode())
    if not inclusion_holds(leaf, index, size, root, event.proof.hashes):
        report.add(DISPROVEN, "event_not_included", path=event.path, index=index, size=size)
        return None
    parts = len(event.opening.parts)
    report.add(
        PROVEN,
        message,
        version=event.entry.version,
        topic=shown_text(event.opening, TOPIC),
        index=index,
        hidden=parts - len(shown_parts(event.opening)),
        parts=parts,
    )
    checkout = shown_text(event.opening, CHECKOUT)
    return ProvenEvent(checkout, event.entry, index, head, event.opening)


def check_order(events: list[ProvenEvent], is_pack: bool, report: VerificationReport) -> None:
    """Report, for each checkout, versions that are missing, two of one number, moved, or with a time that goes back."""
    checkouts: dict[tuple[str, str], dict[int, ProvenEvent]] = {}
    for event in events:
        log = event.head.checkpoint.origin
        versions = checkouts.setdefault((event.checkout, log), {})
        version = event.entry.version
        if versions.setdefault(version, event).index != event.index:
            report.add(DISPROVEN, "version_twice", checkout=event.checkout, version=version)
    for checkout, log in sorted(checkouts):
        ordered = sorted(checkouts[checkout, log].items())
        is_ordered = _check_neighbours(checkout, log, ordered, report)
        last = ordered[-1][0]
        missing = missing_versions([version for version, _ in ordered])
        if missing:
            mark = UNKNOWN if is_pack else NOT_SHOWN
            report.add(mark, "versions_missing", versions=missing, checkout=checkout)
        elif is_ordered:
            report.add(PROVEN, "versions_complete", last=last, checkout=checkout)


def _check_neighbours(
    checkout: str,
    log: str,
    ordered: list[tuple[int, ProvenEvent]],
    report: VerificationReport,
) -> bool:
    is_ordered = True
    for place in range(1, len(ordered)):
        (earlier, before), (version, event) = ordered[place - 1], ordered[place]
        values = {"checkout": checkout, "version": version, "earlier": earlier}
        if event.index < before.index:
            report.add(DISPROVEN, "version_moved", **values)
            is_ordered = False
        if orders_times(log) and event.entry.time < before.entry.time:
            report.add(DISPROVEN, "time_goes_back", **values)
            is_ordered = False
    return is_ordered


def _changed_members(event: ReadEvent) -> list[str]:
    """Return in what the opening differs from the entry that the proof names, which is itself proven later."""
    if event.proof.extra is None:
        return []
    try:
        logged = decode_entry(event.proof.extra)
    except Malformed:
        return ["entry"]
    names = ("checkout", "version", "time", "content")
    return [names[at] for at in range(4) if logged[at] != event.entry[at]]


def missing_versions(versions: list[int]) -> str:
    """Return the versions below the last that are not among these, as numbers and ranges."""
    gaps: list[str] = []
    expected = 1
    for version in versions:
        if version > expected:
            gaps.append(
                str(expected) if version == expected + 1 else f"{expected}\u2013{version - 1}"
            )
        expected = version + 1
    return ", ".join(gaps)
