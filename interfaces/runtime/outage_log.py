"""The log of a task that fails again and again while something it depends on is away."""

import logging
import time
from collections.abc import Callable
from typing import Final

_REMINDER_SECONDS: Final = 60.0
_log = logging.getLogger("tillroll")


class OutageLog:
    """Logs the beginning of an outage, a line each minute while it lasts, and its end."""

    def __init__(self, subject: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        """`subject` begins each line. `monotonic` returns seconds."""
        self._subject = subject
        self._monotonic = monotonic
        self._began: float | None = None
        self._logged: dict[str, float] = {}

    def waits(self, error: Exception) -> None:
        """Note that the store does not answer."""
        if self._is_due("store"):
            _log.warning("%s: the store is waited for: %s", self._subject, error)

    def says(self, problem: str) -> None:
        """Note a problem of other words than these two."""
        if self._is_due(problem):
            _log.warning("%s: %s", self._subject, problem)

    def broke_off(self, error: Exception) -> None:
        """Note an error that waiting may not cure. The first one of a text is logged with its stack."""
        if self._is_due(repr(error)):
            _log.error("%s: broken off", self._subject, exc_info=error)

    def works(self) -> None:
        """Note that the task works."""
        if self._began is None:
            return
        seconds = self._monotonic() - self._began
        self._began = None
        self._logged.clear()
        _log.warning("%s: works again after %.1f s", self._subject, seconds)

    def _is_due(self, kind: str) -> bool:
        now = self._monotonic()
        if self._began is None:
            self._began = now
        last = self._logged.get(kind)
        if last is not None and now < last + _REMINDER_SECONDS:
            return False
        self._logged = {kind: now}
        return True
