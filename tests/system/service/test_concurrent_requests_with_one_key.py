"""Concurrent requests with one idempotency key, to processes that share only the database."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.databases import Databases
from tests.system.service.agents import (
    ACP,
    CONCURRENT,
    DIALECTS,
    STATESET,
    UCP,
    SessionDialect,
    ids,
    is_replay,
    opened,
    payments,
)
from tests.system.service.server import authorised, item, new_checkout, running

MANY = 100


@dataclass(frozen=True)
class Pair:
    """Two servers on one database, which get the requests in turn."""

    addresses: tuple[str, str]
    database_url: str

    async def post_concurrently(
        self, path: str, body: Any, headers: dict[str, str], many: int = MANY
    ) -> list[httpx.Response]:
        """Sends the same POST `many` times, concurrently."""
        async with httpx.AsyncClient(timeout=60, limits=CONCURRENT) as client:
            return await asyncio.gather(
                *(
                    client.post(self.addresses[turn % 2] + path, headers=headers, json=body)
                    for turn in range(many)
                )
            )

    def post(self, path: str, body: Any, headers: dict[str, str], at: int = 0) -> httpx.Response:
        """Sends one POST."""
        return httpx.post(self.addresses[at] + path, headers=headers, json=body, timeout=30)


@pytest.fixture(scope="module")
def pair(database_copies: Databases, migrated_database: str) -> Iterator[Pair]:
    """The servers for the tests of this module. Each test uses its own sessions and keys."""
    with (
        database_copies.copy(migrated_database) as url,
        running(url) as one,
        running(url) as two,
    ):
        yield Pair((one.address, two.address), url)
        # There is nothing to complete, so they need no orderly end.
        for server in (one, two):
            server.kill()


@pytest.fixture(params=DIALECTS, ids=lambda dialect: dialect.name)
def dialect(request: pytest.FixtureRequest) -> SessionDialect:
    """Each dialect of agents."""
    param: SessionDialect = request.param
    return param


def single_response(
    answers: list[httpx.Response], status: int, under_way: int = 409
) -> httpx.Response:
    """The only response that is no replay. All others are replays, or report that the request is in progress."""
    (first,) = [each for each in answers if each.status_code == status and not is_replay(each)]
    for answer in answers:
        if is_replay(answer):
            assert (answer.status_code, answer.content) == (status, first.content)
        elif answer is not first:
            assert answer.status_code == under_way, answer.text
            assert answer.headers["Retry-After"]
    return first


async def test_one_checkout_is_created(pair: Pair, dialect: SessionDialect) -> None:
    """Of 100 creations with one key one gets 201, the others get replays or 409, and there is one checkout."""
    before = opened(pair.database_url)
    headers = dialect.headers_for("create once")
    answers = await pair.post_concurrently(dialect.root, dialect.creation("item_123", 1), headers)
    first = single_response(answers, 201)
    assert opened(pair.database_url) - before == ids([first])
    for at in (0, 1):
        later = pair.post(dialect.root, dialect.creation("item_123", 1), headers, at)
        assert (later.status_code, later.content) == (201, first.content)
        assert is_replay(later)


async def test_one_payment_is_requested(pair: Pair, dialect: SessionDialect) -> None:
    """100 completions with one key pay once, none fails, and all successful responses are equal."""
    created = pair.post(
        dialect.root, dialect.creation("item_123", 1), dialect.headers_for("pay for this")
    )
    before = payments(pair.database_url)
    path = f"{dialect.root}/{created.json()['id']}/complete"
    answers = await pair.post_concurrently(path, dialect.payment, dialect.headers_for("pay once"))
    assert single_response(answers, 200).json()["status"] == "completed"
    recorded = Counter(payments(pair.database_url)) - Counter(before)
    assert recorded == Counter({("paid", 1): 1})


async def test_completions_with_different_keys_make_one_payment(
    pair: Pair, dialect: SessionDialect
) -> None:
    """Of 30 completions of one session with different keys one succeeds, the others get 409, and it is paid once."""
    created = pair.post(
        dialect.root, dialect.creation("item_123", 1), dialect.headers_for("pay for that")
    )
    before = payments(pair.database_url)
    path = f"{dialect.root}/{created.json()['id']}/complete"
    async with httpx.AsyncClient(timeout=60, limits=CONCURRENT) as client:
        answers = await asyncio.gather(
            *(
                client.post(
                    pair.addresses[turn % 2] + path,
                    headers=dialect.headers_for(f"k{turn}"),
                    json=dialect.payment,
                )
                for turn in range(30)
            )
        )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 29}
    recorded = Counter(payments(pair.database_url)) - Counter(before)
    assert recorded == Counter({("paid", 1): 1})


async def test_of_updates_of_one_version_one_is_made(pair: Pair) -> None:
    """Of 40 updates of a platform with one ETag one gets 200, the others 409 or 412, and one version is added."""
    created = pair.post(UCP.root, UCP.creation("item_123", 1), UCP.headers_for("update this"))
    path, tag = f"{UCP.root}/{created.json()['id']}", created.headers["ETag"]
    async with httpx.AsyncClient(timeout=60, limits=CONCURRENT) as client:
        answers = await asyncio.gather(
            *(
                client.put(
                    pair.addresses[turn % 2] + path,
                    headers={**UCP.headers_for(f"update {turn}"), "If-Match": tag},
                    json={"line_items": [{"item": {"id": "item_123"}, "quantity": turn + 2}]},
                )
                for turn in range(40)
            )
        )
        (made,) = (each for each in answers if each.status_code == 200)
        # The process that made the change is asked, because the address of the customer's page is its own.
        read = await client.get(made.request.url, headers=UCP.headers_for("none"))
    assert {each.status_code for each in answers} <= {200, 409, 412}
    assert (read.headers["ETag"], read.json()) == (made.headers["ETag"], made.json())


async def test_of_two_bodies_with_one_key_one_is_executed(
    pair: Pair, dialect: SessionDialect
) -> None:
    """Of two different bodies with one key one is executed, and the other is refused."""
    before = opened(pair.database_url)
    headers = dialect.headers_for("two bodies")
    answers = await asyncio.gather(
        pair.post_concurrently(dialect.root, dialect.creation("item_123", 1), headers, many=20),
        pair.post_concurrently(dialect.root, dialect.creation("item_123", 2), headers, many=20),
    )
    statuses = Counter(answer.status_code for each in answers for answer in each)
    assert set(statuses) <= {201, 409, dialect.conflict}
    made = opened(pair.database_url) - before
    assert len(made) == 1
    taken = [ids(answer for answer in each if answer.status_code == 201) for each in answers]
    assert sorted(taken, key=len) == [set(), made]


@pytest.mark.parametrize("dialect", [STATESET, ACP], ids=["stateset", "acp"])
def test_a_key_belongs_to_its_path_and_its_sender(pair: Pair, dialect: SessionDialect) -> None:
    """The same key is independent for another checkout and for another client."""
    keys = ("a", "b")
    created = [
        pair.post(dialect.root, dialect.creation("item_123", 1), dialect.headers_for(key)).json()[
            "id"
        ]
        for key in keys
    ]
    for at, session in enumerate(created):
        path = f"{dialect.root}/{session}/complete"
        paid = pair.post(path, dialect.payment, dialect.headers_for("a"), at)
        assert (paid.json()["id"], is_replay(paid)) == (session, False)
    other = pair.post(
        dialect.root, dialect.creation("item_123", 1), dialect.headers_for("a", "sk_test_other"), 1
    )
    assert (other.status_code, is_replay(other)) == (201, False)
    assert other.json()["id"] not in created


async def test_concurrent_walley_creations_make_one_checkout(pair: Pair) -> None:
    """Of 100 creations with one X-idempotency one gets 201, and the others get replays or 423."""
    before = opened(pair.database_url)
    headers = {**authorised(pair.addresses[0]), "X-idempotency": "create once"}
    body = {
        "storeId": 1001,
        "countryCode": "SE",
        "merchantTermsUri": "https://shop.example/terms",
        "notificationUri": "https://shop.example/notify",
        "cart": {"items": [item(1)]},
    }
    answers = await pair.post_concurrently("/checkouts", body, headers)
    first = single_response(answers, 201, under_way=423)
    assert opened(pair.database_url) - before == {first.json()["data"]["privateId"]}
    later = pair.post("/checkouts", body, headers, at=1)
    assert (later.content, is_replay(later)) == (first.content, True)
    other = pair.post("/checkouts", {**body, "storeId": 1002}, headers, at=1)
    assert (other.status_code, is_replay(other)) == (409, False)


async def test_concurrent_walley_changes_record_one_event(pair: Pair) -> None:
    """Concurrent changes with one X-idempotency record one event, and none is refused as a conflict."""
    headers = authorised(pair.addresses[0])
    checkout_id = new_checkout(pair.addresses[0], headers)["privateId"]
    path = f"/checkouts/{checkout_id}/cart"
    keyed = {**headers, "X-idempotency": "change once"}
    async with httpx.AsyncClient(timeout=60, limits=CONCURRENT, headers=keyed) as client:
        answers = await asyncio.gather(
            *(client.put(pair.addresses[turn % 2] + path, json=[item(7)]) for turn in range(40))
        )
        later = await client.put(pair.addresses[1] + path, json=[item(7)])
        read = await client.get(f"{pair.addresses[0]}/checkouts/{checkout_id}")
    first = single_response(answers, 200, under_way=423)
    assert (later.status_code, later.content, is_replay(later)) == (200, first.content, True)
    assert read.headers["ETag"] == first.headers["ETag"]
