"""A finding of `tillroll doctor`: one sentence about what was looked at, and the remedy where something is wrong."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is. A problem keeps tillroll from working or endangers its data."""

    GOOD = "good"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Diagnostic:
    """A sentence of what was found. `remedy` is empty where nothing has to be done."""

    level: Level
    sentence: str
    remedy: str = ""


def good(sentence: str) -> Diagnostic:
    """Return a finding that needs no remedy."""
    return Diagnostic(Level.GOOD, sentence)


def warn(sentence: str, remedy: str) -> Diagnostic:
    """Return a finding that may do harm later, or on another load."""
    return Diagnostic(Level.WARNING, sentence, remedy)


def problem(sentence: str, remedy: str) -> Diagnostic:
    """Return a finding that has to be mended."""
    return Diagnostic(Level.PROBLEM, sentence, remedy)
