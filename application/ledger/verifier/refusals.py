"""Whether refused attempts in a pack were logged as they are shown, in the log beside that of the events."""

from __future__ import annotations

from application.ledger.format.invariants import orders_times
from application.ledger.format.timestamps import MICROSECONDS
from application.ledger.verifier.events import (
    ProvenEvent,
    ReadEvent,
    check_inclusion,
    missing_versions,
)
from application.ledger.verifier.heads import BelievedHead
from application.ledger.verifier.report import (
    DISPROVEN,
    NOT_SHOWN,
    PROVEN,
    VerificationReport,
    time_text,
)


def is_of_right_log(
    event: ReadEvent, head: BelievedHead | None, is_refusal: bool, report: VerificationReport
) -> bool:
    """Report an event under a head of the log of refused attempts, or an attempt under one of the other log."""
    if head is None or orders_times(head.checkpoint.origin) is not is_refusal:
        return True
    report.add(DISPROVEN, "record_of_other_log", path=event.path, origin=head.checkpoint.origin)
    return False


def check_refusal(
    refusal: ReadEvent, head: BelievedHead | None, report: VerificationReport
) -> ProvenEvent | None:
    """Report whether the attempt is in the tree of its head as it is shown, and return it if so."""
    if not is_of_right_log(refusal, head, True, report):
        return None
    return check_inclusion(refusal, head, "refusal_proven", report)


def check_refusals(refusals: list[ProvenEvent], report: VerificationReport) -> None:
    """Report which attempts are missing, two of one number, or moved, and by when witnesses saw each."""
    checkouts: dict[str, dict[int, ProvenEvent]] = {}
    for each in refusals:
        numbers = checkouts.setdefault(each.checkout, {})
        number = each.entry.version
        if numbers.setdefault(number, each).index != each.index:
            report.add(DISPROVEN, "refusal_twice", checkout=each.checkout, number=number)
    for checkout in sorted(checkouts):
        ordered = sorted(checkouts[checkout].items())
        indexes = [each.index for _, each in ordered]
        if indexes != sorted(indexes):
            report.add(DISPROVEN, "refusals_moved", checkout=checkout)
        missing = missing_versions([number for number, _ in ordered])
        if missing:
            report.add(NOT_SHOWN, "refusals_missing", numbers=missing, checkout=checkout)
        else:
            report.add(PROVEN, "refusals_complete", last=ordered[-1][0], checkout=checkout)
    for each in refusals:
        _check_refusal_time(each, report)


def _check_refusal_time(refusal: ProvenEvent, report: VerificationReport) -> None:
    """Report by when witnesses saw the attempt. A pack has no head that could say since when."""
    number, upper, stated = refusal.entry.version, refusal.head.latest(), refusal.entry.time
    if upper is None:
        report.add(NOT_SHOWN, "refusal_time_unknown", number=number)
        return
    values = {
        "number": number,
        "time": time_text(stated // MICROSECONDS),
        "upper": time_text(upper),
    }
    if stated >= (upper + 1) * MICROSECONDS:
        report.add(DISPROVEN, "refusal_time_later", **values)
    else:
        report.add(NOT_SHOWN, "refusal_time_before", **values)
