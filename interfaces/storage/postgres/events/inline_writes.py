"""Encodes what is recorded in the statement of appends: stock, uses of discounts, listings, responses and keys."""

from collections.abc import Hashable, Sequence
from typing import Final

import msgspec

from application.ports.event_store import (
    Append,
    DiscountUse,
    InsufficientStock,
    NoUseLeft,
    StockMovement,
)
from application.ports.idempotency_store import KeyAlreadyUsed, ResponseToStore
from application.ports.listings import CheckoutSummary
from application.ports.person_vault import NewPersonKey
from interfaces.storage.postgres.connections.arrays import (
    BytesArray,
    InstantArray,
    IntegerArray,
    TextArray,
)
from interfaces.storage.postgres.connections.keys import encoded_key

_WRITE_ARGUMENTS = 25
_KEY_ARGUMENTS = 7
_AFTER_APPENDS = 12


def _placeholders(first: int, count: int) -> str:
    return ", ".join(f"${number}" for number in range(first, first + count))


# The first parameter is the snapshot since which a conflict overlaps, the next ten are those of the appends.
APPEND_WITH_WRITES: Final = (
    f"SELECT * FROM tillroll.append_along({_placeholders(2, 10)}, $1,"
    f" {_placeholders(_AFTER_APPENDS, _WRITE_ARGUMENTS)})"
)
# The keys are recorded after the appends, except those of refused ones. Their call returns no row. A key that is asked
# for is in a row without a refusal: the last erasure counts where data was erased more than once.
APPEND_WITH_KEYS: Final = f"""
WITH given AS MATERIALIZED ({APPEND_WITH_WRITES})
SELECT given.*, NULL::text, NULL::bytea, NULL::timestamptz FROM given
UNION ALL
SELECT given.*, NULL, NULL, NULL
FROM tillroll.record_person_keys(
    ARRAY(SELECT given.refused FROM given), {_placeholders(_AFTER_APPENDS + _WRITE_ARGUMENTS, _KEY_ARGUMENTS)}
) AS kept
LEFT JOIN given ON false
UNION ALL
SELECT
    given.*,
    wanted.id,
    (
        SELECT held.key FROM tillroll.data_keys AS held
        WHERE held.checkout_id = wanted.id AND held.data_class = 'person'
    ),
    (
        SELECT max(gone.destroyed_at) FROM tillroll.destroyed_keys AS gone
        WHERE gone.checkout_id = wanted.id AND gone.data_class = 'person'
    )
FROM unnest(${_AFTER_APPENDS + _WRITE_ARGUMENTS + _KEY_ARGUMENTS}::text[]) AS wanted (id)
LEFT JOIN given ON false
"""
_IN_PROGRESS = 0
_Encoded = TextArray | BytesArray | IntegerArray | InstantArray


class EncodedInlineWrites:
    """The inline writes of one append in their stored form."""

    __slots__ = (
        "body",
        "claims",
        "discount_uses",
        "headers",
        "person",
        "reads_key",
        "response",
        "size",
        "stock",
        "summary",
    )

    def __init__(self, append: Append) -> None:
        """Raises ValueError for text that PostgreSQL rejects."""
        self.stock = append.stock
        self.discount_uses = append.discount_uses
        self.response = append.response
        self.summary = append.summary
        self.person = append.person
        self.reads_key = append.reads_key
        # An article is not claimed: most have no stock, and all purchases of a batch may take it.
        claims: list[Hashable] = [
            ("discount", use.merchant, use.discount) for use in append.discount_uses
        ]
        self.body, self.headers = b"", b"[]"
        if append.response is not None:
            request = append.response.idempotent_request
            claims.append(("answer", request.identity, request.path, request.key))
            for text in (request.identity, request.path, request.key, request.fingerprint):
                encoded_key(text)
            if append.response.answer is not None:
                self.body = append.response.answer.body
                self.headers = msgspec.json.encode(append.response.answer.headers)
        self.claims: Sequence[Hashable] = claims
        self.size = len(self.body)

    @classmethod
    def of(cls, append: Append) -> "EncodedInlineWrites | None":
        """Return the inline writes of an append, or None if it has none."""
        others = (append.response, append.summary, append.person)
        is_plain = not (append.stock or append.discount_uses or append.reads_key)
        if not is_plain or any(each is not None for each in others):
            return cls(append)
        return None


def inline_write_parameters(
    appends: Sequence[tuple[bytes, EncodedInlineWrites]],
) -> tuple[_Encoded, ...]:
    """Return the parameters that follow those of the appends, for inline writes by checkout id."""
    stock = [(owner, movement) for owner, writes in appends for movement in writes.stock]
    responses = [
        (owner, writes, writes.response) for owner, writes in appends if writes.response is not None
    ]
    uses = [(owner, use) for owner, writes in appends for use in writes.discount_uses]
    summaries = [(owner, writes.summary) for owner, writes in appends if writes.summary is not None]
    return (
        *(_stock_parameters(stock) if stock else _NO_STOCK),
        *(_response_parameters(responses) if responses else _NO_RESPONSES),
        *(_summary_parameters(summaries) if summaries else _NO_SUMMARIES),
        *(_use_parameters(uses) if uses else _NO_USES),
    )


