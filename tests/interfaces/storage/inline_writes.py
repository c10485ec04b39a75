"""What tests record with an append: stock, responses and summaries."""

from dataclasses import replace
from datetime import timedelta

from application.ports.catalogue import Offer, Product
from application.ports.event_store import (
    StockMovement,
)
from application.ports.idempotency_store import (
    IdempotentRequest,
    ResponseToStore,
    StoredResponse,
)
from application.ports.listings import CheckoutSummary
from domain.rules import Progress
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import AT

MUG = Product(id="mug", title="Mug", unit_price=1000, stock=10)
ANY = Product(id="any", title="As many as you like", unit_price=1)
REQUEST = IdempotentRequest(identity="agent:a", path="/checkouts", key="k-1", fingerprint="f-1")
DONE = StoredResponse(status=201, body=b'{"id":"c-1"}', headers=(("ETag", '"1"'),))


def take(article: str, pieces: int) -> list[StockMovement]:
    return [StockMovement(merchant="shop", article=article, pieces=pieces)]


def response_to_store(
    idempotent_request: IdempotentRequest = REQUEST,
    answer: StoredResponse | None = DONE,
    at: timedelta = timedelta(0),
) -> ResponseToStore:
    return ResponseToStore(idempotent_request=idempotent_request, answer=answer, at=AT + at)


def summary_of(checkout_id: str, minute: int = 0, **more: object) -> CheckoutSummary:
    at = AT + timedelta(minutes=minute)
    known = CheckoutSummary(
        checkout_id=checkout_id,
        merchant="shop",
        dialect="stateset",
        progress=Progress.READY,
        email=None,
        created_at=at,
        updated_at=at,
    )
    return replace(known, **more)  # type: ignore[arg-type]


async def stock(storage: Storage, article: str = "mug") -> int | None:
    return (await storage.catalogue.terms("shop", [article])).products[article].stock


async def stocked(storage: Storage) -> None:
    await storage.catalogue.put("shop", Offer(products=[MUG, ANY]))
