"""Verifies evidence: all steps, in their order."""

from __future__ import annotations

from dataclasses import dataclass

from application.ledger.format.checkpoints import Checkpoint, parse_checkpoint, signed_by
from application.ledger.format.encoding import Malformed
from application.ledger.format.keys import SignatureCheck
from application.ledger.format.notes import parse_note
from application.ledger.format.policies import LedgerPolicy, parse_policy
from application.ledger.verifier.events import (
    ProvenEvent,
    ReadEvent,
    check_inclusion,
    check_order,
    read_events,
)
from application.ledger.verifier.evidence import (
    HEAD,
    LOWER_HEAD,
    LOWER_PROOF,
    REFUSALS_HEAD,
    Evidence,
    check_manifest,
)
from application.ledger.verifier.heads import (
    BelievedHead,
    HeadReader,
    check_consistency,
    check_one_history,
)
from application.ledger.verifier.refusals import (
    check_refusal,
    check_refusals,
    is_of_right_log,
)
from application.ledger.verifier.report import (
    DISPROVEN,
    NOT_SHOWN,
    PROVEN,
    UNKNOWN,
    VerificationReport,
)
from application.ledger.verifier.stamps import StampCheck, check_time_stamp
from application.ledger.verifier.states import check_revealed, check_states
from application.ledger.verifier.times import check_time
from application.ledger.verifier.whole_log import BundleReader, check_whole_log, roots_at


@dataclass(frozen=True)
class KeptHead:
    """A head that the reader has from before, and the proof between it and the head of the evidence, if it is there."""

    note: bytes
    proof: bytes | None


def verify_evidence(
    evidence: Evidence,
    policy: bytes,
    kept: KeptHead | None,
    check: SignatureCheck,
    entries: BundleReader | None = None,
    stamps: StampCheck | None = None,
) -> VerificationReport:
    """Return what the evidence proves to a reader with this policy. No key is taken from the evidence.

    `entries` reads the entries of the log, if the reader has them all. `stamps` checks time stamps.
    """
    report = VerificationReport()
    check_manifest(evidence, report)
    try:
        known = parse_policy(policy)
    except Malformed as error:
        report.add(UNKNOWN, "policy_unusable", reason=error)
        return report
    report.add(
        PROVEN,
        "policy_read",
        logs=len(known.logs),
        witnesses=len(known.witnesses),
        quorum=known.quorum,
    )
    heads = HeadReader(known, check, report)
    events = read_events(evidence, evidence.pairs(), heads, report)
    refusals = read_events(evidence, evidence.refusal_pairs(), heads, report)
    own = heads.read(HEAD, evidence.files[HEAD]) if HEAD in evidence.files else None
    lower_text = (
        heads.read(LOWER_HEAD, evidence.files[LOWER_HEAD]) if _has_lower(evidence) else None
    )
    refusals_text = (
        heads.read(REFUSALS_HEAD, evidence.files[REFUSALS_HEAD])
        if evidence.is_pack and REFUSALS_HEAD in evidence.files
        else None
    )
    heads.believe()
    proven = [_check_event(each, heads, evidence.is_pack, report) for each in events]
    found = [event for event in proven if event is not None]
    attempts = [check_refusal(each, heads.get(each.head_text), report) for each in refusals]
    refused = [attempt for attempt in attempts if attempt is not None]
    believed = [heads.get(own), *(event.head for event in found)]
    trees = [head.checkpoint for head in believed if head is not None]
    refusal_heads = [heads.get(refusals_text), *(attempt.head for attempt in refused)]
    refusal_trees = [head.checkpoint for head in refusal_heads if head is not None]
    connected: list[Checkpoint] = []
    if check_one_history(trees + refusal_trees, report):
        check_order(found, evidence.is_pack, report)
        lower = _lower_head(evidence, heads.get(lower_text), trees, report)
        for event in found:
            check_time(event, lower, evidence.is_pack, report)
        check_refusals(refused, report)
        stamped = check_time_stamp(evidence, trees[0], stamps, report) if trees else None
        connected += [] if lower is None else [lower.checkpoint]
        connected += [] if stamped is None else [stamped]
    if kept is not None and trees:
        checkpoint = _kept_checkpoint(kept, known, check, report)
        if checkpoint is not None:
            _check_kept(checkpoint, kept.proof, [trees[0], *connected], entries, report)
    if entries is not None and trees:
        check_whole_log(entries, trees[0], found, report)
    checked = _check_contents(evidence, found, report)
    _report_rest(evidence, found, checked, report)
    return report


