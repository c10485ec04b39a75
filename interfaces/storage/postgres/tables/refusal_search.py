"""The statement that reads a page of refused commands across checkouts."""

from typing import LiteralString

import msgspec
from psycopg.types.numeric import Int8

from application.ports.refusal_log import RefusalFilter
from interfaces.storage.postgres.audit.filters import Condition
from interfaces.storage.postgres.audit.statements import Statement
from interfaces.storage.postgres.connections.keys import can_be_key

_SELECT: LiteralString = (
    "SELECT checkout_id, merchant, version, at, reason, facts, operation, asked, provenance, id"
    " FROM tillroll.refusals"
)
_LAST = 2**63 - 1
_REQUEST_ID: LiteralString = """substring(provenance FROM ',"request_id":"(([^"\\\\]|\\\\.)*)"')"""


def refusal_page(
    wanted: RefusalFilter, *, after: int | None, before: int | None, limit: int
) -> Statement | None:
    """Return the statement; None if no row can meet the filter. After a position, its rows are in ascending order."""
    texts = (
        wanted.merchant,
        wanted.checkout_id,
        *wanted.reasons,
        wanted.command,
        wanted.dialect,
        wanted.operation,
        wanted.actor,
        wanted.request_id,
    )
    if not all(text is None or can_be_key(text) for text in texts):
        return None
    statement = Statement()
    first, last = 0 if after is None else after, _LAST if before is None else before
    conditions = [
        Condition("id > {}::bigint", Int8(max(0, min(first, _LAST)))),
        Condition("id < {}::bigint", Int8(max(0, min(last, _LAST)))),
        *_conditions(wanted),
    ]
    order: LiteralString = " ORDER BY id DESC LIMIT " if after is None else " ORDER BY id LIMIT "
    statement.sql = _SELECT + statement.where(conditions) + order + statement.place(Int8(limit))
    return statement


def _conditions(wanted: RefusalFilter) -> list[Condition]:
    """Return the conditions that are set, so that each combination has a plan of its own.

    The parts of a provenance are compared as text: its JSON has the members in the order of `Provenance`, and quotes
    inside of a value are escaped.
    """
    found: list[Condition] = []
    if wanted.merchants is not None:
        found.append(Condition("merchant = ANY({}::text[])", list(wanted.merchants)))
    if wanted.reasons:
        found.append(Condition("reason = ANY({}::text[])", list(wanted.reasons)))
    columns: tuple[tuple[LiteralString, object | None], ...] = (
        ("merchant = {}", wanted.merchant),
        ("checkout_id = {}", wanted.checkout_id),
        ("operation = {}", wanted.command),
        ("at >= {}::timestamptz", wanted.since),
        ("at < {}::timestamptz", wanted.until),
    )
    found += [Condition(sql, value) for sql, value in columns if value is not None]
    if wanted.actor is not None:
        found.append(
            Condition("starts_with(provenance, {}::text)", f'{{"actor":{_json(wanted.actor)},')
        )
    for name, value in (("dialect", wanted.dialect), ("operation", wanted.operation)):
        if value is not None:
            part = f',"{name}":{_json(value)},'
            found.append(Condition("strpos(provenance, {}::text) > 0", part))
    if wanted.request_id is not None:
        # The expression of the index, which has the text between the quotes of the JSON.
        found.append(Condition(_REQUEST_ID + " = {}::text", _json(wanted.request_id)[1:-1]))
    return found


def _json(text: str) -> str:
    return msgspec.json.encode(text).decode()
