"""A filter of the trail as SQL: what is compared row by row, and what is looked up by marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import LiteralString

from application.trail import TrailFilter
from interfaces.storage.trail import marks
from interfaces.storage.trail.marks import BUCKET, POSITIONS_IN_A_BUCKET_BITS, Marked, as_key


@dataclass(frozen=True, slots=True)
class Condition:
    """What has to hold, with `{}` in the places of its one parameter."""

    sql: LiteralString
    parameter: object


NOTHING = Condition("{}::boolean", False)
# What is asked of the row's own bucket. It cannot be looked up that way, which is what is wanted here.
_HAS_WORDS: LiteralString = (
    f"marks @@ replace({{}}, chr({ord(BUCKET)}),"
    f" to_hex(position >> {POSITIONS_IN_A_BUCKET_BITS}))::tsquery"
)


def of_columns(wanted: TrailFilter) -> list[Condition]:
    """Everything that is asked for, as comparisons with each row's columns."""
    found = [Condition(sql, as_key(value)) for sql, value in _equal(wanted) if value is not None]
    if wanted.merchants is not None:
        found.append(_one_of("merchant = ANY({})", wanted.merchants))
    if wanted.types:
        found.append(_one_of("topic = ANY({})", wanted.types))
    if wanted.text is not None:
        query = marks.query((), wanted.text)
        found.append(NOTHING if query is None else Condition(_HAS_WORDS, query))
    return [*found, *of_keys(wanted), *of_times_and_totals(wanted)]


def of_keys(wanted: TrailFilter) -> list[Condition]:
    """What few events share."""
    keys: Sequence[tuple[LiteralString, str | None]] = (
        ("request_id = {}", wanted.request_id),
        ("reference = {}", wanted.reference),
    )
    found = [Condition(sql, as_key(key)) for sql, key in keys if key is not None]
    if wanted.checkout_id is not None:
        found.append(Condition("checkout_id = {}", wanted.checkout_id.replace("\0", "\ufffd")))
    return found


def of_times_and_totals(wanted: TrailFilter) -> list[Condition]:
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


def of_zones(wanted: TrailFilter) -> list[Condition]:
    """What has to hold for a zone that can have what is asked for."""
    found = []
    if wanted.since is not None:
        found.append(Condition("last_at >= {}", wanted.since))
    if wanted.until is not None:
        found.append(Condition("first_at < {}", wanted.until))
    return found


def is_marked(wanted: TrailFilter) -> bool:
    """Whether anything is asked for that is looked up by marks."""
    return wanted.text is not None or any(True for _ in _marked(wanted))


def query_of_marks(wanted: TrailFilter) -> str | None:
    """What is asked of each bucket; None where nothing can be found."""
    return marks.query(_marked(wanted), wanted.text)


def _marked(wanted: TrailFilter) -> Iterator[Marked]:
    if wanted.merchants is not None:
        yield marks.merchant(*wanted.merchants)
    if wanted.types:
        yield marks.topic(*wanted.types)
    kinds = (
        (marks.merchant, wanted.merchant),
        (marks.actor, wanted.actor),
        (marks.dialect, wanted.dialect),
        (marks.operation, wanted.operation),
        (marks.address, wanted.address),
        (marks.stage, wanted.stage),
    )
    yield from (kind(value) for kind, value in kinds if value is not None)


def _equal(wanted: TrailFilter) -> Iterator[tuple[LiteralString, str | None]]:
    yield "merchant = {}", wanted.merchant
    yield "actor = {}", wanted.actor
    yield "dialect = {}", wanted.dialect
    yield "operation = {}", wanted.operation
    yield "address = {}", wanted.address
    yield "stage = {}", wanted.stage


def _one_of(sql: LiteralString, values: Sequence[str]) -> Condition:
    return Condition(sql, [as_key(value) for value in values]) if values else NOTHING
