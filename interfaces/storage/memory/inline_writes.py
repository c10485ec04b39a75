"""What goes along with appends, in memory, for unit tests."""

from datetime import datetime

from application.checkouts.idempotency import (
    IdempotencyRecord,
    IdempotentRequest,
    KeyAlreadyUsed,
    ResponseToStore,
)
from application.checkouts.inline_writes import CheckoutSummary, InlineWrites, InsufficientStock
from application.ports.listings import CheckoutFilter, CheckoutPage
from interfaces.storage.memory.catalogue import InMemoryCatalogue


class InMemoryIdempotencyStore:
    """Answers in a dict."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], ResponseToStore] = {}

    async def find(self, once: IdempotentRequest, at: datetime) -> IdempotencyRecord | None:
        """What is known of the key at `at`."""
        kept = self._standing(once, at)
        if kept is None:
            return None
        return IdempotencyRecord(fingerprint=kept.once.fingerprint, answer=kept.answer)

    async def keep(self, answer: ResponseToStore) -> bool:
        """Keeps the answer to a request that had no effect; False where there is another one."""
        standing = self._standing(answer.once, answer.at)
        is_free = standing is None or standing.answer is None
        if answer.answer is not None and is_free:
            self.put(answer)
        return is_free

    async def forget(self, at: datetime) -> None:
        """Lets go of what is not kept any longer."""
        self._kept = {key: kept for key, kept in self._kept.items() if kept.kept_until > at}

    def admit(self, answer: ResponseToStore) -> None:
        """Raises KeyAlreadyUsed where another request has the key."""
        standing = self._standing(answer.once, answer.at)
        if standing is not None and (standing.answer is not None or answer.answer is None):
            raise KeyAlreadyUsed

    def put(self, answer: ResponseToStore) -> None:
        """Keeps an answer."""
        once = answer.once
        self._kept[once.identity, once.path, once.key] = answer

    def _standing(self, once: IdempotentRequest, at: datetime) -> ResponseToStore | None:
        kept = self._kept.get((once.identity, once.path, once.key))
        return kept if kept is not None and kept.kept_until > at else None


class InMemoryListings:
    """Listings in a dict."""

    def __init__(self) -> None:
        self._listings: dict[str, CheckoutSummary] = {}

    async def page(
        self, wanted: CheckoutFilter, *, after: str | None, limit: int
    ) -> CheckoutPage | None:
        """Up to `limit` checkouts that follow the one with the id `after`; None where there is no such checkout."""
        mine = [
            listing
            for listing in self._listings.values()
            if (listing.merchant, listing.dialect) == (wanted.merchant, wanted.dialect)
        ]
        if after is not None and all(listing.checkout_id != after for listing in mine):
            return None
        found = sorted((each for each in mine if _is_wanted(each, wanted)), key=_place)
        found.reverse()
        following = found
        if after is not None:
            beginning = _place(self._listings[after])
            following = [listing for listing in found if _place(listing) < beginning]
        return CheckoutPage(
            listings=following[:limit], has_more=len(following) > limit, total=len(found)
        )

    def put(self, listing: CheckoutSummary) -> None:
        """Lists a checkout as it stands now."""
        self._listings[listing.checkout_id] = listing


class InMemoryInlineWrites:
    """All of it: each append is admitted, and then recorded."""

    def __init__(self, catalogue: InMemoryCatalogue | None = None) -> None:
        self.answers = InMemoryIdempotencyStore()
        self.listings = InMemoryListings()
        self._catalogue = catalogue or InMemoryCatalogue()

    def admit(self, along: InlineWrites | None) -> None:
        """Raises KeyAlreadyUsed or InsufficientStock."""
        if along is None:
            return
        if along.answer is not None:
            self.answers.admit(along.answer)
        for taking in along.takings:
            left = self._catalogue.lacking(taking.merchant, taking.article, taking.pieces)
            if taking.pieces > 0 and left is not None:
                raise InsufficientStock(article=taking.article, available=left)

    def record(self, along: InlineWrites | None) -> None:
        """Records what was admitted."""
        if along is None:
            return
        for taking in along.takings:
            self._catalogue.take(taking.merchant, taking.article, taking.pieces)
        if along.answer is not None:
            self.answers.put(along.answer)
        if along.listing is not None:
            self.listings.put(along.listing)


def _is_wanted(listing: CheckoutSummary, wanted: CheckoutFilter) -> bool:
    email = (listing.email or "").lower()
    return (
        (not wanted.progress or listing.progress in wanted.progress)
        and (wanted.email is None or wanted.email.lower() == email)
        and (wanted.created_after is None or listing.created_at > wanted.created_after)
        and (wanted.created_before is None or listing.created_at < wanted.created_before)
    )


def _place(listing: CheckoutSummary) -> tuple[datetime, str]:
    return listing.created_at, listing.checkout_id
