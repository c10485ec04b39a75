"""The usual alternative for agents: a row for each session, which each request overwrites.

It validates what an agent sends, prices it from a table of products, keeps each answer under its idempotency key, and
commits before it answers. There are no events and no provenance, personal data is in the clear, and a payment is not
recorded before it is made.
"""

import contextlib
import json
import os
from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import uuid4

import psycopg
from fastapi import FastAPI, Header, HTTPException, Request, Response
from psycopg import AsyncConnection, AsyncRawCursor
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool
from pydantic import BaseModel, Field

TABLES = """
CREATE TABLE products (id text PRIMARY KEY, title text NOT NULL, price bigint NOT NULL, stock bigint);
INSERT INTO products VALUES ('item_123', 'Coffee', 1000, NULL);
CREATE TABLE sessions (
    id text COLLATE "C" PRIMARY KEY,
    status text NOT NULL,
    session json NOT NULL,
    changed_at timestamptz NOT NULL
) WITH (fillfactor = 50);
CREATE TABLE answers (key text COLLATE "C" PRIMARY KEY, body text NOT NULL);
CREATE TABLE payments (session text PRIMARY KEY, token text NOT NULL, amount bigint NOT NULL);
"""
_PRODUCTS = "SELECT id, title, price FROM products WHERE id = ANY($1)"
_KNOWN = "SELECT body FROM answers WHERE key = $1"
_OPEN = """
WITH kept AS (INSERT INTO answers VALUES ($1, $2))
INSERT INTO sessions VALUES ($3, 'ready_for_payment', $4, now())
"""
_READ = "SELECT status, session FROM sessions WHERE id = $1"
_COMPLETE = """
WITH kept AS (INSERT INTO answers VALUES ($1, $2)),
paid AS (INSERT INTO payments VALUES ($3, $5, $6))
UPDATE sessions SET status = 'completed', session = $4, changed_at = now()
WHERE id = $3 AND status = 'ready_for_payment' RETURNING id
"""
_KEY = "Bearer sk_test_demo"
_JSON = "application/json; charset=utf-8"
_CONNECTIONS = 16
_SHIPPING = 500


class Item(BaseModel):
    """An article and its quantity."""

    id: Annotated[str, Field(min_length=1, max_length=100)]
    quantity: Annotated[int, Field(ge=1, le=1_000_000)]


class Address(BaseModel):
    """Where the goods go."""

    name: Annotated[str, Field(min_length=1, max_length=256)]
    line_one: Annotated[str, Field(min_length=1, max_length=60)]
    city: Annotated[str, Field(min_length=1, max_length=60)]
    state: str | None = None
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    postal_code: Annotated[str, Field(min_length=1, max_length=20)]


class Buyer(BaseModel):
    """Who buys."""

    first_name: str
    last_name: str
    email: Annotated[str, Field(pattern="^[^@]+@[^@]+$")]


class Delivery(BaseModel):
    """The destination."""

    address: Address


class Opening(BaseModel):
    """The body that opens a session."""

    currency: Annotated[str, Field(pattern="^[a-z]{3}$")]
    capabilities: dict[str, Any]
    line_items: Annotated[list[Item], Field(min_length=1, max_length=100)]
    buyer: Buyer | None = None
    fulfillment_details: Delivery | None = None


class Credential(BaseModel):
    """The token of a payment."""

    type: str
    token: Annotated[str, Field(min_length=1)]


class Instrument(BaseModel):
    """The means of payment."""

    type: str
    credential: Credential


class PaymentData(BaseModel):
    """How the purchase is paid."""

    handler_id: str
    instrument: Instrument


class Completion(BaseModel):
    """The body that completes a session."""

    payment_data: PaymentData


def prepare(database_url: str) -> None:
    """Create the tables."""
    with psycopg.connect(database_url) as connection:
        connection.execute(TABLES)


