"""What goes along with appends, on its way into the statement that records both."""

from collections.abc import Hashable, Sequence
from datetime import datetime

import msgspec

from application.checkouts.idempotency import KeyAlreadyUsed, ResponseToStore
from application.checkouts.inline_writes import (
    CheckoutSummary,
    InlineWrites,
    InsufficientStock,
    StockMovement,
)
from interfaces.storage.postgres.connections.arrays import (
    BytesArray,
    InstantArray,
    IntegerArray,
    TextArray,
)
from interfaces.storage.postgres.connections.keys import encoded_key

PLACEHOLDERS = ", ".join(f"${number}" for number in range(1, 32))
_UNDER_WAY = 0
_Encoded = TextArray | BytesArray | IntegerArray | InstantArray


class EncodedInlineWrites:
    """What goes along with one append, in its stored form."""

    __slots__ = ("answer", "body", "claims", "headers", "listing", "size", "takings")

    def __init__(self, along: InlineWrites) -> None:
        """Raises ValueError for a key or a text that PostgreSQL could not keep."""
        self.takings: Sequence[StockMovement] = along.takings
        self.answer: ResponseToStore | None = along.answer
        self.listing: CheckoutSummary | None = along.listing
        claims: list[Hashable] = [
            ("article", taking.merchant, taking.article) for taking in along.takings
        ]
        self.body, self.headers = b"", b"[]"
        if along.answer is not None:
            once = along.answer.once
            claims.append(("answer", once.identity, once.path, once.key))
            for text in (once.identity, once.path, once.key, once.fingerprint):
                encoded_key(text)
            if along.answer.answer is not None:
                self.body = along.answer.answer.body
                self.headers = msgspec.json.encode(along.answer.answer.headers)
        self.claims: Sequence[Hashable] = claims
        self.size = len(self.body)


def along_parameters(alongs: Sequence[tuple[bytes, EncodedInlineWrites]]) -> tuple[_Encoded, ...]:
    """The parameters after those of the appends, for appends of the checkouts with these ids."""
    takings = [(owner, taking) for owner, along in alongs for taking in along.takings]
    answers = [(owner, along, along.answer) for owner, along in alongs if along.answer is not None]
    listings = [(owner, along.listing) for owner, along in alongs if along.listing is not None]
    return (
        TextArray.of([owner for owner, _ in takings]),
        TextArray.encode([taking.merchant for _, taking in takings]),
        TextArray.encode([taking.article for _, taking in takings]),
        IntegerArray.of([taking.pieces for _, taking in takings]),
        TextArray.of([owner for owner, _, _ in answers]),
        TextArray.encode([answer.once.identity for _, _, answer in answers]),
        TextArray.encode([answer.once.path for _, _, answer in answers]),
        TextArray.encode([answer.once.key for _, _, answer in answers]),
        TextArray.encode([answer.once.fingerprint for _, _, answer in answers]),
        IntegerArray.of([_status(answer) for _, _, answer in answers]),
        BytesArray.of([along.body for _, along, _ in answers]),
        TextArray.of([along.headers for _, along, _ in answers]),
        _instants([answer.at for _, _, answer in answers]),
        _instants([answer.kept_until for _, _, answer in answers]),
        TextArray.of([owner for owner, _ in listings]),
        TextArray.encode([listing.merchant for _, listing in listings]),
        TextArray.encode([listing.dialect for _, listing in listings]),
        TextArray.encode([listing.progress.value for _, listing in listings]),
        TextArray.encode([listing.email or "" for _, listing in listings]),
        _instants([listing.created_at for _, listing in listings]),
        _instants([listing.updated_at for _, listing in listings]),
    )


def along_refusal(lacking: str | None, available: int | None, answered: bool) -> Exception | None:
    """Why an append was refused, if it was for what goes along with it."""
    if answered:
        return KeyAlreadyUsed()
    if lacking is not None:
        return InsufficientStock(article=lacking, available=available or 0)
    return None


def _status(answer: ResponseToStore) -> int:
    return _UNDER_WAY if answer.answer is None else answer.answer.status


def _instants(instants: Sequence[datetime]) -> InstantArray:
    return InstantArray.of(instants)
