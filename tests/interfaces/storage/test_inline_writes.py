"""The inline writes of an append: stock, responses and listings are recorded in its transaction or not at all."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports.catalogue import Offer, Product
from application.ports.event_store import (
    Alias,
    AliasTaken,
    Append,
    InsufficientStock,
    StockMovement,
    VersionTaken,
)
from application.ports.idempotency_store import (
    KEPT_FOR,
    IdempotencyRecord,
    IdempotentRequest,
    KeyAlreadyUsed,
    ResponseToStore,
    StoredResponse,
)
from application.ports.listings import CheckoutFilter, CheckoutSummary
from domain.rules import Progress
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import AT, changes

MUG = Product(id="mug", title="Mug", unit_price=1000, stock=10)
ANY = Product(id="any", title="As many as you like", unit_price=1)
ONCE = IdempotentRequest(identity="agent:a", path="/checkouts", key="k-1", fingerprint="f-1")
DONE = StoredResponse(status=201, body=b'{"id":"c-1"}', headers=(("ETag", '"1"'),))


def take(article: str, pieces: int) -> list[StockMovement]:
    return [StockMovement(merchant="shop", article=article, pieces=pieces)]


def answered(
    idempotent_request: IdempotentRequest = ONCE,
    answer: StoredResponse | None = DONE,
    at: timedelta = timedelta(0),
) -> ResponseToStore:
    return ResponseToStore(idempotent_request=idempotent_request, answer=answer, at=AT + at)


def listing(checkout_id: str, minute: int = 0, **more: object) -> CheckoutSummary:
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


async def test_pieces_are_taken_with_the_append(storage: Storage) -> None:
    """They leave the stock when the events are recorded, and come back with those that say so."""
    await stocked(storage)
    await storage.events.append(Append(changes("c-1", 1, 2), stock=take("mug", 4)))
    assert await stock(storage) == 6
    await storage.events.append(Append(changes("c-1", 3, 3), stock=take("mug", -4)))
    assert await stock(storage) == 10
    await storage.events.append(Append(changes("c-1", 4, 4), stock=take("any", 10**9)))
    assert await stock(storage, "any") is None


@pytest.mark.parametrize(
    ("article", "pieces", "available"), [("mug", 11, 10), ("gone", 1, 0), ("mug", 10**12, 10)]
)
async def test_more_pieces_than_there_are(
    storage: Storage, article: str, pieces: int, available: int
) -> None:
    """The append is refused whole, and says what is left."""
    await stocked(storage)
    with pytest.raises(InsufficientStock) as raised:
        await storage.events.append(Append(changes("c-1", 1, 1), stock=take(article, pieces)))
    assert (raised.value.article, raised.value.available) == (article, available)
    assert not await storage.events.events("c-1")
    assert await stock(storage) == 10


async def test_a_refused_append_takes_nothing(storage: Storage) -> None:
    """Where the version is taken or the name, neither stock nor answer nor listing is touched."""
    await stocked(storage)
    name = Alias(scope="s", value="v")
    await storage.events.append(Append(changes("c-1", 1, 1), aliases=[name]))
    everything = Append(
        changes("c-1", 1, 1), stock=take("mug", 1), response=answered(), summary=listing("c-1")
    )
    with pytest.raises(VersionTaken):
        await storage.events.append(everything)
    with pytest.raises(AliasTaken):
        await storage.events.append(
            replace(everything, events=changes("c-2", 1, 1), aliases=[name])
        )
    assert await stock(storage) == 10
    assert await storage.answers.find(ONCE, AT) is None
    page = await storage.listings.page(
        CheckoutFilter(merchant="shop", dialect="stateset"), after=None, limit=5
    )
    assert page is not None
    assert page.total == 0


async def test_an_answer_is_kept_with_its_effect(storage: Storage) -> None:
    """The first request with a key is recorded; the second finds its answer and records nothing."""
    await storage.events.append(Append(changes("c-1", 1, 1), response=answered()))
    with pytest.raises(KeyAlreadyUsed):
        await storage.events.append(Append(changes("c-2", 1, 1), response=answered()))
    assert not await storage.events.events("c-2")
    assert await storage.answers.find(ONCE, AT) == IdempotencyRecord(fingerprint="f-1", answer=DONE)


@pytest.mark.parametrize("part", ["identity", "path", "key"])
async def test_a_key_belongs_to_its_sender_and_path(storage: Storage, part: str) -> None:
    """Another sender's key, or the same key on another path, is another key."""
    await storage.events.append(Append(changes("c-1", 1, 1), response=answered()))
    other = replace(ONCE, **{part: "other"})
    assert await storage.answers.find(other, AT) is None
    await storage.events.append(Append(changes("c-2", 1, 1), response=answered(other)))


async def test_an_answer_takes_the_place_of_a_request_under_way(storage: Storage) -> None:
    """Nobody else gets in between, and what was answered once stays."""
    under_way = answered(answer=None)
    await storage.events.append(Append(changes("c-1", 1, 1), response=under_way))
    assert await storage.answers.find(ONCE, AT) == IdempotencyRecord(fingerprint="f-1", answer=None)
    with pytest.raises(KeyAlreadyUsed):
        await storage.events.append(Append(changes("c-2", 1, 1), response=under_way))
    await storage.events.append(Append(changes("c-1", 2, 2), response=answered()))
    assert await storage.answers.find(ONCE, AT) == IdempotencyRecord(fingerprint="f-1", answer=DONE)
    with pytest.raises(KeyAlreadyUsed):
        await storage.events.append(Append(changes("c-1", 3, 3), response=answered()))