def create() -> FastAPI:
    """The service."""
    pool: AsyncConnectionPool[AsyncConnection[TupleRow]] = AsyncConnectionPool(
        os.environ["DATABASE_URL"],
        min_size=_CONNECTIONS,
        max_size=_CONNECTIONS,
        kwargs={"autocommit": True, "cursor_factory": AsyncRawCursor},
        open=False,
    )

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with pool:
            yield

    async def rows(statement: str, *parameters: object) -> list[TupleRow]:
        async with pool.connection() as connection:
            cursor = await connection.execute(statement.encode(), parameters, prepare=True)
            return await cursor.fetchall() if cursor.description else []

    app = FastAPI(lifespan=lifespan)

    @app.post("/checkout_sessions")
    async def open_session(request: Request, idempotency_key: Annotated[str, Header()]) -> Response:
        _admit(request)
        asked = Opening.model_validate_json(await request.body())
        if known := await rows(_KNOWN, idempotency_key):
            return Response(known[0][0], 201, media_type=_JSON)
        products = {
            article: (title, price)
            for article, title, price in await rows(
                _PRODUCTS, [each.id for each in asked.line_items]
            )
        }
        session = _quoted(asked, products)
        body = json.dumps(session)
        await rows(_OPEN, idempotency_key, body, session["id"], body)
        return Response(body, 201, media_type=_JSON)

    @app.get("/checkout_sessions/{session_id}")
    async def read_session(request: Request, session_id: str) -> Response:
        _admit(request)
        found = await rows(_READ, session_id)
        if not found:
            raise HTTPException(404)
        return Response(json.dumps(found[0][1]), media_type=_JSON)

    @app.post("/checkout_sessions/{session_id}/complete")
    async def complete(
        request: Request, session_id: str, idempotency_key: Annotated[str, Header()]
    ) -> Response:
        _admit(request)
        asked = Completion.model_validate_json(await request.body())
        if known := await rows(_KNOWN, idempotency_key):
            return Response(known[0][0], media_type=_JSON)
        found = await rows(_READ, session_id)
        if not found:
            raise HTTPException(404)
        session = found[0][1]
        session["status"] = "completed"
        session["order"] = {"id": uuid4().hex, "checkout_session_id": session_id}
        body = json.dumps(session)
        token = asked.payment_data.instrument.credential.token
        total = session["totals"][-1]["amount"]
        if not await rows(_COMPLETE, idempotency_key, body, session_id, body, token, total):
            raise HTTPException(409)
        return Response(body, media_type=_JSON)

    return app


def _admit(request: Request) -> None:
    if request.headers.get("authorization") != _KEY:
        raise HTTPException(401)


def _quoted(asked: Opening, products: dict[str, tuple[str, int]]) -> dict[str, Any]:
    """Return the session with its lines, delivery options and totals."""
    lines: list[dict[str, Any]] = []
    for item in asked.line_items:
        if item.id not in products:
            raise HTTPException(400)
        title, price = products[item.id]
        amount = price * item.quantity
        totals = [
            {"type": kind, "display_text": kind, "amount": amount} for kind in ("subtotal", "total")
        ]
        lines.append(
            {"id": uuid4().hex, "item": {"id": item.id}, "name": title, "quantity": item.quantity}
            | {"unit_amount": price, "totals": totals}
        )
    goods = sum(line["unit_amount"] * line["quantity"] for line in lines)
    return {
        "id": uuid4().hex,
        "status": "ready_for_payment",
        "currency": asked.currency,
        "buyer": asked.buyer.model_dump() if asked.buyer else None,
        "line_items": lines,
        "fulfillment_options": [
            {
                "type": "shipping",
                "id": "standard",
                "title": "Standard",
                "totals": [{"type": "total", "amount": _SHIPPING}],
            }
        ],
        "selected_fulfillment_options": [{"type": "shipping", "option_id": "standard"}],
        "totals": [
            {"type": "subtotal", "display_text": "Subtotal", "amount": goods},
            {"type": "fulfillment", "display_text": "Shipping", "amount": _SHIPPING},
            {"type": "total", "display_text": "Total", "amount": goods + _SHIPPING},
        ],
        "messages": [],
        "links": [],
    }
