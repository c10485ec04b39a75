"""Erasures on request: lists what one would hit, plans it, carries it out, and completes it after a kill."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from application.checkouts.service import Checkouts
from application.persons.erasure import Eraser
from application.persons.retention import ended_at
from application.persons.subjects import PersonSubject, find_checkouts
from application.ports.buyers.address_book import ADDRESS_BOOK, AddressBook, AddressBookSummary
from application.ports.erasures.plans import Certificate, ErasureRequest, Erasures, PlannedKey
from application.ports.event_store import StoreUnavailable
from application.ports.key_vault import HeldKey, KeyVault
from application.ports.person_vault import PersonVault
from domain.provenance import Provenance
from domain.refusals import CheckoutNotFound, Locked
from domain.stage import Stage

Progress = Callable[[int, int], None]
"""Takes the number of keys that are destroyed, and that of all keys of an erasure."""
_PAGE: Final = 500
_ATTEMPTS: Final = 5
_log = logging.getLogger("tillroll.erasure")


@dataclass(frozen=True, kw_only=True)
class ErasableCheckout:
    """A checkout that an erasure would hit. `keys` has a key for each class of data that can still be erased."""

    checkout_id: str
    merchant: str
    stage: Stage
    opened_at: datetime
    ended_at: datetime | None
    keys: Sequence[HeldKey]


@dataclass(frozen=True, kw_only=True)
class ErasableBook:
    """An address book that an erasure would hit: its merchant, its key, and what `AddressBookSummary` says of it."""

    book: AddressBookSummary
    key: HeldKey

    @property
    def merchant(self) -> str:
        """The merchant whose book it is."""
        return self.book.merchant


class PersonErasures:
    """Erasures on request. Every method raises StoreUnavailable."""

    def __init__(
        self,
        *,
        checkouts: Checkouts,
        persons: PersonVault,
        vault: KeyVault,
        address_book: AddressBook,
        erasures: Erasures,
        eraser: Eraser,
    ) -> None:
        self._checkouts = checkouts
        self._persons = persons
        self._vault = vault
        self._address_book = address_book
        self._erasures = erasures
        self._eraser = eraser

    async def find(
        self,
        subject: PersonSubject,
        *,
        merchants: Sequence[str] | None = None,
        only_ended: bool = False,
    ) -> Sequence[ErasableCheckout]:
        """Return the checkouts of these merchants with data of the person, in the order of their ids.

        None means all merchants. With `only_ended`, checkouts that are open, suspended or committed are left out.
        """
        ids = await find_checkouts(self._persons, subject)
        keys: dict[str, list[HeldKey]] = {}
        for key in await self._vault.keys_of(ids):
            keys.setdefault(key.name.checkout_id, []).append(key)
        found = [await self._describe(each, held) for each, held in sorted(keys.items())]
        return [
            each
            for each in found
            if each is not None
            and (merchants is None or each.merchant in merchants)
            and not (only_ended and each.ended_at is None)
        ]

    async def find_books(
        self, subject: PersonSubject, *, merchants: Sequence[str] | None = None
    ) -> Sequence[ErasableBook]:
        """Return the address books of these merchants with data of the person. None means all merchants."""
        ids = await find_checkouts(self._persons, subject)
        books = {each.id: each for each in await self._address_book.find_books(ids)}
        return [
            ErasableBook(book=books[key.name.checkout_id], key=key)
            for key in await self._vault.keys_of(list(books))
            if key.name.data_class == ADDRESS_BOOK
            and (merchants is None or books[key.name.checkout_id].merchant in merchants)
        ]

    async def plan(
        self,
        request: ErasureRequest,
        found: Sequence[ErasableCheckout],
        books: Sequence[ErasableBook] = (),
    ) -> None:
        """Record durably that every key of these checkouts and address books is to be destroyed."""
        planned = [(key, each.merchant) for each in found for key in each.keys]
        planned += [(each.key, each.merchant) for each in books]
        await self._erasures.plan(
            request, [key for key, _ in planned], [merchant for _, merchant in planned]
        )

    async def carry_out(
        self, request: ErasureRequest, *, limit: int | None = None, progress: Progress | None = None
    ) -> Certificate | None:
        """Erase what is planned, up to `limit` keys, and return the certificate; None if nothing was planned.

        What is left, `resume` completes.
        """
        planned = await self._erasures.certificate(request.id)
        if planned is None:
            return None
        left = [each.key for each in planned.keys if each.destroyed_at is None]
        done = len(planned.keys) - len(left)
        for key in left[:limit]:
            await self._erase(PlannedKey(request=request, key=key))
            done += 1
            if progress is not None:
                progress(done, len(planned.keys))
        return await self._erasures.certificate(request.id)

    async def resume(self) -> int:
        """Complete all erasures that were broken off. Return the number of their keys."""
        seen, last = 0, None
        while planned := await self._erasures.open(last, _PAGE):
            for each in planned:
                await self._erase(each)
            seen += len(planned)
            last = planned[-1]
        return seen

    async def certificate(self, erasure_id: str) -> Certificate | None:
        """Return the certificate of an erasure; None if there is no such erasure."""
        return await self._erasures.certificate(erasure_id)

    async def _describe(self, checkout_id: str, keys: Sequence[HeldKey]) -> ErasableCheckout | None:
        try:
            checkout = await self._checkouts.current(checkout_id)
        except CheckoutNotFound:
            # The opening was refused after its data was sealed. The retention job destroys the key.
            return None
        return ErasableCheckout(
            checkout_id=checkout_id,
            merchant=checkout.merchant,
            stage=checkout.stage,
            opened_at=checkout.created_on,
            ended_at=ended_at(checkout),
            # The person is found by the last key, so a checkout is found until all of its keys are destroyed.
            keys=sorted(keys, key=lambda key: key.name.data_class),
        )

    async def _erase(self, planned: PlannedKey) -> None:
        request = planned.request
        by = Provenance(
            actor=request.requested_by,
            dialect=request.dialect,
            operation=request.operation,
            request_id=request.request_id,
        )
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                await self._eraser.erase(planned.key, by, request.id)
                return
            except Locked:
                # The other change is recorded by now, or will be within the next attempts.
                await asyncio.sleep(0.02 * attempt)
            except StoreUnavailable:
                raise
            except Exception:
                # One unreadable history must not delay the others.
                _log.exception("the erasure of %s could not be recorded", planned.key.name)
                return
        _log.warning("%s is erased later: its checkout is being changed", planned.key.name)
