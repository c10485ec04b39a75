"""Encodes what is recorded in the statement of appends: stock, uses of discounts, listings, responses and keys."""

from collections.abc import Hashable, Sequence
from typing import Any, Final

import msgspec

from application.ports.event_store import Append, InsufficientStock, NoUseLeft
from application.ports.idempotency_store import KeyAlreadyUsed, ResponseToStore
from application.ports.listings import CheckoutSummary
from application.ports.person_vault import NewPersonKey
from interfaces.storage.postgres.connections.arrays import (
    Array,
    BytesArray,
    InstantArray,
    IntegerArray,
    TextArray,
    column_arrays,
)
from interfaces.storage.postgres.connections.keys import encoded_keys

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
_IN_PROGRESS: Final = 0
_NO_HEADERS: Final = b"[]"
_Types = tuple[type[Array], ...]
_Row = tuple[Any, ...]
"""The values of one row. Texts are UTF-8."""

# The types of the columns. The first is the id of the checkout.
_STOCK: Final[_Types] = (TextArray, TextArray, TextArray, IntegerArray)
_RESPONSES: Final[_Types] = (
    *(TextArray, TextArray, TextArray, TextArray, TextArray),
    *(IntegerArray, BytesArray, TextArray, InstantArray, InstantArray),
)
_SUMMARIES: Final[_Types] = (
    *(TextArray, TextArray, TextArray, TextArray, TextArray),
    *(InstantArray, InstantArray),
)
_USES: Final[_Types] = (TextArray, TextArray, TextArray, IntegerArray)
_KEYS: Final[_Types] = (TextArray, BytesArray, BytesArray, InstantArray)
_TERMS: Final[_Types] = (TextArray, TextArray, BytesArray)


class EncodedInlineWrites:
    """The rows of the inline writes of one append."""

    __slots__ = (
        "claims",
        "keys",
        "reads_key",
        "responses",
        "size",
        "stock",
        "summaries",
        "terms",
        "uses",
    )

    def __init__(self, owner: bytes, append: Append) -> None:
        """`owner` is the id of the checkout. Raises ValueError for text that PostgreSQL rejects."""
        self.stock: list[_Row] = [
            (owner, movement.merchant.encode(), movement.article.encode(), movement.pieces)
            for movement in append.stock
        ]
        self.uses: list[_Row] = [
            (owner, use.merchant.encode(), use.discount.encode(), -1 if use.is_returned else 1)
            for use in append.discount_uses
        ]
        self.reads_key = [owner] if append.reads_key else []
        # An article is not claimed: most have no stock, and all purchases of a batch may take it.
        self.claims: list[Hashable] = [
            ("discount", use.merchant, use.discount) for use in append.discount_uses
        ]
        self.responses: list[_Row] = []
        self.summaries: list[_Row] = []
        self.keys: list[_Row] = []
        self.terms: list[_Row] = []
        self.size = 0
        if append.response is not None:
            self._add_response(owner, append.response)
        if append.summary is not None:
            self._add_summary(owner, append.summary)
        if append.person is not None:
            self._add_key(owner, append.person)

    @classmethod
    def of(cls, owner: bytes, append: Append) -> "EncodedInlineWrites | None":
        """Return the inline writes of an append to the checkout `owner`, or None if it has none."""
        others = (append.response, append.summary, append.person)
        is_plain = not (append.stock or append.discount_uses or append.reads_key)
        return None if is_plain and others == (None, None, None) else cls(owner, append)

    def _add_response(self, owner: bytes, response: ResponseToStore) -> None:
        request, answer = response.idempotent_request, response.answer
        self.claims.append(("answer", request.identity, request.path, request.key))
        status, body, headers = _IN_PROGRESS, b"", _NO_HEADERS
        if answer is not None:
            status, body = answer.status, answer.body
            headers = msgspec.json.encode(answer.headers)
        self.size += len(body)
        names = encoded_keys(request.identity, request.path, request.key, request.fingerprint)
        times = (response.at, response.kept_until)
        self.responses.append((owner, *names, status, body, headers, *times))

    def _add_summary(self, owner: bytes, summary: CheckoutSummary) -> None:
        progress, email = summary.progress.value, summary.email or ""
        names = (summary.merchant, summary.dialect, progress, email)
        times = (summary.created_at, summary.updated_at)
        self.summaries.append((owner, *map(str.encode, names), *times))

    def _add_key(self, owner: bytes, person: NewPersonKey) -> None:
        self.keys.append((owner, person.wrapped, person.mark, person.destroy_after))
        for kind, term in person.terms:
            self.terms.append((owner, kind.value.encode(), term))


def inline_write_parameters(appends: Sequence[EncodedInlineWrites]) -> Sequence[Array]:
    """Return the parameters that follow those of the appends, for inline writes."""
    stock: list[_Row] = []
    responses: list[_Row] = []
    summaries: list[_Row] = []
    uses: list[_Row] = []
    for each in appends:
        stock += each.stock
        responses += each.responses
        summaries += each.summaries
        uses += each.uses
    return (
        *column_arrays(_STOCK, stock),
        *column_arrays(_RESPONSES, responses),
        *column_arrays(_SUMMARIES, summaries),
        *column_arrays(_USES, uses),
    )


def key_parameters(appends: Sequence[EncodedInlineWrites]) -> Sequence[Array]:
    """Return the parameters of keys of persons, which follow all others; none if there are no such keys.

    They are the keys of new checkouts, and the ids of the checkouts whose key is read.
    """
    new: list[_Row] = []
    terms: list[_Row] = []
    wanted: list[bytes] = []
    for each in appends:
        new += each.keys
        terms += each.terms
        wanted += each.reads_key
    if not (new or wanted):
        return ()
    return (*column_arrays(_KEYS, new), *column_arrays(_TERMS, terms), TextArray.of(wanted))


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
