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
    time_text,
)

MERGE_DELAY_SECONDS = 60


def check_time(event: ProvenEvent, lower: BelievedHead | None, report: VerificationReport) -> None:
    """Report when the event was logged. `lower` is a head of the same history that may be without the event.

    A witness's time has whole seconds: the second of the upper one counts to its end. A log may take the merge delay
    to log an event, so an event that says an earlier time than the lower one and the delay is late, or back-dated.
    """
    version, upper = event.entry.version, event.head.latest()
    if upper is None:
        report.add(NOT_SHOWN, "time_unknown", version=version)
        return
    is_without = lower is not None and lower.checkpoint.size <= event.index
    since = lower.earliest() if lower is not None and is_without else None
    stated = time_text(event.entry.time // MICROSECONDS)
    if event.entry.time >= (upper + 1) * MICROSECONDS:
        report.add(DISPROVEN, "time_later", version=version, time=stated, upper=time_text(upper))
    elif since is None:
        report.add(PROVEN, "time_before", version=version, time=stated, upper=time_text(upper))
    elif event.entry.time < (since - MERGE_DELAY_SECONDS) * MICROSECONDS:
        report.add(UNKNOWN, "time_earlier", version=version, time=stated, lower=time_text(since))
    else:
        report.add(
            PROVEN,
            "time_between",
            version=version,
            time=stated,
            lower=time_text(since),
            upper=time_text(upper),
        )
