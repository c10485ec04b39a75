"""Records the calls of one request in the project's own code."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import FrameType

_ROOT = Path(__file__).parents[3]
_OWN = tuple(f"{_ROOT / folder}/" for folder in ("domain", "application", "interfaces"))
# These wait for the server, once for each round trip: psycopg's connection, and statements that are prepared past it.
_WAITS = (("psycopg/connection_async.py", "wait"), ("connections/prepared.py", "_result"))
# This follows the audit log, which moves after each change. No request waits for it.
_FOLLOWER = "audit/notifications.py"


@dataclass(frozen=True)
class Step:
    """A call: its file, and the qualified name of the function."""

    file: str
    function: str


@dataclass
class Walk:
    """All calls in the project's own files during one request, including resumptions of coroutines."""

    steps: list[Step] = field(default_factory=list)
    waits: set[FrameType] = field(default_factory=set)

    @property
    def calls(self) -> int:
        """The number of calls."""
        return len(self.steps)

    @property
    def moves(self) -> int:
        """The number of calls in another file than the call before."""
        return sum(before.file != after.file for before, after in pairwise(self.steps))

    @property
    def files(self) -> int:
        """The number of files."""
        return len({step.file for step in self.steps})

    @property
    def round_trips(self) -> int:
        """The number of psycopg's waits for PostgreSQL."""
        return len(self.waits)


class Recorder:
    """Records walks on the thread whose profile function it is."""

    def __init__(self) -> None:
        self._walk: Walk | None = None

    @contextmanager
    def recording(self) -> Iterator[Walk]:
        """Records a new walk until the end of the block."""
        self._walk = Walk()
        try:
            yield self._walk
        finally:
            self._walk = None

    def profile(self, frame: FrameType, event: str, _: object) -> None:
        """Records a call. The interpreter calls this as `sys.setprofile` describes."""
        walk = self._walk
        if walk is None or event != "call":
            return
        code = frame.f_code
        if code.co_filename.startswith(_OWN):
            walk.steps.append(Step(code.co_filename.removeprefix(f"{_ROOT}/"), code.co_qualname))
        for file, name in _WAITS:
            if (
                code.co_name == name
                and code.co_filename.endswith(file)
                and not _is_called_from(frame, _FOLLOWER)
            ):
                walk.waits.add(frame)


def _is_called_from(frame: FrameType, file: str) -> bool:
    """Returns whether a function of a file waits for this one."""
    caller = frame.f_back
    while caller is not None:
        if caller.f_code.co_filename.endswith(file):
            return True
        caller = caller.f_back
    return False