def _check_event(
    event: ReadEvent, heads: HeadReader, is_pack: bool, report: VerificationReport
) -> ProvenEvent | None:
    head = heads.get(event.head_text)
    if is_pack and not is_of_right_log(event, head, False, report):
        return None
    return check_inclusion(event, head, "event_proven", report)


def _has_lower(evidence: Evidence) -> bool:
    return evidence.is_pack and LOWER_HEAD in evidence.files


def _lower_head(
    evidence: Evidence,
    lower: BelievedHead | None,
    trees: list[Checkpoint],
    report: VerificationReport,
) -> BelievedHead | None:
    """Return the lower head if it is of the log of the evidence, and the head of the evidence continues it."""
    if lower is None or not trees or lower.checkpoint.origin != trees[0].origin:
        return None
    proof = evidence.files.get(LOWER_PROOF)
    return lower if check_consistency(lower.checkpoint, trees[0], proof, report) else None


def _kept_checkpoint(
    kept: KeptHead, policy: LedgerPolicy, check: SignatureCheck, report: VerificationReport
) -> Checkpoint | None:
    """Return the head that the reader kept, if a key of the policy signed it."""
    try:
        note = parse_note(kept.note)
        checkpoint = parse_checkpoint(note)
        keys = [key for key in policy.logs if key.name == checkpoint.origin]
        is_signed = [signed_by(note, key, check) for key in keys]
        if not any(is_signed):
            raise Malformed("no key of the policy signed it")
    except Malformed as error:
        report.add(UNKNOWN, "kept_head_unusable", reason=error)
        return None
    return checkpoint


def _check_kept(
    kept: Checkpoint,
    proof: bytes | None,
    trees: list[Checkpoint],
    entries: BundleReader | None,
    report: VerificationReport,
) -> None:
    """Report whether the head that the reader kept and that of the evidence, the first of `trees`, are of one history.

    The others are proven to be of its history. Without a proof, one of them may have the size of the kept one, or the
    entries of the log have the roots of both.
    """
    tree = trees[0]
    if kept.origin != tree.origin:
        report.add(UNKNOWN, "kept_head_of_other_log", origin=kept.origin)
        return
    if kept == tree:
        report.add(PROVEN, "kept_head_equal", size=tree.size)
        return
    root = next((each.root for each in trees if each.size == kept.size), None)
    if root is None and proof is None and entries is not None:
        roots = roots_at(entries, tree.size, kept.size)
        root = roots.get(kept.size) if roots.get(tree.size) == tree.root else None
    if root is None:
        check_consistency(kept, tree, proof, report)
    elif root == kept.root:
        sizes = sorted((kept.size, tree.size))
        report.add(PROVEN, "heads_consistent", size=sizes[1], old=sizes[0])
    else:
        report.add(DISPROVEN, "two_trees", origin=kept.origin, size=kept.size)


def _check_contents(
    evidence: Evidence, found: list[ProvenEvent], report: VerificationReport
) -> set[str]:
    """Report on states and revealed texts of a pack about one checkout, and return the paths that are proven."""
    if len({event.checkout for event in found}) > 1:
        return set()
    ordered = sorted(found, key=lambda event: event.entry.version)
    openings = [event.opening for event in ordered]
    checked = check_states(evidence, openings, report)
    return checked | check_revealed(evidence, openings, report)


def _report_rest(
    evidence: Evidence, found: list[ProvenEvent], checked: set[str], report: VerificationReport
) -> None:
    claims = [path for path in evidence.claims() if path not in checked]
    if claims:
        report.add(NOT_SHOWN, "claims", paths=", ".join(claims))
    if not found:
        report.add(UNKNOWN, "nothing")
