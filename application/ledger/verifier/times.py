"""Between which times of witnesses' clocks each event was logged, and whether its own time is among them."""

from __future__ import annotations

from application.ledger.format.timestamps import MICROSECONDS
from application.ledger.verifier.events import ProvenEvent
from application.ledger.verifier.heads import BelievedHead
from application.ledger.verifier.report import (
    DISPROVEN,
    NOT_SHOWN,
    PROVEN,
    UNKNOWN,
    VerificationReport,
    duration_text,
    time_text,
)

MERGE_DELAY_SECONDS = 60


def check_time(
    event: ProvenEvent, lower: BelievedHead | None, is_pack: bool, report: VerificationReport
) -> None:
    """Report when witnesses saw the event. `lower` is a head that the event's own continues, and may be without it.

    A witness's time has whole seconds: the second of the upper one counts to its end, and so an event can be back-dated
    by the time to there at most. A log may take the merge delay to log an event, so an event that says an earlier time
    than the lower one and the delay is late, or back-dated.
    """
    version, upper = event.entry.version, event.head.latest()
    if upper is None:
        report.add(NOT_SHOWN, "time_unknown", version=version)
        return
    since = _since(event, lower)
    stated, end = event.entry.time, (upper + 1) * MICROSECONDS
    values = {
        "version": version,
        "time": time_text(stated // MICROSECONDS),
        "upper": time_text(upper),
    }
    if stated >= end:
        report.add(DISPROVEN, "time_later", **values)
    elif since is None:
        report.add(UNKNOWN if is_pack else NOT_SHOWN, "time_before", **values)
    elif stated < (since - MERGE_DELAY_SECONDS) * MICROSECONDS:
        report.add(UNKNOWN, "time_earlier", **values, lower=time_text(since))
    else:
        most = duration_text(-((stated - end) // MICROSECONDS))
        report.add(PROVEN, "time_between", **values, lower=time_text(since), most=most)


def _since(event: ProvenEvent, lower: BelievedHead | None) -> int | None:
    """Return the time of the lower head if it is of the event's log, and without the event."""
    if lower is None or lower.checkpoint.origin != event.head.checkpoint.origin:
        return None
    return lower.earliest() if lower.checkpoint.size <= event.index else None
