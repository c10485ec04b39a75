"""What a verifier reports: one step a line, with a mark, and the verdict."""

from __future__ import annotations

import re
import time
from typing import NamedTuple

from application.ledger.verifier.messages import MESSAGES

PROVEN, DISPROVEN, UNKNOWN, NOT_SHOWN = "\u2713", "\u2717", "?", "\u2013"
EXIT_PROVEN, EXIT_DISPROVEN, EXIT_UNKNOWN = 0, 1, 2
_LAST_SECOND_OF_9999 = 253_402_300_799
# Characters that a terminal obeys, or that turn the direction of a text.
_UNPRINTABLE = re.compile("[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class VerificationStep(NamedTuple):
    """One step: its mark, and the name and the values of its sentence in MESSAGES."""

    mark: str
    message: str
    values: dict[str, object]

    def text(self) -> str:
        """Return the sentence, without characters that do more than print."""
        return _UNPRINTABLE.sub("\ufffd", MESSAGES[self.message].format(**self.values))


class VerificationReport:
    """The steps, in their order."""

    def __init__(self) -> None:
        self.steps: list[VerificationStep] = []

    def add(self, mark: str, message: str, **values: object) -> None:
        """Add a step after the others."""
        self.steps.append(VerificationStep(mark, message, values))

    def exit_code(self) -> int:
        """Return 1 if any step is disproven; else 2 if any is not known, or no event is proven; else 0."""
        marks = {step.mark for step in self.steps}
        if DISPROVEN in marks:
            return EXIT_DISPROVEN
        proven = any(step.message == "event_proven" for step in self.steps)
        return EXIT_UNKNOWN if UNKNOWN in marks or not proven else EXIT_PROVEN

    def verdict(self) -> str:
        """Return the sentence for the exit code."""
        names = ("verdict_proven", "verdict_disproven", "verdict_unknown")
        return MESSAGES[names[self.exit_code()]]

    def lines(self) -> list[str]:
        """Return the lines to print, the verdict last."""
        return [*(f"{step.mark} {step.text()}" for step in self.steps), self.verdict()]


def duration_text(seconds: int) -> str:
    """Return a number of seconds in one unit, rounded up."""
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds > 2 * size:
            return f"{-(-seconds // size)} {unit}"
    return f"{seconds} s"


def time_text(seconds: int) -> str:
    """Return a Unix time as a date and a time, in UTC; the number itself after the year 9999."""
    if seconds > _LAST_SECOND_OF_9999:
        return str(seconds)
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(seconds))
