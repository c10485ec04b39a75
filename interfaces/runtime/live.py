"""What stands until it is replaced: the configuration, and all that is made of it."""

from collections.abc import Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")
_Made = TypeVar("_Made")


class Live(Generic[_T]):
    """A value that may be replaced while the service runs. Whoever keeps `now` for a request has one state of it.

    What is made of it, as a table of keys, is made once for each value and not for each request.
    """

    def __init__(self, now: _T) -> None:
        self.now = now
        self._followers: list[Callable[[_T], Callable[[], None]]] = []

    def following(self, make: Callable[[_T], _Made]) -> "Live[_Made]":
        """What `make` makes of the value, now and of every later one."""
        made = Live(make(self.now))

        def prepared(value: _T) -> Callable[[], None]:
            return made._prepared(make(value))

        self._followers.append(prepared)
        return made

    def replace(self, value: _T) -> None:
        """Puts another value in its place. Where something cannot be made of it, that is raised and all stays."""
        self._prepared(value)()

    def _prepared(self, value: _T) -> Callable[[], None]:
        taken_over = [prepare(value) for prepare in self._followers]

        def take_over() -> None:
            self.now = value
            for each in taken_over:
                each()

        return take_over
