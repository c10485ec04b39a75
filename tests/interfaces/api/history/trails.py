"""Trails that behave as a test wants it."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

from application.ports.audit_log import (
    AuditEntry,
    AuditFilter,
    AuditLogStatus,
    AuditPage,
    TalliedEntry,
)
from application.ports.event_store import StoreUnavailable
from domain.provenance import Provenance
from tests.interfaces.api.history.dispute import OPENED_AT

BATCH = 1000
_ENTRY = AuditEntry(
    position=1,
    checkout_id="checkout-1",
    version=1,
    topic="checkout.cart-replaced",
    at=OPENED_AT,
    merchant="demo-shop",
    provenance=Provenance(
        actor="shop:demo-client",
        dialect="walley",
        operation="replace cart",
        request_id="r-1",
        address="192.0.2.7",
        user_agent="Shop/1.0",
    ),
    changes='[{"op":"replace","path":"/total","value":1}]',
    reference="A-1",
    stage="open",
    total=1,
    currency="SEK",
)


def entry(position: int, **other: object) -> AuditEntry:
    """One entry; all of its texts are objects of their own, as they are when they come from a database."""
    made = dataclasses.replace(
        _ENTRY,
        position=position,
        checkout_id=f"checkout-{position // 10}",
        version=position % 10 + 1,
        at=OPENED_AT + timedelta(milliseconds=position),
        provenance=dataclasses.replace(_ENTRY.provenance, request_id=f"r-{position}"),
        changes=f'[{{"op":"replace","path":"/total","value":{position}}}]',
        reference=f"A-{position}",
        total=position,
    )
    return dataclasses.replace(made, **other)  # type: ignore[arg-type]


class MadeUpTrail:
    """A trail of so many entries that are made when they are asked for, and that may break off after some.

    With `alike` each batch has the same entries again, which cost no time to make.
    """

    def __init__(self, size: int, *, breaks_after: int | None = None, alike: bool = False) -> None:
        self._size = size
        self._batch = [entry(position) for position in range(1, BATCH + 1)] if alike else None
        self._breaks_after = breaks_after
        self.given = 0
        self.is_closed = False

    async def tally(self, wanted: AuditFilter, *, limit: int) -> Sequence[TalliedEntry]:
        """None."""
        return []

    async def page(
        self, wanted: AuditFilter, *, after: int | None, before: int | None, limit: int
    ) -> AuditPage:
        """Nobody asks for pages."""
        raise NotImplementedError

    async def all(self, wanted: AuditFilter) -> AsyncIterator[Sequence[AuditEntry]]:
        """All of them, a batch at a time."""
        try:
            for first in range(1, self._size + 1, BATCH):
                # As a trail that comes from elsewhere, it lets others have their turn.
                await asyncio.sleep(0)
                self._break_off()
                last = min(first + BATCH, self._size + 1)
                yield self._batch or [entry(position) for position in range(first, last)]
                self.given = last - 1
            self._break_off()
        finally:
            self.is_closed = True

    async def follow(
        self, wanted: AuditFilter, *, after: int
    ) -> AsyncIterator[Sequence[AuditEntry]]:
        """As `all`; and then it goes on with nothing for ever."""
        async for batch in self.all(wanted):
            yield batch
        while True:
            await asyncio.sleep(0)
            yield []

    async def wait_for(self, checkout_id: str, version: int, *, seconds: float) -> bool:
        """It is there."""
        return True

    async def newest_of(
        self, checkout_ids: Sequence[str], wanted: AuditFilter
    ) -> Sequence[AuditEntry]:
        """It has no checkouts."""
        return ()

    async def openings_of(self, checkout_ids: Sequence[str]) -> Sequence[AuditEntry]:
        """It has no checkouts."""
        return ()

    async def status(self) -> AuditLogStatus:
        """Up to date."""
        return AuditLogStatus(position=self._size, newest=self._size)

    def _break_off(self) -> None:
        if self._breaks_after is not None and self.given >= self._breaks_after:
            raise StoreUnavailable("the database went away")
