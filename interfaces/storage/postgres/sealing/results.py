"""What a run of `tillroll seal-history` did."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SealedRows:
    """How many rows a run has changed. `checkouts` are those of the events."""

    events: int
    checkouts: int
    refusals: int
    listings: int
    responses: int
    reads: int

    @property
    def total(self) -> int:
        """The number of changed rows of all tables."""
        return self.events + self.refusals + self.listings + self.responses + self.reads


@dataclass(frozen=True, kw_only=True)
class CleanFiles:
    """Which files have no clear text any more. Those of tillroll's tables never have any."""

    statistics: bool
    write_ahead_log: bool
