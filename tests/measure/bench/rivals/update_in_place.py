"""The usual alternative to events: the cart is a column, and a change overwrites it.

Each change is one prepared statement and one round trip on pooled connections, with the same credentials and the same
rules for a cart. There are no events and no provenance, and of two concurrent changes the last one remains.
"""

import contextlib
import os
from collections.abc import AsyncIterator

import psycopg
from fastapi import Depends, FastAPI, Request, Response
from psycopg import AsyncConnection, AsyncRawCursor, Connection, RawCursor
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool, ConnectionPool
from pydantic import ValidationError

from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.merchants import walley_merchants
from interfaces.dialects.walley.auth.credentials import Credentials, WalleyCaller
from interfaces.runtime.clock_and_ids import now
from tests.measure.bench.rivals.validation import CART

# Free space in each page for the next row version, so that updates need not change an index.
TABLE = """
CREATE TABLE checkouts (
    id text COLLATE "C" PRIMARY KEY,
    merchant text NOT NULL,
    version bigint NOT NULL,
    stage text NOT NULL,
    cart json NOT NULL,
    changed_at timestamptz NOT NULL
) WITH (fillfactor = 50)
"""
_UPDATE = """
UPDATE checkouts SET cart = $1, version = version + 1, changed_at = now()
WHERE id = $2 AND merchant = $3 AND stage = 'open' RETURNING version
"""
_DONE = b'{"id":"6f0d2a3e-52f1-5c2b-9a58-0a4f6b1d7c11","data":null,"error":null}'
_JSON = "application/json; charset=utf-8"
_CONNECTIONS = 16


def prepare(database_url: str, ids: list[str]) -> None:
    """Creates the table, and a checkout for each id."""
    with psycopg.connect(database_url) as connection:
        connection.execute(TABLE)
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO checkouts VALUES (%s, 'demo-shop', 1, 'open', '[]', now())",
                [(checkout_id,) for checkout_id in ids],
            )


def create() -> FastAPI:
    """The asynchronous service."""
    pool: AsyncConnectionPool[AsyncConnection[TupleRow]] = AsyncConnectionPool(
        os.environ["DATABASE_URL"],
        min_size=_CONNECTIONS,
        max_size=_CONNECTIONS,
        kwargs={"autocommit": True, "cursor_factory": AsyncRawCursor},
        open=False,
    )
    credentials = Credentials(
        walley_merchants(demo_configuration().merchants), now, lambda: b"k" * 32
    )

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with pool:
            yield

    app = FastAPI(lifespan=lifespan)

    @app.put("/checkouts/{checkout_id}/cart")
    async def replace_cart(request: Request) -> Response:
        caller = await credentials.caller(request)
        try:
            cart = CART.dump_json(CART.validate_json(await request.body()), exclude_none=True)
        except ValidationError as error:
            return Response(error.json(), 400, media_type=_JSON)
        async with pool.connection() as connection:
            cursor = await connection.execute(
                _UPDATE,
                (cart.decode(), request.path_params["checkout_id"], caller.merchant),
                prepare=True,
            )
            return _answer(await cursor.fetchone())

    return app


def create_threaded() -> FastAPI:
    """The same service in FastAPI's thread pool."""
    pool: ConnectionPool[Connection[TupleRow]] = ConnectionPool(
        os.environ["DATABASE_URL"],
        min_size=_CONNECTIONS,
        max_size=_CONNECTIONS,
        kwargs={"autocommit": True, "cursor_factory": RawCursor},
        open=False,
    )
    credentials = Credentials(
        walley_merchants(demo_configuration().merchants), now, lambda: b"k" * 32
    )

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with pool:
            yield

    async def caller_and_body(request: Request) -> tuple[WalleyCaller, bytes]:
        return await credentials.caller(request), await request.body()

    app = FastAPI(lifespan=lifespan)

    @app.put("/checkouts/{checkout_id}/cart")
    def replace_cart(
        checkout_id: str, request_parts: tuple[WalleyCaller, bytes] = Depends(caller_and_body)
    ) -> Response:
        caller, body = request_parts
        try:
            cart = CART.dump_json(CART.validate_json(body), exclude_none=True)
        except ValidationError as error:
            return Response(error.json(), 400, media_type=_JSON)
        with pool.connection() as connection:
            cursor = connection.execute(
                _UPDATE, (cart.decode(), checkout_id, caller.merchant), prepare=True
            )
            return _answer(cursor.fetchone())

    return app


def _answer(row: TupleRow | None) -> Response:
    if row is None:
        return Response(status_code=404)
    return Response(_DONE, headers={"ETag": f'"{row[0]}"'}, media_type=_JSON)
