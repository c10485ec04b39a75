"""A filter of the audit log as SQL: conditions on columns, and the query for the index of search terms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import LiteralString

from application.ports.audit_log import AuditFilter
from interfaces.storage.postgres.audit import search_terms
from interfaces.storage.postgres.audit.search_terms import EXTRA, MARKS, IndexedTerms, as_key
from interfaces.storage.postgres.events.request_ids import packed_request_id


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition, with `{}` in the places of its one parameter."""

    sql: LiteralString
    parameter: object


NOTHING = Condition("{}::boolean", False)
# The parameter is the words as patterns. PostgreSQL computes this set once per statement, and only when it reaches a
# row whose words are in `trail_words`.
_HAS_EXTRA_WORDS: LiteralString = """
position IN (
    SELECT words.position
    FROM unnest({}::text[]) AS pattern
    JOIN tillroll.trail_words AS words ON words.words @@ format('%L:*', 'W' || btrim(pattern, '% '))::tsquery
    GROUP BY words.position
    HAVING count(DISTINCT pattern) = cardinality({}::text[])
)"""
_IS_EXTRA: LiteralString = f"words = ' {EXTRA}'"
# For a row that was found by the index of search terms.
_HAS_ALL_WORDS: LiteralString = f"(NOT {_IS_EXTRA} OR {_HAS_EXTRA_WORDS})"
# Each word of a row follows a space. CASE fixes the order of evaluation.
_HAS_WORDS: LiteralString = (
    f"CASE WHEN {_IS_EXTRA} THEN {_HAS_EXTRA_WORDS} ELSE words LIKE ALL ({{}}::text[]) END"
)
# The index has hashes. Ids with the same one are told apart by the id itself. `coalesce` keeps PostgreSQL
# from taking both for independent, and a history for one row.
_OF_CHECKOUT: LiteralString = (
    "hashtext(checkout_id) = hashtext({}::text) AND coalesce(checkout_id = {}, false)"
)
_OF_CHECKOUTS: LiteralString = (
    "hashtext(checkout_id) = ANY(ARRAY(SELECT hashtext(id) FROM unnest({}::text[]) AS id))"
    " AND checkout_id = ANY({}::text[])"
)
_OF_REQUEST: LiteralString = (
    "hashtext(encode(request_id, 'hex')) = hashtext(encode({}::bytea, 'hex'))"
    " AND request_id = {}::bytea"
)
_LARGEST_INDEXED_TOTAL = 2**63 - 1


def of_columns(wanted: AuditFilter) -> list[Condition]:
    """Return all conditions of the filter as comparisons with columns."""
    found = [Condition(sql, as_key(value)) for sql, value in _equal(wanted) if value is not None]
    if wanted.merchants is not None:
        found.append(_one_of("merchant = ANY({})", wanted.merchants))
    if wanted.types:
        found.append(_one_of("topic = ANY({})", wanted.types))
    if wanted.addresses:
        found.append(_one_of("address = ANY({})", wanted.addresses))
    found += _of_words(_HAS_WORDS, wanted)
    return [*found, *of_keys(wanted), *of_unmarked(wanted)]


def of_keys(wanted: AuditFilter) -> list[Condition]:
    """Return the conditions on values that few events share."""
    found: list[Condition] = []
    if wanted.request_id is not None:
        found.append(Condition(_OF_REQUEST, packed_request_id(as_key(wanted.request_id))))
    if wanted.reference is not None:
        found.append(Condition("reference = {}", as_key(wanted.reference)))
    if wanted.assigned_id is not None:
        found.append(
            Condition(
                MARKS + " @@ {}::tsquery", search_terms.query_of_assigned_id(wanted.assigned_id)
            )
        )
    if wanted.checkout_id is not None:
        found.append(Condition(_OF_CHECKOUT, wanted.checkout_id.replace("\0", "\ufffd")))
    if wanted.checkout_ids is not None:
        found.append(_one_of(_OF_CHECKOUTS, wanted.checkout_ids))
    return found


