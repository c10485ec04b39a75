"""A value that can be replaced at run time, such as the configuration, and values derived from it."""

from collections.abc import Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")
_Derived = TypeVar("_Derived")


class Live(Generic[_T]):
    """A value that may be replaced while the service runs.

    A request that reads `now` once sees one consistent value. Derived values, such as a table of keys, are computed
    once for each value and not for each request.
    """

    def __init__(self, now: _T) -> None:
        self.now = now
        self._derivations: list[Callable[[_T], Callable[[], None]]] = []

    def derive(self, make: Callable[[_T], _Derived]) -> "Live[_Derived]":
        """Return a live value that `make` derives from this value and from every later one."""
        derived = Live(make(self.now))

        def prepare(value: _T) -> Callable[[], None]:
            return derived._prepare_update(make(value))

        self._derivations.append(prepare)
        return derived

    def replace(self, value: _T) -> None:
        """Replace the value and all derived values. If a `make` raises, nothing changes and that error propagates."""
        self._prepare_update(value)()

    def _prepare_update(self, value: _T) -> Callable[[], None]:
        updates = [prepare(value) for prepare in self._derivations]

        def update() -> None:
            self.now = value
            for each in updates:
                each()

        return update
