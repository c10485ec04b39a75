"""Limit the concurrent requests: the server rejects what exceeds the limit at once instead of queueing it.

A client that has given up waiting has no use for its response. A rejected client gets 503 with Retry-After within a
millisecond or two.
"""

from interfaces.telemetry.request_context import note_outcome

OVERLOADED = "Overloaded"


class AdmissionLimit:
    """The number of concurrent requests of this process, and its limit.

    A request counts until its response begins. So an export that the client reads slowly does not count.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._taken = 0

    def take(self) -> bool:
        """Count a request and return True; return False at the limit. The caller calls `give_back` after True."""
        if self._taken >= self._limit:
            note_outcome(OVERLOADED)
            return False
        self._taken += 1
        return True

    def give_back(self) -> None:
        """Stop counting one request."""
        self._taken -= 1
