"""What an audit of the ledger can find."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Tampering(Enum):
    """What was done to an event after it was logged."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    MOVED = "moved"
    KEY_LOST = "key lost"
    ENTRY_BROKEN = "entry broken"


@dataclass(frozen=True, kw_only=True)
class EventFinding:
    """The first event that is not what was logged.

    `index` is that of the entry; None for an event that was inserted. `checkout_id` and `position` are those of the
    recorded event; of one that was removed, the position is that of the recorded event before it, and the id is known
    if another event of the checkout is recorded.
    """

    tampering: Tampering
    index: int | None
    tag: bytes
    version: int
    checkout_id: str | None
    position: int


class TreeFault(Enum):
    """What is wrong with the stored tree or a head. `number` of the finding is an index, a bundle, a tile or a size."""

    BUNDLE_MISSING = "bundle missing"
    TILE_ALTERED = "tile altered"
    ENTRY_FORM = "entry form"
    VERSION_ORDER = "version order"
    TIME_ORDER = "time order"
    HEAD_OTHER_TREE = "head of another tree"
    HEAD_ALTERED = "head altered"
    HEAD_UNSIGNED = "head unsigned"
    HEAD_TOO_LARGE = "head too large"
    COSIGNATURE_WRONG = "cosignature wrong"
    COSIGNATURE_MISSING = "cosignature missing"


@dataclass(frozen=True)
class TreeFinding:
    """The first fault of its kind in the tree or its heads. `level` is that of a tile.

    `witness` is the name of the one whose cosignature is wrong.
    """

    fault: TreeFault
    number: int
    level: int | None = None
    witness: str | None = None


@dataclass(frozen=True, kw_only=True)
class AuditReport:
    """What was compared, and what was found. `erased` events have no key any more, as a recorded event says."""

    size: int
    heads: int
    erased: int
    event: EventFinding | None
    tree: tuple[TreeFinding, ...]

    @property
    def differs(self) -> bool:
        """Whether anything was found."""
        return self.event is not None or bool(self.tree)


Progress = Callable[[int, int], None]
