"""Which heads a policy lets a verifier believe, and whether they are of one history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from application.ledger.format.checkpoints import (
    Checkpoint,
    cosignatures_by,
    parse_checkpoint,
    signed_by,
)
from application.ledger.format.encoding import Malformed
from application.ledger.format.keys import SignatureCheck
from application.ledger.format.merkle import consistency_holds
from application.ledger.format.notes import SignedNote, parse_note
from application.ledger.format.policies import NO_QUORUM, LedgerPolicy, is_monitor
from application.ledger.format.proof_files import parse_consistency_proof
from application.ledger.verifier.report import (
    DISPROVEN,
    NOT_SHOWN,
    PROVEN,
    UNKNOWN,
    VerificationReport,
)


@dataclass(frozen=True)
class BelievedHead:
    """A head that its log signed and the policy's quorum cosigned, with the times of the cosignatures."""

    checkpoint: Checkpoint
    times: tuple[int, ...]

    def earliest(self) -> int | None:
        """Return the first time at which a witness says that this was the largest tree that it had seen."""
        return min(self.times, default=None)

    def latest(self) -> int | None:
        """Return the time by which every witness that cosigned had seen the tree."""
        return max(self.times, default=None)


class HeadReader:
    """Reads heads, and reports on each one time."""

    def __init__(
        self, policy: LedgerPolicy, check: SignatureCheck, report: VerificationReport
    ) -> None:
        self._policy = policy
        self._check = check
        self._report = report
        self._notes: dict[str, SignedNote] = {}
        self._believed: dict[str, BelievedHead] = {}

    def read(self, path: str, octets: bytes) -> str | None:
        """Take a head, with the signatures of those of the same text, and return the text; None if it is malformed."""
        try:
            note = parse_note(octets)
            parse_checkpoint(note)
        except Malformed as error:
            self._report.add(DISPROVEN, "head_malformed", path=path, reason=error)
            return None
        known = self._notes.setdefault(note.text, note)
        further = [line for line in note.signatures if line not in known.signatures]
        self._notes[note.text] = known.with_signatures(further)
        return note.text

    def believe(self) -> None:
        """Report on every head that was read, after the last one."""
        for text, note in self._notes.items():
            head = self._believed_head(note)
            if head is not None:
                self._believed[text] = head

    def get(self, text: str | None) -> BelievedHead | None:
        """Return the head of this text if it is believed."""
        return None if text is None else self._believed.get(text)

    def _believed_head(self, note: SignedNote) -> BelievedHead | None:
        checkpoint = parse_checkpoint(note)
        origin, size = checkpoint.origin, checkpoint.size
        keys = [key for key in self._policy.logs if key.name == origin]
        if not keys:
            self._report.add(UNKNOWN, "head_of_unknown_log", origin=origin)
            return None
        try:
            is_signed = [signed_by(note, key, self._check) for key in keys]
            times = {
                name: [each.time for each in cosignatures_by(note, key, self._check)]
                for name, key in self._policy.witnesses.items()
            }
        except Malformed as error:
            self._report.add(DISPROVEN, "head_refused", size=size, reason=error)
            return None
        if not any(is_signed):
            self._report.add(UNKNOWN, "head_unsigned", size=size, origin=origin)
            return None
        self._report.add(PROVEN, "head_signed", origin=origin, size=size)
        cosigned = {name: each for name, each in times.items() if each}
        if not self._report_quorum(size, sorted(cosigned)):
            return None
        monitors = sorted(filter(is_monitor, cosigned))
        for name in monitors:
            shown = self._policy.witnesses[name].name
            self._report.add(PROVEN, "monitor_states", size=size, name=shown)
        # A monitor may state later than it saw the head, so its times say less.
        clocks = [name for name in cosigned if name not in monitors] or monitors
        return BelievedHead(checkpoint, tuple(time for name in clocks for time in cosigned[name]))

    def _report_quorum(self, size: int, names: list[str]) -> bool:
        """Report whether these witnesses, by their names in the policy, are the quorum."""
        if self._policy.quorum == NO_QUORUM:
            self._report.add(NOT_SHOWN, "quorum_none")
            return True
        if not self._policy.is_met(names):
            witnesses = len(self._policy.witnesses)
            self._report.add(
                UNKNOWN, "quorum_not_met", size=size, count=len(names), witnesses=witnesses
            )
            return False
        shown = ", ".join(self._policy.witnesses[name].name for name in names)
        self._report.add(PROVEN, "quorum_met", size=size, names=shown)
        return True


def check_one_history(checkpoints: Iterable[Checkpoint], report: VerificationReport) -> bool:
    """Report two roots of one size of a log, and heads of several sizes. Return whether there are none."""
    roots: dict[tuple[str, int], bytes] = {}
    sizes: dict[str, set[int]] = {}
    for origin, size, root in checkpoints:
        sizes.setdefault(origin, set()).add(size)
        if roots.setdefault((origin, size), root) != root:
            report.add(DISPROVEN, "two_trees", origin=origin, size=size)
            return False
    for each in sizes.values():
        if len(each) > 1:
            report.add(UNKNOWN, "heads_unconnected", sizes=", ".join(map(str, sorted(each))))
            return False
    return True


def check_consistency(
    one: Checkpoint, other: Checkpoint, proof: bytes | None, report: VerificationReport
) -> bool:
    """Report whether the larger of two heads of one log continues the smaller one, and return it."""
    old, new = sorted((one, other), key=lambda checkpoint: checkpoint.size)
    if old.size == new.size and old.root != new.root:
        report.add(DISPROVEN, "two_trees", origin=old.origin, size=old.size)
        return False
    if proof is None and old.size not in {0, new.size}:
        report.add(UNKNOWN, "consistency_missing", size=new.size, old=old.size)
        return False
    try:
        hashes = parse_consistency_proof(proof or b"")
        holds = consistency_holds(old.size, old.root, new.size, new.root, hashes)
    except Malformed:
        holds = False
    if holds:
        report.add(PROVEN, "heads_consistent", size=new.size, old=old.size)
    else:
        report.add(DISPROVEN, "consistency_wrong", size=new.size, old=old.size)
    return holds
