"""Inline writes of appends in memory, for unit tests: stock, listings, responses and keys of persons."""

from collections.abc import Set
from datetime import datetime

from application.persons.current_email import candidates, with_current_email
from application.ports.event_store import Append, InsufficientStock, NoUseLeft
from application.ports.idempotency_store import (
    IdempotencyRecord,
    IdempotentRequest,
    KeyAlreadyUsed,
    ResponseToStore,
)
from application.ports.listings import CheckoutFilter, CheckoutPage, CheckoutSummary
from application.ports.person_vault import PersonAccess, PersonVault
from interfaces.storage.memory.catalogue import InMemoryCatalogue
from interfaces.storage.memory.person_vault import InMemoryPersonVault


class InMemoryIdempotencyStore:
    """Responses in a dict."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], ResponseToStore] = {}

    async def find(
        self, idempotent_request: IdempotentRequest, at: datetime
    ) -> IdempotencyRecord | None:
        """Return the record of the key that is valid at `at`."""
        kept = self._valid(idempotent_request, at)
        if kept is None:
            return None
        return IdempotencyRecord(
            fingerprint=kept.idempotent_request.fingerprint, answer=kept.answer
        )

    async def keep(self, answer: ResponseToStore) -> bool:
        """Store the response to a request without effect. Return False if the key has another response."""
        stored = self._valid(answer.idempotent_request, answer.at)
        is_free = stored is None or stored.answer is None
        if answer.answer is not None and is_free:
            self.put(answer)
        return is_free

    async def forget(self, at: datetime) -> None:
        """Delete the responses that have expired at `at`."""
        self._kept = {key: kept for key, kept in self._kept.items() if kept.kept_until > at}

    def check(self, answer: ResponseToStore) -> None:
        """Raise KeyAlreadyUsed if another request has the key."""
        stored = self._valid(answer.idempotent_request, answer.at)
        if stored is not None and (stored.answer is not None or answer.answer is None):
            raise KeyAlreadyUsed

    def put(self, answer: ResponseToStore) -> None:
        """Store a response under its key."""
        idempotent_request = answer.idempotent_request
        self._kept[idempotent_request.identity, idempotent_request.path, idempotent_request.key] = (
            answer
        )

    def _valid(self, idempotent_request: IdempotentRequest, at: datetime) -> ResponseToStore | None:
        kept = self._kept.get(
            (idempotent_request.identity, idempotent_request.path, idempotent_request.key)
        )
        return kept if kept is not None and kept.kept_until > at else None


class InMemoryListings:
    """Checkout summaries in a dict. `persons` finds the checkouts of an e-mail address."""

    def __init__(self, persons: PersonVault | None = None) -> None:
        self._persons = persons
        self._listings: dict[str, CheckoutSummary] = {}

    async def page(
        self, wanted: CheckoutFilter, *, after: str | None, limit: int
    ) -> CheckoutPage | None:
        """Return up to `limit` checkouts that follow the one with the id `after`; None if that does not exist."""
        candidates = [
            listing
            for listing in self._listings.values()
            if (listing.merchant, listing.dialect) == (wanted.merchant, wanted.dialect)
        ]
        with_email = await self._with_email(wanted.email)
        if after is not None and all(listing.checkout_id != after for listing in candidates):
            return None
        found = sorted(
            (each for each in candidates if _is_wanted(each, wanted, with_email)), key=_sort_key
        )
        found.reverse()
        following = found
        if after is not None:
            cursor = _sort_key(self._listings[after])
            following = [listing for listing in found if _sort_key(listing) < cursor]
        return CheckoutPage(
            listings=following[:limit], has_more=len(following) > limit, total=len(found)
        )

    async def _with_email(self, email: str | None) -> Set[str] | None:
        if email is None or self._persons is None:
            return None
        sealed = {
            found: text
            for found in await candidates(self._persons, email)
            if found in self._listings and (text := self._listings[found].email) is not None
        }
        return set(await with_current_email(self._persons, email, sealed))

    def put(self, listing: CheckoutSummary) -> None:
        """Store the summary of a checkout."""
        self._listings[listing.checkout_id] = listing


class InMemoryInlineWrites:
    """The inline writes of each append: first checked, then recorded."""

    def __init__(
        self,
        catalogue: InMemoryCatalogue | None = None,
        persons: InMemoryPersonVault | None = None,
    ) -> None:
        self.answers = InMemoryIdempotencyStore()
        self.listings = InMemoryListings(persons)
        self._persons = persons
        self._catalogue = catalogue or InMemoryCatalogue()

    def check(self, append: Append) -> None:
        """Raise KeyAlreadyUsed, InsufficientStock or NoUseLeft if the inline writes cannot be recorded."""
        if append.response is not None:
            self.answers.check(append.response)
        for movement in append.stock:
            left = self._catalogue.shortage(movement.merchant, movement.article, movement.pieces)
            if movement.pieces > 0 and left is not None:
                raise InsufficientStock(article=movement.article, available=left)
        owner = append.events[0].originator_id
        for use in append.discount_uses:
            if not use.is_returned and not self._catalogue.has_use_left(
                use.merchant, use.discount, owner
            ):
                raise NoUseLeft(use.discount)

    def record(self, append: Append) -> None:
        """Record inline writes that `check` accepted."""
        for movement in append.stock:
            self._catalogue.take(movement.merchant, movement.article, movement.pieces)
        for use in append.discount_uses:
            self._catalogue.use(use, append.events[0].originator_id)
        if append.response is not None:
            self.answers.put(append.response)
        if append.summary is not None:
            self.listings.put(append.summary)
        if append.person is not None and self._persons is not None:
            self._persons.put(append.events[0].originator_id, append.person)

    async def access(self, append: Append) -> PersonAccess | None:
        """Return what opens the personal data, if the append `reads_key`."""
        if not append.reads_key or self._persons is None:
            return None
        return await self._persons.access(append.events[0].originator_id)


def _is_wanted(
    listing: CheckoutSummary, wanted: CheckoutFilter, with_email: Set[str] | None
) -> bool:
    return (
        (not wanted.progress or listing.progress in wanted.progress)
        and (with_email is None or listing.checkout_id in with_email)
        and (wanted.created_after is None or listing.created_at > wanted.created_after)
        and (wanted.created_before is None or listing.created_at < wanted.created_before)
    )


def _sort_key(listing: CheckoutSummary) -> tuple[datetime, str]:
    return listing.created_at, listing.checkout_id
