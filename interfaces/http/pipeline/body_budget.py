"""Bound the memory of request bodies: altogether, and for each sender, in bytes, as they arrive.

Bodies that arrive whole with their head and are small are not counted, since their number is bounded by the places.
All others count until their request is answered.

Senders whose credentials are verified never compete with the others, which get a part of the budget: a body counts
before its signature can be verified, and a stranger may claim to be a merchant. The unverified ones are also bounded by
address. Verified ones are not, because many shops may send from the address of one proxy.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

from interfaces.http.limits.addresses import host_of, network_of
from interfaces.http.party import Party, Share

ACCOUNT: Final = "tillroll.body_account"
"""The key of the ASGI scope for the account of a body that counts."""


@dataclass(frozen=True, kw_only=True)
class BodyLimits:
    """Bytes of bodies that one process holds at most: altogether, for one address, and for one party.

    Unverified claims get at most half of the whole, and strangers a quarter.
    """

    altogether: int = 64_000_000
    per_address: int = 8_000_000
    per_party: int = 16_000_000


class BodyAccount:
    """The bytes of one body."""

    __slots__ = ("_budget", "_keys", "_size")

    def __init__(self, budget: "BodyBudget", keys: tuple[tuple[str, int], ...]) -> None:
        self._budget = budget
        self._keys = keys
        self._size = 0

    def charge(self, size: int) -> bool:
        """Count bytes that arrived. Return False, and count nothing, if one of the bounds forbids it."""
        if not self._budget.add(self._keys, size):
            return False
        self._size += size
        return True

    def close(self) -> None:
        """Stop counting the body."""
        self._budget.subtract(self._keys, self._size)
        self._size = 0


class BodyBudget:
    """The bytes of all bodies that this process holds."""

    def __init__(self, limits: BodyLimits | None = None) -> None:
        self._limits = limits or BodyLimits()
        self._used: defaultdict[str, int] = defaultdict(int)

    @property
    def used(self) -> int:
        """The bytes of all counted bodies."""
        return self._used.get("", 0)

    def open(self, request: Request, party: Party) -> BodyAccount:
        """Open the account of a request's body, and put it into the scope as ACCOUNT. The pipeline closes it."""
        scope = request.scope
        bounds = self._bounds(network_of(host_of(scope)), party)
        account = scope[ACCOUNT] = BodyAccount(self, bounds)
        return account

    def add(self, bounds: tuple[tuple[str, int], ...], size: int) -> bool:
        """Add bytes to each counter, unless one of them would exceed its bound."""
        used = self._used
        if any(used.get(name, 0) + size > bound for name, bound in bounds):
            return False
        for name, _ in bounds:
            used[name] += size
        return True

    def subtract(self, bounds: tuple[tuple[str, int], ...], size: int) -> None:
        """Subtract bytes from each counter."""
        for name, _ in bounds:
            self._used[name] -= size
            if not self._used[name]:
                del self._used[name]

    def _bounds(self, address: str, party: Party) -> tuple[tuple[str, int], ...]:
        limits = self._limits
        whole = ("", limits.altogether)
        name = f"party {party.share} {party.name}"
        if party.share is Share.STRANGERS:
            by_address = (f"address {address}", limits.per_address)
            return (whole, ("strangers", limits.altogether // 4), by_address)
        if party.is_verified:
            return (whole, (name, limits.per_party))
        by_address = (f"address {address}", limits.per_address)
        claims = ("claims", limits.altogether // 2)
        return (whole, claims, (f"claimed {name}", limits.per_party), by_address)