def _stock_parameters(stock: Sequence[tuple[bytes, StockMovement]]) -> tuple[_Encoded, ...]:
    return (
        TextArray.of([owner for owner, _ in stock]),
        TextArray.encode([movement.merchant for _, movement in stock]),
        TextArray.encode([movement.article for _, movement in stock]),
        IntegerArray.of([movement.pieces for _, movement in stock]),
    )


def _response_parameters(
    responses: Sequence[tuple[bytes, EncodedInlineWrites, ResponseToStore]],
) -> tuple[_Encoded, ...]:
    requests = [response.idempotent_request for _, _, response in responses]
    return (
        TextArray.of([owner for owner, _, _ in responses]),
        TextArray.encode([request.identity for request in requests]),
        TextArray.encode([request.path for request in requests]),
        TextArray.encode([request.key for request in requests]),
        TextArray.encode([request.fingerprint for request in requests]),
        IntegerArray.of([_status(response) for _, _, response in responses]),
        BytesArray.of([writes.body for _, writes, _ in responses]),
        TextArray.of([writes.headers for _, writes, _ in responses]),
        InstantArray.of([response.at for _, _, response in responses]),
        InstantArray.of([response.kept_until for _, _, response in responses]),
    )


def _summary_parameters(
    summaries: Sequence[tuple[bytes, CheckoutSummary]],
) -> tuple[_Encoded, ...]:
    return (
        TextArray.of([owner for owner, _ in summaries]),
        TextArray.encode([summary.merchant for _, summary in summaries]),
        TextArray.encode([summary.dialect for _, summary in summaries]),
        TextArray.encode([summary.progress.value for _, summary in summaries]),
        TextArray.encode([summary.email or "" for _, summary in summaries]),
        InstantArray.of([summary.created_at for _, summary in summaries]),
        InstantArray.of([summary.updated_at for _, summary in summaries]),
    )


def _use_parameters(uses: Sequence[tuple[bytes, DiscountUse]]) -> tuple[_Encoded, ...]:
    return (
        TextArray.of([owner for owner, _ in uses]),
        TextArray.encode([use.merchant for _, use in uses]),
        TextArray.encode([use.discount for _, use in uses]),
        IntegerArray.of([-1 if use.is_returned else 1 for _, use in uses]),
    )


# Most batches lack some kinds of writes.
_NO_STOCK: Final = _stock_parameters(())
_NO_RESPONSES: Final = _response_parameters(())
_NO_SUMMARIES: Final = _summary_parameters(())
_NO_USES: Final = _use_parameters(())


def key_parameters(
    appends: Sequence[tuple[bytes, EncodedInlineWrites]],
) -> tuple[_Encoded, ...]:
    """Return the parameters of keys of persons, which follow all others; none if there are no such keys.

    They are the keys of new checkouts, and the ids of the checkouts whose key is read.
    """
    new = [(owner, writes.person) for owner, writes in appends if writes.person is not None]
    wanted = [owner for owner, writes in appends if writes.reads_key]
    if not (new or wanted):
        return ()
    return (*(_new_key_parameters(new) if new else _NO_NEW_KEYS), TextArray.of(wanted))


def _new_key_parameters(new: Sequence[tuple[bytes, NewPersonKey]]) -> tuple[_Encoded, ...]:
    terms = [(owner, *term) for owner, person in new for term in person.terms]
    return (
        TextArray.of([owner for owner, _ in new]),
        BytesArray.of([person.wrapped for _, person in new]),
        BytesArray.of([person.mark for _, person in new]),
        InstantArray.of([person.destroy_after for _, person in new]),
        TextArray.of([owner for owner, _, _ in terms]),
        TextArray.encode([kind.value for _, kind, _ in terms]),
        BytesArray.of([term for _, _, term in terms]),
    )


_NO_NEW_KEYS: Final = _new_key_parameters(())


def inline_write_refusal(
    article: str | None, available: int | None, is_key_used: bool, discount: str | None
) -> Exception | None:
    """Return why the inline writes of an append were refused; None if they were not."""
    if is_key_used:
        return KeyAlreadyUsed()
    if article is not None:
        return InsufficientStock(article=article, available=available or 0)
    if discount is not None:
        return NoUseLeft(discount)
    return None


def _status(response: ResponseToStore) -> int:
    return _IN_PROGRESS if response.answer is None else response.answer.status
