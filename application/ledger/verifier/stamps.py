"""What the time stamp of a pack (RFC 3161) says, if the reader has a program that checks it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from application.ledger.format.checkpoints import Checkpoint, parse_checkpoint
from application.ledger.format.encoding import Malformed
from application.ledger.format.notes import parse_note
from application.ledger.verifier.evidence import (
    HEAD,
    STAMPED_HEAD,
    STAMPED_PROOF,
    TIME_STAMP,
    Evidence,
)
from application.ledger.verifier.heads import check_consistency
from application.ledger.verifier.report import (
    DISPROVEN,
    NOT_SHOWN,
    PROVEN,
    UNKNOWN,
    VerificationReport,
    time_text,
)


class StampVerdict(NamedTuple):
    """The time that a valid time stamp states; else None, why, and whether it is one of other bytes."""

    time: int | None
    reason: str = ""
    is_of_other_bytes: bool = False


StampCheck = Callable[[bytes, bytes], StampVerdict]
"""Returns what a time stamp, the second argument, says of the bytes that are the first one."""


def check_time_stamp(
    evidence: Evidence, tree: Checkpoint, check: StampCheck | None, report: VerificationReport
) -> Checkpoint | None:
    """Report on the time stamp of a pack. Return the stamped head if `tree` and it are proven to be of one history.

    The stamped head is the head of the pack, or a file of its own with a proof between the two.
    """
    response = evidence.files.get(TIME_STAMP)
    stamped = evidence.files.get(STAMPED_HEAD, evidence.files.get(HEAD))
    if not evidence.is_pack or response is None or stamped is None:
        return None
    try:
        head = parse_checkpoint(parse_note(stamped))
    except Malformed as error:
        report.add(DISPROVEN, "head_malformed", path=STAMPED_HEAD, reason=error)
        return None
    if head.origin != tree.origin:
        report.add(UNKNOWN, "time_stamp_of_other_log", origin=head.origin)
        return None
    is_connected = head == tree or check_consistency(
        head, tree, evidence.files.get(STAMPED_PROOF), report
    )
    _report_stamp(head.size, check and check(stamped, response), report)
    return head if is_connected else None


def _report_stamp(size: int, verdict: StampVerdict | None, report: VerificationReport) -> None:
    if verdict is None:
        report.add(NOT_SHOWN, "time_stamp_not_checked", size=size)
    elif verdict.time is not None:
        report.add(PROVEN, "time_stamp_valid", size=size, time=time_text(verdict.time))
    elif verdict.is_of_other_bytes:
        report.add(DISPROVEN, "time_stamp_of_other_bytes", size=size)
    else:
        report.add(UNKNOWN, "time_stamp_unverified", size=size, reason=verdict.reason)
