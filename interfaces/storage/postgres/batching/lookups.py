"""What requests look up by key, and the statement that answers many lookups in one round trip.

A request that needs several of them makes them at the same time, and PostgreSQL answers all from one snapshot.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from interfaces.storage.postgres.connections.arrays import (
    Array,
    InstantArray,
    IntegerArray,
    TextArray,
)
from interfaces.storage.postgres.connections.prepared import PreparedStatements, Rows
from interfaces.storage.postgres.connections.session import Connection

MOST_ROWS = 64
"""The maximum number of events per lookup. A caller that gets so many reads the rest in another way."""


@dataclass(frozen=True, slots=True, eq=False)
class NewerEvents:
    """The events of a checkout after a version: rows of version, topic and state, in order, at most MOST_ROWS."""

    checkout_id: bytes
    after: int


@dataclass(frozen=True, slots=True, eq=False)
class KeyOfPerson:
    """The key of the personal data of a checkout: one row of the stored key and the last erasure, each may be None."""

    checkout_id: bytes


@dataclass(frozen=True, slots=True, eq=False)
class AnswerOfKey:
    """The record of an idempotency key at a time: fingerprint, status, body and headers, or no row."""

    identity: bytes
    path: bytes
    key: bytes
    at: datetime


@dataclass(frozen=True, slots=True, eq=False)
class StateOfCatalogue:
    """The version of a merchant's catalogue, and the stock of articles.

    A row of None and the version, if there is one, and a row of the article and its pieces for each that has a stock.
    """

    merchant: bytes
    articles: Sequence[bytes]


Lookup = NewerEvents | KeyOfPerson | AnswerOfKey | StateOfCatalogue

_EVENTS = f"""
SELECT asked.place, event.originator_version, event.topic, event.state
FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS asked (id, after, place)
CROSS JOIN LATERAL (
    SELECT originator_version, topic, state FROM tillroll.checkout_events
    WHERE originator_id = asked.id COLLATE "C" AND originator_version > asked.after
    ORDER BY originator_version
    LIMIT {MOST_ROWS}
) AS event
"""
_ONLY_EVENTS = f"{_EVENTS} ORDER BY asked.place, event.originator_version"
# The last erasure counts where data was erased more than once.
_ALL = f"""
SELECT
    0 AS kind, newer.*, NULL::text AS headers, NULL::timestamptz AS at, NULL::uuid AS catalogue
FROM ({_EVENTS}) AS newer
UNION ALL
SELECT
    1, asked.place, NULL, NULL,
    (
        SELECT held.key FROM tillroll.data_keys AS held
        WHERE held.checkout_id = asked.id AND held.data_class = 'person'
    ),
    NULL,
    (
        SELECT max(gone.destroyed_at) FROM tillroll.destroyed_keys AS gone
        WHERE gone.checkout_id = asked.id AND gone.data_class = 'person'
    ),
    NULL
FROM unnest($3::text[]) WITH ORDINALITY AS asked (id, place)
UNION ALL
SELECT 2, asked.place, kept.status, kept.fingerprint, kept.body, kept.headers, NULL, NULL
FROM unnest($4::text[], $5::text[], $6::text[], $7::timestamptz[])
    WITH ORDINALITY AS asked (identity, path, key, at, place)
JOIN tillroll.answers AS kept
    ON kept.identity = asked.identity AND kept.path = asked.path AND kept.key = asked.key
WHERE kept.kept_until > asked.at
UNION ALL
SELECT 3, asked.place, NULL, NULL, NULL, NULL, NULL, held.version
FROM unnest($8::text[]) WITH ORDINALITY AS asked (merchant, place)
JOIN tillroll.catalogue_versions AS held USING (merchant)
UNION ALL
SELECT 3, asked.place, product.stock, product.id, NULL, NULL, NULL, NULL
FROM unnest($9::bigint[], $10::text[], $11::text[]) AS asked (place, merchant, article)
JOIN tillroll.products AS product
    ON product.merchant = asked.merchant AND product.id = asked.article
WHERE product.stock IS NOT NULL
ORDER BY 1, 2, 3
"""


async def answer_lookups(
    statements: PreparedStatements, connection: Connection, lookups: Sequence[Lookup]
) -> list[Rows]:
    """Return the rows of each lookup. Raises psycopg.Error."""
    newer: list[NewerEvents] = []
    persons: list[KeyOfPerson] = []
    keys: list[AnswerOfKey] = []
    found: list[Rows] = []
    catalogues: list[StateOfCatalogue] = []
    by_kind: tuple[list[Rows], ...] = ([], [], [], [])
    for lookup in lookups:
        rows: Rows = []
        found.append(rows)
        match lookup:
            case NewerEvents():
                newer.append(lookup)
                by_kind[0].append(rows)
            case KeyOfPerson():
                persons.append(lookup)
                by_kind[1].append(rows)
            case AnswerOfKey():
                keys.append(lookup)
                by_kind[2].append(rows)
            case StateOfCatalogue():
                catalogues.append(lookup)
                by_kind[3].append(rows)
    parameters: tuple[Array, ...] = (
        TextArray.of([each.checkout_id for each in newer]),
        IntegerArray.of([each.after for each in newer]),
    )
    if not (persons or keys or catalogues):
        for place, version, topic, state in await statements.rows(
            connection, _ONLY_EVENTS, parameters
        ):
            found[place - 1].append((version, topic, state))
        return found
    parameters += (
        TextArray.of([each.checkout_id for each in persons]),
        TextArray.of([each.identity for each in keys]),
        TextArray.of([each.path for each in keys]),
        TextArray.of([each.key for each in keys]),
        InstantArray.of([each.at for each in keys]),
        TextArray.of([each.merchant for each in catalogues]),
        IntegerArray.of([place for place, each in enumerate(catalogues, 1) for _ in each.articles]),
        TextArray.of([each.merchant for each in catalogues for _ in each.articles]),
        TextArray.of([article for each in catalogues for article in each.articles]),
    )
    given = await statements.rows(connection, _ALL, parameters)
    for kind, place, number, text, content, headers, at, version in given:
        row: tuple[Any, ...] = (number, text, content)
        if kind == 1:
            row = (content, at)
        elif kind == 2:
            row = (text, number, content, headers)
        elif kind == 3:
            row = (text, version if number is None else number)
        by_kind[kind][place - 1].append(row)
    return found