def of_unmarked(wanted: AuditFilter) -> list[Condition]:
    """Return the conditions on ranges of times and totals and on the currency, which have no search terms."""
    found = []
    if wanted.since is not None:
        found.append(Condition("at >= {}", wanted.since))
    if wanted.until is not None:
        found.append(Condition("at < {}", wanted.until))
    if wanted.min_total is not None:
        found.append(Condition("coalesce(total >= {}, false)", Decimal(wanted.min_total)))
    if wanted.max_total is not None:
        found.append(Condition("coalesce(total <= {}, false)", Decimal(wanted.max_total)))
    if wanted.currency is not None:
        found.append(Condition("currency = {}", as_key(wanted.currency)))
    return found


def of_indexed_totals(wanted: AuditFilter) -> list[Condition]:
    """Return the conditions on the nearest bigint of a total, which has an index, beside those on the total itself.

    `coalesce` in the others keeps PostgreSQL from taking both for independent.
    """
    found = []
    if wanted.min_total is not None:
        found.append(
            Condition(
                "tillroll.indexed_total(total) >= {}::bigint", _nearest_bigint(wanted.min_total)
            )
        )
    if wanted.max_total is not None:
        found.append(
            Condition(
                "tillroll.indexed_total(total) <= {}::bigint", _nearest_bigint(wanted.max_total)
            )
        )
    return found


def of_extra_words(wanted: AuditFilter) -> list[Condition]:
    """Return the condition on words for a row that was found by the index of search terms."""
    return _of_words(_HAS_ALL_WORDS, wanted)


def of_zones(wanted: AuditFilter) -> list[Condition]:
    """Return the conditions for a zone that can have matching events."""
    found = []
    if wanted.since is not None:
        found.append(Condition("last_at >= {}", wanted.since))
    if wanted.until is not None:
        found.append(Condition("first_at < {}", wanted.until))
    return found


def is_marked(wanted: AuditFilter) -> bool:
    """Return whether the filter has conditions that the index of search terms answers."""
    return wanted.text is not None or any(True for _ in _terms(wanted))


def has_totals(wanted: AuditFilter) -> bool:
    """Return whether the filter has conditions that the index of totals answers."""
    return wanted.min_total is not None or wanted.max_total is not None


def query_of_marks(wanted: AuditFilter) -> str | None:
    """Return the query for each bucket; None where nothing can match."""
    return search_terms.query(_terms(wanted), wanted.text)


def _terms(wanted: AuditFilter) -> Iterator[IndexedTerms]:
    if wanted.merchants is not None:
        yield search_terms.merchant(*wanted.merchants)
    if wanted.types:
        yield search_terms.topic(*wanted.types)
    if wanted.addresses:
        yield search_terms.address(*wanted.addresses)
    kinds = (
        (search_terms.merchant, wanted.merchant),
        (search_terms.actor, wanted.actor),
        (search_terms.dialect, wanted.dialect),
        (search_terms.operation, wanted.operation),
        (search_terms.stage, wanted.stage),
    )
    yield from (kind(value) for kind, value in kinds if value is not None)


def _equal(wanted: AuditFilter) -> Iterator[tuple[LiteralString, str | None]]:
    yield "merchant = {}", wanted.merchant
    yield "actor = {}", wanted.actor
    yield "dialect = {}", wanted.dialect
    yield "operation = {}", wanted.operation
    yield "stage = {}", wanted.stage


def _of_words(sql: LiteralString, wanted: AuditFilter) -> list[Condition]:
    if wanted.text is None:
        return []
    words = search_terms.wanted_words(wanted.text)
    return [Condition(sql, [f"% {word}%" for word in words]) if words else NOTHING]


def _nearest_bigint(total: int) -> int:
    """Return what `tillroll.indexed_total` returns; here it costs the planner nothing."""
    return max(-_LARGEST_INDEXED_TOTAL, min(total, _LARGEST_INDEXED_TOTAL))


def _one_of(sql: LiteralString, values: Sequence[str]) -> Condition:
    return Condition(sql, [as_key(value) for value in values]) if values else NOTHING
