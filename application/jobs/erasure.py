"""Data of a shop that must not stay: it is recorded sealed, and erased by destroying the key.

Events are never rewritten. So what has to go one day is never in them as it is: the dialect that takes it in seals it
with a key of its checkout and its class, and everything behind that (events, snapshots, projections, refused attempts,
exports) holds the sealed text only. Once the key is destroyed, none of them can be read any more, nor can a backup of
them that does not hold the key.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from application.checkouts.service import Checkouts
from application.ports.event_store import StoreUnavailable
from domain.refusals import CheckoutNotFound, Locked

SEALED_PREFIX = "sealed:"  # What every sealed text begins with.
BATCH = 100
_AFTER_A_CONFLICT = timedelta(minutes=1)
_AFTER_A_FAULT = timedelta(hours=1)
_log = logging.getLogger("tillroll.erasure")


@dataclass(frozen=True, kw_only=True)
class DataKeyId:
    """Whose data a key seals, and which class of it (`merchant-data`)."""

    checkout_id: str
    data_class: str


class KeyVault(Protocol):
    """The keys. Every method raises StoreUnavailable."""

    async def seal(
        self, name: DataKeyId, texts: Sequence[str], *, destroy_after: datetime
    ) -> list[str]:
        """The texts as they may be recorded; the same text is sealed to the same, as long as its key is.

        The first time makes the key, which is to be destroyed after that instant (UTC).
        """

    async def opened(self, name: DataKeyId, texts: Sequence[str]) -> list[str | None]:
        """The texts again; None for one whose key is destroyed. What was never sealed is returned as it is."""

    async def due(self, at: datetime, limit: int) -> Sequence[DataKeyId]:
        """Keys that are to be destroyed by now, the longest overdue first."""

    async def destroy(self, name: DataKeyId) -> None:
        """Destroys a key for good; one that is not there is destroyed already."""

    async def postpone(self, name: DataKeyId, until: datetime) -> None:
        """Looks at a key again later."""


async def erase_what_is_due(
    checkouts: Checkouts, vault: KeyVault, clock: Callable[[], datetime]
) -> int:
    """Records for every key that is due that its data is erased, destroys the key, and returns how many it saw.

    In that order, so that a history never lacks data without saying so. Safe to run in several processes at once.
    """
    seen = 0
    while due := await vault.due(clock(), BATCH):
        for name in due:
            await _erase(name, checkouts, vault, clock)
        seen += len(due)
    return seen


async def _erase(
    name: DataKeyId, checkouts: Checkouts, vault: KeyVault, clock: Callable[[], datetime]
) -> None:
    try:
        await checkouts.erase(name.checkout_id, name.data_class)
    except CheckoutNotFound:
        _log.info("no checkout %s was opened for its key", name.checkout_id)
    except Locked:
        await vault.postpone(name, clock() + _AFTER_A_CONFLICT)
        return
    except StoreUnavailable:
        raise
    except Exception:
        # One history that cannot be read must not keep every other one waiting.
        _log.exception("the erasure of %s could not be recorded", name)
        await vault.postpone(name, clock() + _AFTER_A_FAULT)
        return
    await vault.destroy(name)
