"""What `tillroll demo` has made, or why it has made nothing."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from domain.refusals import Locked, StaleVersion

_CONTENTION: Final = (Locked.NAME, StaleVersion.NAME)


class ForeignDatabase(Exception):
    """The database has checkouts of merchants that the configuration does not have."""


class SeedUsed(Exception):
    """The installation has the checkouts of the seed already."""


@dataclass(kw_only=True)
class DemoReport:
    """What was made: checkouts by stage and by dialect, refused commands by reason, and callbacks by state."""

    seed: int
    stages: Counter[str] = field(default_factory=Counter)
    dialects: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    callbacks: Counter[str] = field(default_factory=Counter)
    is_indexed: bool = False

    @property
    def lock_errors(self) -> int:
        """The refusals because another change came first."""
        return sum(self.refusals[reason] for reason in _CONTENTION)
