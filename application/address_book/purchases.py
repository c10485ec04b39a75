"""Remembers the addresses of completed purchases, for merchants whose configuration says so.

It follows the audit log, after the purchase and apart from it, so no purchase waits for it or fails by it. The first
run of a merchant notes where the log ends: earlier purchases are not remembered. A purchase may be read twice, which
changes nothing.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from application.address_book.entries import entries_of_purchase
from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from application.ports.audit_log import AuditEntry, AuditFilter, AuditLog
from application.ports.buyers.address_book import AddressBook
from application.ports.event_store import StoreUnavailable
from domain.events import Completed
from domain.refusals import CheckoutNotFound

MOST_PURCHASES: Final = 1_000
"""The purchases of a merchant that one run reads. Other jobs wait for the run."""
_PAGE: Final = 100
_log = logging.getLogger("tillroll.address_book")


class PurchaseFollower:
    """Reads completed purchases in the order of the audit log. Safe to run in several processes at once."""

    def __init__(
        self,
        *,
        checkouts: Checkouts,
        audit_log: AuditLog,
        address_book: AddressBook,
        clock: Callable[[], datetime],
    ) -> None:
        self._checkouts = checkouts
        self._audit_log = audit_log
        self._address_book = address_book
        self._clock = clock

    async def run(self, merchants: Iterable[str]) -> int:
        """Remember the new purchases of these merchants. Return how many were read. Raises StoreUnavailable."""
        return sum([await self._follow(merchant) for merchant in merchants])

    async def _follow(self, merchant: str) -> int:
        position = await self._address_book.position(merchant)
        if position is None:
            status = await self._audit_log.status()
            await self._address_book.advance(merchant, status.position)
            return 0
        wanted = AuditFilter(merchants=(merchant,), merchant=merchant, types=(Completed.TOPIC,))
        seen = 0
        while seen < MOST_PURCHASES:
            page = await self._audit_log.page(wanted, after=position, before=None, limit=_PAGE)
            for entry in page.entries:
                await self._remember(entry)
                position = entry.position
            if not page.entries:
                break
            await self._address_book.advance(merchant, position)
            seen += len(page.entries)
        return seen

    async def _remember(self, entry: AuditEntry) -> None:
        target = Target(checkout_id=entry.checkout_id, merchant=entry.merchant)
        try:
            checkout = await self._checkouts.read(target)
            found = list(entries_of_purchase(checkout))
            await self._address_book.remember(
                entry.merchant, found, at=self._clock(), used_at=entry.at
            )
        except CheckoutNotFound:
            _log.info("checkout %s is no longer read", entry.checkout_id)
        except StoreUnavailable:
            raise
        except Exception:
            # One unreadable history must not delay the others.
            _log.exception("the addresses of checkout %s are not remembered", entry.checkout_id)
