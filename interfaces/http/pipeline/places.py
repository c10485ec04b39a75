"""Places of requests that are being answered. One pool has the places of one share of the capacity.

A party may hold places as long as they are few against the free ones (the dynamic threshold of Choudhury and Hahne,
1998). Alone it gets a fixed part of the pool. Several busy parties come to equal numbers as their requests end. The
last places are for parties that hold none, so that a busy one does not keep another out until then.
"""

from typing import Final

from starlette.requests import Request

PLACE: Final = "tillroll.place"
"""The key of the ASGI scope for the place that a request holds."""


class Place:
    """One taken place, until it is given back."""

    __slots__ = ("_name", "_pool")

    def __init__(self, pool: "Pool", name: str) -> None:
        self._pool: Pool | None = pool
        self._name = name

    def give_back(self) -> None:
        """Free the place. Later calls do nothing."""
        pool, name = self._pool, self._name
        if pool is None:
            return
        self._pool = None
        pool.taken -= 1
        if name:
            held = pool.held[name]
            if held > 1:
                pool.held[name] = held - 1
            else:
                del pool.held[name]


class Pool:
    """`limit` places. A party alone gets at most `part` of them, from 0 to 1, and one in any case.

    `taken` is the number of places that are taken, and `held` the number that each party holds.
    """

    def __init__(self, limit: int, part: float) -> None:
        self._limit = limit
        self._part = part
        self._rest = 1 - part
        self._last = int(limit * self._rest / 5)
        self.held: dict[str, int] = {}
        self.taken = 0

    def take(self, name: str) -> Place | None:
        """Take a place for the party `name`, or for an unnamed one if it is empty. Return None if it gets none."""
        free = self._limit - self.taken
        if free <= 0:
            return None
        if name:
            held = self.held.get(name, 0)
            if held * self._rest >= free * self._part or (held and free <= self._last):
                return None
            self.held[name] = held + 1
        self.taken += 1
        return Place(self, name)


def give_back_place(request: Request) -> None:
    """Free the place of a request whose endpoint is about to wait for the server of a shop.

    The endpoint needs no place afterwards. Later calls, and those for a request without a place, do nothing.
    """
    place: Place | None = request.scope.get(PLACE)
    if place is not None:
        place.give_back()
