"""News of a stream as server-sent events: numbers, versions, and rows of the page of events. None is personal data."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from application.ports.audit_log import AuditEntry
from interfaces.api.console.live.followed import Followed

ROWS_PER_SECOND: Final = 20
_SECOND: Final = timedelta(seconds=1)
SESSION_ENDED: Final = b"event: end\ndata: {}\n\n"
RenderRows = Callable[[Sequence[AuditEntry]], str]


class News:
    """Encodes batches of events for one stream. Above ROWS_PER_SECOND they are counted, and have no rows."""

    def __init__(
        self, followed: Followed, render: RenderRows, clock: Callable[[], datetime]
    ) -> None:
        self._followed = followed
        self._render = render
        self._clock = clock
        self._second_began = clock()
        self._in_this_second = 0

    def start(self, position: int, newest: Mapping[str, int]) -> bytes:
        """Return what a page missed before the stream began: newer versions of its checkout."""
        return _message(position, {"count": 0, "versions": self._followed.news_of(newest)})

    def encode(self, entries: Sequence[AuditEntry]) -> bytes:
        """Return a message: the number of events, the new versions of the pages' checkouts, and rows if asked for."""
        versions = {each.checkout_id: each.version for each in entries}
        content: dict[str, object] = {
            "count": len(entries),
            "versions": self._followed.news_of(versions),
        }
        if self._followed.has_rows and self._may_have_rows(len(entries)):
            content["rows"] = self._render(entries[::-1])
        return _message(entries[-1].position, content)

    def _may_have_rows(self, count: int) -> bool:
        now = self._clock()
        if now - self._second_began >= _SECOND:
            self._second_began, self._in_this_second = now, 0
        self._in_this_second += count
        return self._in_this_second <= ROWS_PER_SECOND


def _message(position: int, content: Mapping[str, object]) -> bytes:
    return b"id: %d\ndata: %b\n\n" % (position, json.dumps(content).encode())
