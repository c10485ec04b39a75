"""Admit requests to the places of their share. The server rejects the others at once instead of queueing them.

A client that has given up waiting has no use for its response. A rejected client gets 503 with Retry-After within a
millisecond or two. A request holds a place from the end of its body until its response begins. So neither a body that
does not arrive nor an export that the client reads slowly holds one.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from interfaces.http.party import Party, Share
from interfaces.http.pipeline.places import Place, Pool
from interfaces.telemetry.request_context import note_outcome

MOST_UNDER_WAY = 1000
OVERLOADED = "Overloaded"
RECENT_SECONDS = 10.0
_PLACES, _BODIES = "places", "bodies"
# Turning strangers or readers of the history away must not take the process out of the load balancer: then a stranger
# could take the shops' service away.
_DECISIVE = frozenset({Share.MERCHANTS, Share.PAYMENTS})


@dataclass(frozen=True, kw_only=True)
class PlaceLimits:
    """The places of each share in one process. `merchant_part` is the part of a share that one party gets alone."""

    merchants: int
    payments: int
    history: int
    strangers: int
    merchant_part: float = 0.75

    def of(self, share: Share) -> int:
        """Return the places of a share."""
        places: int = getattr(self, share.value)
        return places


def places_of(total: int) -> PlaceLimits:
    """Divide `total` places among the shares. Each share has at least one place, whatever the total is."""
    payments, history = max(1, total // 10), max(1, total // 20)
    strangers = max(1, total * 3 // 20)
    merchants = max(1, total - payments - history - strangers)
    return PlaceLimits(merchants=merchants, payments=payments, history=history, strangers=strangers)


class RejectionObserver(Protocol):
    """A counter of rejected requests. It must not block."""

    def count_rejection(self, share: str, reason: str) -> None:
        """Count a request of a share that found no place, or no room for its body."""


class _Uncounted:
    def count_rejection(self, share: str, reason: str) -> None:
        pass


class Admission:
    """The places of this process. `monotonic` returns seconds that never go back."""

    def __init__(
        self,
        limits: PlaceLimits | None = None,
        *,
        observer: RejectionObserver | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        limits = limits or places_of(MOST_UNDER_WAY)
        self._pools = {share: Pool(limits.of(share), limits.merchant_part) for share in Share}
        self._observer = observer or _Uncounted()
        self._monotonic = monotonic
        self._rejected_at: dict[Share, float] = {}

    def take(self, party: Party) -> Place | None:
        """Take a place, which the caller gives back; None if the party's share has none for it."""
        place = self._pools[party.share].take(party.name)
        if place is None:
            self._note_rejection(party, _PLACES)
        return place

    def reject_body(self, party: Party) -> None:
        """Note that there is no room for the body of a request."""
        self._note_rejection(party, _BODIES)

    def crowded_shares(self) -> Sequence[Share]:
        """Return the shares of merchants and payments whose requests were rejected in the last 10 seconds."""
        since = self._monotonic() - RECENT_SECONDS
        return [share for share, at in self._rejected_at.items() if at > since]

    def taken_places(self) -> Mapping[str, int]:
        """Return the number of places taken of each share."""
        return {share.value: pool.taken for share, pool in self._pools.items()}

    def _note_rejection(self, party: Party, reason: str) -> None:
        note_outcome(OVERLOADED)
        self._observer.count_rejection(party.share.value, reason)
        # A stranger may claim to be a merchant and send bodies, so unverified bodies do not make the process unready.
        is_decisive = party.share in _DECISIVE and (reason == _PLACES or party.is_verified)
        if is_decisive:
            self._rejected_at[party.share] = self._monotonic()