async def test_an_answer_is_kept_for_a_day(storage: Storage) -> None:
    """Then the key is as good as new."""
    await storage.events.append(Append(changes("c-1", 1, 1), response=answered()))
    last = AT + KEPT_FOR - timedelta(seconds=1)
    assert await storage.answers.find(ONCE, last) is not None
    assert await storage.answers.find(ONCE, AT + KEPT_FOR) is None
    with pytest.raises(KeyAlreadyUsed):
        await storage.events.append(
            Append(changes("c-2", 1, 1), response=answered(at=KEPT_FOR - timedelta(seconds=1)))
        )
    await storage.events.append(Append(changes("c-2", 1, 1), response=answered(at=KEPT_FOR)))
    await storage.answers.forget(AT + 2 * KEPT_FOR)
    assert await storage.answers.find(ONCE, AT) is None


async def test_an_answer_without_an_effect(storage: Storage) -> None:
    """It is kept unless the key was answered before."""
    refused = StoredResponse(status=404, body=b"{}")
    to_keep = ResponseToStore(idempotent_request=ONCE, answer=refused, at=AT)
    assert await storage.answers.keep(to_keep)
    assert not await storage.answers.keep(replace(to_keep, answer=DONE))
    assert await storage.answers.find(ONCE, AT) == IdempotencyRecord(
        fingerprint="f-1", answer=refused
    )
    with pytest.raises(KeyAlreadyUsed):
        await storage.events.append(Append(changes("c-1", 1, 1), response=answered()))


async def test_the_last_pieces_are_sold_once(migrated_url: str, postgres: PostgresStorage) -> None:
    """200 appends through two processes, each taking one of the last ten pieces: ten are recorded."""
    await stocked(postgres)
    async with PostgresStorage(migrated_url) as other:
        outcomes = await asyncio.gather(
            *(
                (postgres if number % 2 else other).events.append(
                    Append(changes(f"c-{number}", 1, 1), stock=take("mug", 1))
                )
                for number in range(200)
            ),
            return_exceptions=True,
        )
    counted = Counter("sold" if answer is None else type(answer).__name__ for answer in outcomes)
    assert counted == {"sold": 10, "InsufficientStock": 190}
    assert await stock(postgres) == 0


async def test_a_key_has_one_effect(migrated_url: str, postgres: PostgresStorage) -> None:
    """100 appends with one key through two processes: one is recorded, and its answer is what is kept."""
    async with PostgresStorage(migrated_url) as other:
        outcomes = await asyncio.gather(
            *(
                (postgres if number % 2 else other).events.append(
                    Append(
                        changes(f"c-{number}", 1, 1),
                        response=answered(answer=replace(DONE, body=b"%d" % number)),
                    )
                )
                for number in range(100)
            ),
            return_exceptions=True,
        )
    counted = Counter("done" if answer is None else type(answer).__name__ for answer in outcomes)
    assert counted == {"done": 1, "KeyAlreadyUsed": 99}
    kept = await postgres.answers.find(ONCE, AT)
    assert kept is not None
    assert kept.answer is not None
    assert kept.answer.body == b"%d" % outcomes.index(None)


async def test_lists_are_as_the_appends_left_them(storage: Storage) -> None:
    """The newest first, page by page, each checkout once and as it stands."""
    for minute, checkout_id in enumerate(["c-1", "c-2", "c-3"]):
        await storage.events.append(
            Append(changes(checkout_id, 1, 1), summary=listing(checkout_id, minute))
        )
    paid = listing("c-1", progress=Progress.COMPLETED, email="Ada@example.com")
    await storage.events.append(Append(changes("c-1", 2, 2), summary=paid))
    wanted = CheckoutFilter(merchant="shop", dialect="stateset")

    first = await storage.listings.page(wanted, after=None, limit=2)
    second = await storage.listings.page(wanted, after="c-2", limit=2)

    assert first is not None
    assert second is not None
    assert [each.checkout_id for each in first.listings] == ["c-3", "c-2"]
    assert (first.has_more, first.total) == (True, 3)
    assert list(second.listings) == [paid]
    assert (second.has_more, second.total) == (False, 3)


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ({"merchant": "other"}, []),
        ({"dialect": "acp"}, []),
        ({"progress": (Progress.COMPLETED,)}, ["c-2"]),
        ({"progress": (Progress.READY, Progress.COMPLETED)}, ["c-2", "c-1"]),
        ({"email": "ADA@example.com"}, ["c-2"]),
        ({"email": "\0"}, []),
        ({"created_after": AT}, ["c-2"]),
        ({"created_before": AT + timedelta(minutes=1)}, ["c-1"]),
    ],
)
async def test_lists_by_condition(
    storage: Storage, condition: dict[str, object], found: list[str]
) -> None:
    """Every condition has to hold, and the total counts what it lets through."""
    await storage.events.append(Append(changes("c-1", 1, 1), summary=listing("c-1")))
    done = listing("c-2", 1, progress=Progress.COMPLETED, email="ada@example.com")
    await storage.events.append(Append(changes("c-2", 1, 1), summary=done))
    wanted = replace(CheckoutFilter(merchant="shop", dialect="stateset"), **condition)  # type: ignore[arg-type]

    page = await storage.listings.page(wanted, after=None, limit=5)

    assert page is not None
    assert [each.checkout_id for each in page.listings] == found
    assert page.total == len(found)


@pytest.mark.parametrize("cursor", ["c-9", "\0", ""])
async def test_a_list_after_nothing(storage: Storage, cursor: str) -> None:
    """There is no page after a checkout that is not there."""
    wanted = CheckoutFilter(merchant="shop", dialect="stateset")
    assert await storage.listings.page(wanted, after=cursor, limit=5) is None
