"""Inline writes of an append (stock, responses, summaries) are recorded in its transaction or not at all."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from application.persons.identities import email as email_of
from application.ports.event_store import (
    Alias,
    AliasTaken,
    Append,
    InsufficientStock,
    VersionTaken,
)
from application.ports.idempotency_store import (
    KEPT_FOR,
    IdempotencyRecord,
    KeyAlreadyUsed,
    ResponseToStore,
    StoredResponse,
)
from application.ports.listings import CheckoutFilter
from domain.rules import Progress
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import AT, changes
from tests.interfaces.storage.inline_writes import (
    DONE,
    REQUEST,
    response_to_store,
    stock,
    stocked,
    summary_of,
    take,
)


async def test_stock_is_reduced_with_the_append(storage: Storage) -> None:
    """An append that takes pieces reduces the stock, and one that returns them restores it."""
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
async def test_an_append_that_exceeds_the_stock_is_refused(
    storage: Storage, article: str, pieces: int, available: int
) -> None:
    """The append raises InsufficientStock with the available number, and records nothing."""
    await stocked(storage)
    with pytest.raises(InsufficientStock) as raised:
        await storage.events.append(Append(changes("c-1", 1, 1), stock=take(article, pieces)))
    assert (raised.value.article, raised.value.available) == (article, available)
    assert not await storage.events.events("c-1")
    assert await stock(storage) == 10


async def test_a_refused_append_writes_nothing(storage: Storage) -> None:
    """An append with a taken version or alias changes no stock, response or summary."""
    await stocked(storage)
    name = Alias(scope="s", value="v")
    await storage.events.append(Append(changes("c-1", 1, 1), aliases=[name]))
    everything = Append(
        changes("c-1", 1, 1),
        stock=take("mug", 1),
        response=response_to_store(),
        summary=summary_of("c-1"),
    )
    with pytest.raises(VersionTaken):
        await storage.events.append(everything)
    with pytest.raises(AliasTaken):
        await storage.events.append(
            replace(everything, events=changes("c-2", 1, 1), aliases=[name])
        )
    assert await stock(storage) == 10
    assert await storage.answers.find(REQUEST, AT) is None
    page = await storage.listings.page(
        CheckoutFilter(merchant="shop", dialect="stateset"), after=None, limit=5
    )
    assert page is not None
    assert page.total == 0


async def test_a_response_is_stored_with_its_append(storage: Storage) -> None:
    """The first append with an idempotency key is recorded. A second one raises KeyAlreadyUsed."""
    await storage.events.append(Append(changes("c-1", 1, 1), response=response_to_store()))
    with pytest.raises(KeyAlreadyUsed):
        await storage.events.append(Append(changes("c-2", 1, 1), response=response_to_store()))
    assert not await storage.events.events("c-2")
    assert await storage.answers.find(REQUEST, AT) == IdempotencyRecord(
        fingerprint="f-1", answer=DONE
    )


@pytest.mark.parametrize("part", ["identity", "path", "key"])
async def test_a_key_is_scoped_to_its_sender_and_path(storage: Storage, part: str) -> None:
    """The same key from another sender or on another path is a different key."""
    await storage.events.append(Append(changes("c-1", 1, 1), response=response_to_store()))
    other = replace(REQUEST, **{part: "other"})
    assert await storage.answers.find(other, AT) is None
    await storage.events.append(Append(changes("c-2", 1, 1), response=response_to_store(other)))


async def test_a_response_completes_an_in_progress_request(storage: Storage) -> None:
    """A key in progress refuses other appends, and is completed by its own response, which is final."""
    under_way = response_to_store(answer=None)
    await storage.events.append(Append(changes("c-1", 1, 1), response=under_way))
    assert await storage.answers.find(REQUEST, AT) == IdempotencyRecord(
        fingerprint="f-1", answer=None
    )
    with pytest.raises(KeyAlreadyUsed):
        await storage.events.append(Append(changes("c-2", 1, 1), response=under_way))
    await storage.events.append(Append(changes("c-1", 2, 2), response=response_to_store()))
    assert await storage.answers.find(REQUEST, AT) == IdempotencyRecord(
        fingerprint="f-1", answer=DONE
    )
    with pytest.raises(KeyAlreadyUsed):
        await storage.events.append(Append(changes("c-1", 3, 3), response=response_to_store()))


async def test_a_response_expires_after_a_day(storage: Storage) -> None:
    """After a day the key can be used again."""
    await storage.events.append(Append(changes("c-1", 1, 1), response=response_to_store()))
    last = AT + KEPT_FOR - timedelta(seconds=1)
    assert await storage.answers.find(REQUEST, last) is not None
    assert await storage.answers.find(REQUEST, AT + KEPT_FOR) is None
    with pytest.raises(KeyAlreadyUsed):
        await storage.events.append(
            Append(
                changes("c-2", 1, 1), response=response_to_store(at=KEPT_FOR - timedelta(seconds=1))
            )
        )
    await storage.events.append(
        Append(changes("c-2", 1, 1), response=response_to_store(at=KEPT_FOR))
    )
    await storage.answers.forget(AT + 2 * KEPT_FOR)
    assert await storage.answers.find(REQUEST, AT) is None


async def test_a_response_without_an_append_is_stored(storage: Storage) -> None:
    """A response without events is stored unless its key already has one."""
    refused = StoredResponse(status=404, body=b"{}")
    to_keep = ResponseToStore(idempotent_request=REQUEST, answer=refused, at=AT)
    assert await storage.answers.keep(to_keep)
    assert not await storage.answers.keep(replace(to_keep, answer=DONE))
    assert await storage.answers.find(REQUEST, AT) == IdempotencyRecord(
        fingerprint="f-1", answer=refused
    )
    with pytest.raises(KeyAlreadyUsed):
        await storage.events.append(Append(changes("c-1", 1, 1), response=response_to_store()))


async def test_concurrent_appends_do_not_oversell(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """Of 200 appends through two processes that each take one of ten pieces, ten are recorded."""
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


async def test_appends_of_one_batch_take_the_same_article(postgres: PostgresStorage) -> None:
    """Each takes its pieces. Where there are too few for all, those get them that are served by what is left."""
    await stocked(postgres)

    async def bought(*numbers: int) -> list[bool]:
        async def buy(number: int, pieces: int) -> bool:
            append = Append(changes(f"c-{len(numbers)}-{number}", 1, 1), stock=take("mug", pieces))
            try:
                await postgres.events.append(append)
            except InsufficientStock as refusal:
                return refusal.available >= pieces
            return True

        return await asyncio.gather(*(buy(*each) for each in enumerate(numbers)))

    assert await bought(1, 2, 1) == [True] * 3
    assert await stock(postgres) == 6
    assert await bought(4, 3, 1, 1) == [True, False, True, True]
    assert await stock(postgres) == 0
    assert await bought(1, 1) == [False] * 2


async def test_a_key_records_one_append(migrated_url: str, postgres: PostgresStorage) -> None:
    """Of 100 appends with one key through two processes, one is recorded, with its response."""
    async with PostgresStorage(migrated_url) as other:
        outcomes = await asyncio.gather(
            *(
                (postgres if number % 2 else other).events.append(
                    Append(
                        changes(f"c-{number}", 1, 1),
                        response=response_to_store(answer=replace(DONE, body=b"%d" % number)),
                    )
                )
                for number in range(100)
            ),
            return_exceptions=True,
        )
    counted = Counter("done" if answer is None else type(answer).__name__ for answer in outcomes)
    assert counted == {"done": 1, "KeyAlreadyUsed": 99}
    kept = await postgres.answers.find(REQUEST, AT)
    assert kept is not None
    assert kept.answer is not None
    assert kept.answer.body == b"%d" % outcomes.index(None)


async def test_a_list_shows_the_latest_summaries(storage: Storage) -> None:
    """The list is paged, newest first, with the latest summary of each checkout."""
    for minute, checkout_id in enumerate(["c-1", "c-2", "c-3"]):
        await storage.events.append(
            Append(changes(checkout_id, 1, 1), summary=summary_of(checkout_id, minute))
        )
    paid = summary_of("c-1", progress=Progress.COMPLETED, email="Ada@example.com")
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
        ({"email": "before@example.com"}, []),
        ({"email": "\0"}, []),
        ({"created_after": AT}, ["c-2"]),
        ({"created_before": AT + timedelta(minutes=1)}, ["c-1"]),
    ],
)
async def test_a_list_is_filtered(
    storage: Storage, condition: dict[str, object], found: list[str]
) -> None:
    """A listed checkout meets every condition, and the total counts the listed checkouts."""
    await storage.events.append(Append(changes("c-1", 1, 1), summary=summary_of("c-1")))
    key = await storage.persons.key_for_sealing(
        "c-2",
        (*email_of("ada@example.com"), *email_of("before@example.com")),
        destroy_after=AT,
    )
    sealed = key.seal("customer.email", "ada@example.com")
    done = summary_of("c-2", 1, progress=Progress.COMPLETED, email=sealed)
    await storage.events.append(Append(changes("c-2", 1, 1), summary=done))
    wanted = replace(CheckoutFilter(merchant="shop", dialect="stateset"), **condition)  # type: ignore[arg-type]

    page = await storage.listings.page(wanted, after=None, limit=5)

    assert page is not None
    assert [each.checkout_id for each in page.listings] == found
    assert page.total == len(found)


@pytest.mark.parametrize("cursor", ["c-9", "\0", ""])
async def test_a_list_after_an_unknown_cursor_is_none(storage: Storage, cursor: str) -> None:
    """A cursor that names no checkout gives no page."""
    wanted = CheckoutFilter(merchant="shop", dialect="stateset")
    assert await storage.listings.page(wanted, after=cursor, limit=5) is None
