"""Erases data after its retention by destroying its keys.

Events are never rewritten. Data that must be erased later is sealed with a key for its checkout and class. Events,
snapshots, projections, the refusal log and exports hold only the sealed text. Once the key is destroyed, no copy can be
read, including backups that do not contain the key.

The key of a shop's own data is due when its retention ends. The key of personal data is due when the job has to look
at its checkout, or at its address book.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from application.checkouts.service import Checkouts
from application.persons.erasure import Eraser
from application.persons.retention import RetentionPolicy, ended_at
from application.ports.buyers.address_book import ADDRESS_BOOK, AddressBook
from application.ports.event_store import EventStore, StoreUnavailable
from application.ports.key_vault import HeldKey, KeyVault
from application.ports.person_vault import PERSON
from domain.provenance import Provenance
from domain.refusals import CheckoutNotFound, Locked
from domain.stage import Stage

BATCH = 100
MOST_KEYS = 5_000
"""The keys that one run looks at. A new policy makes every key due, and other jobs wait for the run."""
_AFTER_A_CONFLICT = timedelta(minutes=1)
_AFTER_A_FAULT = timedelta(hours=1)
_BY_RETENTION = Provenance(
    actor="system:erasure", dialect="tillroll", operation="erase data", request_id=""
)
_log = logging.getLogger("tillroll.erasure")


class RetentionJob:
    """Looks at keys that are due. Safe to run in several processes at once."""

    def __init__(
        self,
        *,
        checkouts: Checkouts,
        events: EventStore,
        vault: KeyVault,
        address_book: AddressBook,
        eraser: Eraser,
        clock: Callable[[], datetime],
    ) -> None:
        self._checkouts = checkouts
        self._events = events
        self._vault = vault
        self._address_book = address_book
        self._eraser = eraser
        self._clock = clock

    async def apply(self, policy: RetentionPolicy) -> None:
        """Make all keys of personal data due if the policy is new. Raises StoreUnavailable."""
        await self._vault.apply_retention(policy.text, self._clock())

    async def run(self, policy: RetentionPolicy) -> int:
        """Erase data or postpone its erasure, for every key that is due. Return the number of keys.

        Does nothing while another policy is applied: a process with newer settings does the work then. Raises
        StoreUnavailable.
        """
        seen = 0
        while seen < MOST_KEYS and await self._vault.applied_retention() == policy.text:
            due = await self._vault.due(self._clock(), BATCH)
            for key in due:
                await self._review(key, policy)
            seen += len(due)
            if not due:
                break
        return seen

    async def _review(self, key: HeldKey, policy: RetentionPolicy) -> None:
        now = self._clock()
        try:
            until = await self._kept_until(key, policy, now)
            if until > now:
                await self._vault.postpone(key.name, until)
                return
            await self._eraser.erase(key, _BY_RETENTION)
        except Locked:
            await self._vault.postpone(key.name, now + _AFTER_A_CONFLICT)
        except StoreUnavailable:
            raise
        except Exception:
            # One unreadable history must not delay the others.
            _log.exception("the erasure of %s could not be recorded", key.name)
            await self._vault.postpone(key.name, now + _AFTER_A_FAULT)

    async def _kept_until(self, key: HeldKey, policy: RetentionPolicy, now: datetime) -> datetime:
        if key.name.data_class == ADDRESS_BOOK:
            # A book without an address was made for an import that failed.
            books = await self._address_book.find_books([key.name.checkout_id])
            return max(
                (policy.due_after(each.merchant, each.noted_at) for each in books), default=now
            )
        if key.name.data_class != PERSON:
            return now
        try:
            checkout = await self._checkouts.current(key.name.checkout_id)
        except CheckoutNotFound:
            return now
        is_cancelled = checkout.stage is Stage.CANCELLED
        history = await self._events.events(checkout.id) if is_cancelled else ()
        return policy.due(checkout, ended_at(checkout, history), now)
