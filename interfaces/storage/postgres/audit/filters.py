"""A filter of the trail as SQL: what is compared row by row, and what is looked up by marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import LiteralString

from application.ports.audit_log import AuditFilter
from interfaces.storage.postgres.audit import search_terms
from interfaces.storage.postgres.audit.search_terms import (
    AND,
    APART,
    BUCKET,
    POSITIONS_IN_A_BUCKET_BITS,
    IndexedTerms,
    as_key,
)


@dataclass(frozen=True, slots=True)
class Condition:
    """What has to hold, with `{}` in the places of its one parameter."""

    sql: LiteralString
    parameter: object


NOTHING = Condition("{}::boolean", False)
_BUCKET: LiteralString = f"to_hex(position >> {POSITIONS_IN_A_BUCKET_BITS})"
# PostgreSQL makes this set once for a statement, and only when a row is reached whose words are stored apart.
_HAS_WORDS_APART: LiteralString = f"""
position IN (
    SELECT words.position
    FROM unnest(string_to_array(replace({{}}, chr({ord(BUCKET)}), ''), '{AND}')) AS word
    JOIN tillroll.trail_words AS words ON words.words @@ word::tsquery
    GROUP BY words.position
    HAVING count(DISTINCT word) = cardinality(string_to_array({{}}, '{AND}'))
)"""
# For a row that was looked up by its marks.
_HAS_ALL_WORDS: LiteralString = (
    f"(NOT marks @@ ({_BUCKET} || '{APART}')::tsquery OR {_HAS_WORDS_APART})"
)
# What is asked of the row's own bucket. It cannot be looked up that way, which is what is wanted here. CASE keeps the
# order: nothing else is asked of a row that has neither the words nor the mark.
_HAS_WORDS: LiteralString = (
    f"CASE WHEN marks @@ (replace({{}}, chr({ord(BUCKET)}), {_BUCKET})"
    f" || ' | ' || {_BUCKET} || '{APART}')::tsquery THEN {_HAS_ALL_WORDS} ELSE false END"
)


def of_columns(wanted: AuditFilter) -> list[Condition]:
    """Everything that is asked for, as comparisons with each row's columns."""
    found = [Condition(sql, as_key(value)) for sql, value in _equal(wanted) if value is not None]
    if wanted.merchants is not None:
        found.append(_one_of("merchant = ANY({})", wanted.merchants))
    if wanted.types:
        found.append(_one_of("topic = ANY({})", wanted.types))
    found += _of_words(_HAS_WORDS, wanted)
    return [*found, *of_keys(wanted), *of_times_and_totals(wanted)]


def of_keys(wanted: AuditFilter) -> list[Condition]:
    """What few events share."""
    keys: Sequence[tuple[LiteralString, str | None]] = (
        ("request_id = {}", wanted.request_id),
        ("reference = {}", wanted.reference),
    )
    found = [Condition(sql, as_key(key)) for sql, key in keys if key is not None]
    if wanted.checkout_id is not None:
        found.append(Condition("checkout_id = {}", wanted.checkout_id.replace("\0", "\ufffd")))
    return found


def of_times_and_totals(wanted: AuditFilter) -> list[Condition]:
    """What lies between bounds."""
    found = []
    if wanted.since is not None:
        found.append(Condition("at >= {}", wanted.since))
    if wanted.until is not None:
        found.append(Condition("at < {}", wanted.until))
    if wanted.min_total is not None:
        found.append(Condition("total >= {}", Decimal(wanted.min_total)))
    if wanted.max_total is not None:
        found.append(Condition("total <= {}", Decimal(wanted.max_total)))
    return found


def of_words_apart(wanted: AuditFilter) -> list[Condition]:
    """What has to hold for a row that was looked up by its marks, if words are asked for."""
    return _of_words(_HAS_ALL_WORDS, wanted)


def of_zones(wanted: AuditFilter) -> list[Condition]:
    """What has to hold for a zone that can have what is asked for."""
    found = []
    if wanted.since is not None:
        found.append(Condition("last_at >= {}", wanted.since))
    if wanted.until is not None:
        found.append(Condition("first_at < {}", wanted.until))
    return found


def is_marked(wanted: AuditFilter) -> bool:
    """Whether anything is asked for that is looked up by marks."""
    return wanted.text is not None or any(True for _ in _marked(wanted))


def query_of_marks(wanted: AuditFilter) -> str | None:
    """What is asked of each bucket; None where nothing can be found."""
    return search_terms.query(_marked(wanted), wanted.text)


def _marked(wanted: AuditFilter) -> Iterator[IndexedTerms]:
    if wanted.merchants is not None:
        yield search_terms.merchant(*wanted.merchants)
    if wanted.types:
        yield search_terms.topic(*wanted.types)
    kinds = (
        (search_terms.merchant, wanted.merchant),
        (search_terms.actor, wanted.actor),
        (search_terms.dialect, wanted.dialect),
        (search_terms.operation, wanted.operation),
        (search_terms.address, wanted.address),
        (search_terms.stage, wanted.stage),
    )
    yield from (kind(value) for kind, value in kinds if value is not None)


def _equal(wanted: AuditFilter) -> Iterator[tuple[LiteralString, str | None]]:
    yield "merchant = {}", wanted.merchant
    yield "actor = {}", wanted.actor
    yield "dialect = {}", wanted.dialect
    yield "operation = {}", wanted.operation
    yield "address = {}", wanted.address
    yield "stage = {}", wanted.stage


def _of_words(sql: LiteralString, wanted: AuditFilter) -> list[Condition]:
    if wanted.text is None:
        return []
    words = search_terms.query_of_words(wanted.text)
    return [NOTHING if words is None else Condition(sql, words)]


def _one_of(sql: LiteralString, values: Sequence[str]) -> Condition:
    return Condition(sql, [as_key(value) for value in values]) if values else NOTHING
