"""A filter of the trail as SQL."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import LiteralString

from application.search_words import search_words
from application.trail import TrailFilter
from interfaces.storage.trail.rows import as_key


@dataclass(frozen=True, slots=True)
class Condition:
    """What has to hold, with `{}` in the place of its one parameter; `sql` may have it more than once."""

    sql: LiteralString
    parameter: object


_NOTHING = Condition("{}", False)
# Times do not run along with positions exactly, but nearly. The first position at which the latest time so far
# has reached an instant is below no event of that instant or later; and an event of an earlier instant is
# behind by no more than any event ever was.
_SINCE: LiteralString = """at >= {} AND position >= (
    SELECT first.position FROM tillroll.trail AS first
    WHERE first.latest_at >= {} ORDER BY first.latest_at, first.position LIMIT 1
)"""
_UNTIL: LiteralString = """at < {} AND position < coalesce((
    SELECT beyond.position FROM tillroll.trail AS beyond
    WHERE beyond.latest_at >= {} + interval '1 microsecond' * (
        SELECT last.late FROM tillroll.trail AS last ORDER BY last.position DESC LIMIT 1
    )
    ORDER BY beyond.latest_at, beyond.position LIMIT 1
), 9223372036854775807)"""


def conditions(wanted: TrailFilter) -> list[Condition]:
    """All conditions of a filter, every one of which has to hold."""
    found = [
        Condition(sql, as_key(value)) for sql, value in _equalities(wanted) if value is not None
    ]
    if wanted.checkout_id is not None:
        found.append(Condition("checkout_id = {}", wanted.checkout_id.replace("\0", "\ufffd")))
    if wanted.merchants is not None:
        found.append(_one_of("merchant = {}", "merchant = ANY({})", wanted.merchants))
    if wanted.types:
        found.append(_one_of("topic = {}", "topic = ANY({})", wanted.types))
    if wanted.since is not None:
        found.append(Condition(_SINCE, wanted.since))
    if wanted.until is not None:
        found.append(Condition(_UNTIL, wanted.until))
    if wanted.min_total is not None:
        found.append(Condition("total >= {}", Decimal(wanted.min_total)))
    if wanted.max_total is not None:
        found.append(Condition("total <= {}", Decimal(wanted.max_total)))
    if wanted.text is not None:
        found.append(_search(wanted.text))
    return found


def _equalities(wanted: TrailFilter) -> Iterator[tuple[LiteralString, str | None]]:
    yield "actor = {}", wanted.actor
    yield "merchant = {}", wanted.merchant
    yield "dialect = {}", wanted.dialect
    yield "operation = {}", wanted.operation
    yield "reference = {}", wanted.reference
    yield "request_id = {}", wanted.request_id
    yield "address = {}", wanted.address
    yield "stage = {}", wanted.stage


def _one_of(one: LiteralString, several: LiteralString, values: Sequence[str]) -> Condition:
    # One by itself is found in the order of positions.
    keys = [as_key(value) for value in dict.fromkeys(values)]
    if not keys:
        return _NOTHING
    return Condition(one, keys[0]) if len(keys) == 1 else Condition(several, keys)


def _search(text: str) -> Condition:
    words = search_words(text)
    if not words:
        return _NOTHING
    # Words have letters and digits only, so there is nothing to quote.
    return Condition("words @@ {}::text::tsquery", " & ".join(f"'{word}':*" for word in words))
