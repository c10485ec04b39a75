"""The eventsourcing library with its own application, repository, cache and PostgreSQL recorder.

The aggregate, the events and their encoding are tillroll's own, which are faster than the library's. The library is
synchronous, so requests run in FastAPI's thread pool.
"""

import os
from datetime import timedelta

from eventsourcing.application import Application
from eventsourcing.persistence import Mapper
from fastapi import Depends, FastAPI, Request, Response
from psycopg.conninfo import conninfo_to_dict
from pydantic import ValidationError

from domain.checkout import Checkout
from domain.events import Opening
from domain.provenance import Provenance
from domain.values.cart import Cart, Line, LineKind
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.merchants import walley_merchants
from interfaces.dialects.walley.auth.credentials import Credentials, WalleyCaller
from interfaces.runtime.clock_and_ids import new_id, now
from interfaces.storage.postgres.events.codec import EventCodec
from tests.measure.bench.rivals.validation import CART

_DONE = b'{"id":"6f0d2a3e-52f1-5c2b-9a58-0a4f6b1d7c11","data":null,"error":null}'
_JSON = "application/json; charset=utf-8"


class Checkouts(Application[str]):
    """All checkouts, through the library."""

    def construct_mapper(self) -> Mapper[str]:
        """Returns tillroll's own mapper."""
        return EventCodec()


def create() -> FastAPI:
    """The service."""
    application = _application(os.environ["DATABASE_URL"])
    credentials = Credentials(
        walley_merchants(demo_configuration().merchants), now, lambda: b"k" * 32
    )

    async def caller_and_body(request: Request) -> tuple[WalleyCaller, bytes]:
        return await credentials.caller(request), await request.body()

    app = FastAPI()

    @app.put("/checkouts/{checkout_id}/cart")
    def replace_cart(
        request: Request,
        checkout_id: str,
        request_parts: tuple[WalleyCaller, bytes] = Depends(caller_and_body),
    ) -> Response:
        caller, body = request_parts
        try:
            items = CART.validate_json(body)
        except ValidationError as error:
            return Response(error.json(), 400, media_type=_JSON)
        cart = Cart(
            lines=tuple(
                Line.with_tax_inside(
                    article=item.id,
                    description=item.description,
                    quantity=item.quantity,  # type: ignore[arg-type]
                    unit_price=int(item.unitPrice * 100),
                    tax_rate=int(item.vat * 100),
                    kind=LineKind.ARTICLE if item.type is None else LineKind.GIFT_CARD,
                    sku=item.sku,
                    unit_weight=item.unitWeight,
                    requires_electronic_id=item.requiresElectronicId,
                    minimum_age=item.minimumAge,
                )
                for item in items
            )
        )
        checkout: Checkout = application.repository.get(checkout_id)
        by = Provenance(
            actor=caller.actor,
            dialect="walley",
            operation="replace cart",
            request_id=new_id(),
            address=request.client.host if request.client else "",
            user_agent=request.headers.get("user-agent", ""),
        )
        checkout.replace_cart(cart, unique_articles=True, by=by, at=now())
        application.save(checkout)
        return Response(_DONE, headers={"ETag": f'"{checkout.version}"'}, media_type=_JSON)

    return app


def prepare(database_url: str, ids: list[str]) -> None:
    """Creates the library's table, and a checkout for each id."""
    application = _application(database_url)
    by = Provenance(actor="shop:bench", dialect="walley", operation="open checkout", request_id="")
    try:
        for checkout_id in ids:
            at = now()
            opening = Opening(
                merchant="demo-shop",
                dialect="walley",
                country="SE",
                currency="SEK",
                public_token=checkout_id,
                expires_at=at + timedelta(days=7),
            )
            application.save(Checkout.open(checkout_id, opening, by=by, at=at))
    finally:
        application.close()


def _application(database_url: str) -> Checkouts:
    server = conninfo_to_dict(database_url)
    if passfile := server.get("passfile"):
        # The recorder has no setting for it, and passes other parameters to libpq.
        os.environ["PGPASSFILE"] = str(passfile)
    return Checkouts(
        {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": str(server["dbname"]),
            "POSTGRES_HOST": str(server.get("host") or ""),
            "POSTGRES_PORT": str(server.get("port") or "5432"),
            "POSTGRES_USER": str(server.get("user") or ""),
            "POSTGRES_PASSWORD": str(server.get("password") or ""),
            "POSTGRES_POOL_SIZE": "16",
            "POSTGRES_MAX_OVERFLOW": "32",
            "ORIGINATOR_ID_TYPE": "text",
            "AGGREGATE_CACHE_MAXSIZE": "10000",
            "AGGREGATE_CACHE_FASTFORWARD": "n",
            "DEEPCOPY_FROM_AGGREGATE_CACHE": "n",
        }
    )
