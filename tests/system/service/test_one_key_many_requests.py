"""Requests with one idempotency key that arrive at once, at processes that share nothing but the database."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.conftest import fresh_database
from tests.system.service.agents import (
    PAYING,
    TOGETHER,
    TONGUES,
    Tongue,
    creation,
    ids,
    is_replay,
    opened,
    payments,
)
from tests.system.service.server import authorised, item, new_checkout, running

MANY = 100


@dataclass(frozen=True)
class Pair:
    """Two servers on one database, each request to the other one than the last."""

    addresses: tuple[str, str]
    database_url: str

    async def ask_at_once(
        self, path: str, body: Any, headers: dict[str, str], many: int = MANY
    ) -> list[httpx.Response]:
        """The same POST, so many times."""
        async with httpx.AsyncClient(timeout=60, limits=TOGETHER) as client:
            return await asyncio.gather(
                *(
                    client.post(self.addresses[turn % 2] + path, headers=headers, json=body)
                    for turn in range(many)
                )
            )

    def ask(self, path: str, body: Any, headers: dict[str, str], at: int = 0) -> httpx.Response:
        """One of them."""
        return httpx.post(self.addresses[at] + path, headers=headers, json=body, timeout=30)


@pytest.fixture(scope="module")
def pair(database_url: str) -> Iterator[Pair]:
    """The servers, for the tests of this module; each uses sessions and keys of its own."""
    with (
        fresh_database(database_url) as url,
        running(url) as one,
        running(url) as two,
    ):
        yield Pair((one.address, two.address), url)
        # They hold nothing that anybody will want.
        for server in (one, two):
            server.kill()


@pytest.fixture(params=TONGUES, ids=lambda tongue: tongue.name)
def tongue(request: pytest.FixtureRequest) -> Tongue:
    """Each dialect of agents."""
    spoken: Tongue = request.param
    return spoken


def one_answer(answers: list[httpx.Response], status: int, under_way: int = 409) -> httpx.Response:
    """The only answer that was not given before. All others repeat it, or say that it is under way."""
    (first,) = [each for each in answers if each.status_code == status and not is_replay(each)]
    for answer in answers:
        if is_replay(answer):
            assert (answer.status_code, answer.content) == (status, first.content)
        elif answer is not first:
            assert answer.status_code == under_way, answer.text
            assert answer.headers["Retry-After"]
    return first


async def test_one_checkout_is_created(pair: Pair, tongue: Tongue) -> None:
    """Of 100 creates with one key one is 201, the rest its replays or told to wait, and there is one checkout."""
    before = opened(pair.database_url)
    headers = tongue.sent("create once")
    answers = await pair.ask_at_once(tongue.root, creation(), headers)
    first = one_answer(answers, 201)
    assert opened(pair.database_url) - before == ids([first])
    for at in (0, 1):
        later = pair.ask(tongue.root, creation(), headers, at)
        assert (later.status_code, later.content) == (201, first.content)
        assert is_replay(later)


async def test_one_payment_is_asked_for(pair: Pair, tongue: Tongue) -> None:
    """50 completions with one key pay once, and every one that has an answer has the same."""
    created = pair.ask(tongue.root, creation(), tongue.sent("pay for this"))
    before = payments(pair.database_url)
    path = f"{tongue.root}/{created.json()['id']}/complete"
    answers = await pair.ask_at_once(path, PAYING, tongue.sent("pay once"), many=50)
    assert one_answer(answers, 200).json()["status"] == "completed"
    asked = Counter(payments(pair.database_url)) - Counter(before)
    assert asked == Counter({("paid", 1): 1})


async def test_many_keys_for_one_purchase(pair: Pair, tongue: Tongue) -> None:
    """Agents that complete one session with keys of their own are told no, but for one; it is paid once."""
    created = pair.ask(tongue.root, creation(), tongue.sent("pay for that"))
    before = payments(pair.database_url)
    path = f"{tongue.root}/{created.json()['id']}/complete"
    async with httpx.AsyncClient(timeout=60, limits=TOGETHER) as client:
        answers = await asyncio.gather(
            *(
                client.post(
                    pair.addresses[turn % 2] + path, headers=tongue.sent(f"k{turn}"), json=PAYING
                )
                for turn in range(30)
            )
        )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 29}
    asked = Counter(payments(pair.database_url)) - Counter(before)
    assert asked == Counter({("paid", 1): 1})


async def test_of_two_bodies_with_one_key_one_counts(pair: Pair, tongue: Tongue) -> None:
    """Requests that differ and race for a key: one of them is done, and whoever sent the other is told so."""
    before = opened(pair.database_url)
    headers = tongue.sent("two bodies")
    answers = await asyncio.gather(
        pair.ask_at_once(tongue.root, creation(quantity=1), headers, many=20),
        pair.ask_at_once(tongue.root, creation(quantity=2), headers, many=20),
    )
    statuses = Counter(answer.status_code for each in answers for answer in each)
    assert set(statuses) <= {201, 409, tongue.conflict}
    made = opened(pair.database_url) - before
    assert len(made) == 1
    taken = [ids(answer for answer in each if answer.status_code == 201) for each in answers]
    assert sorted(taken, key=len) == [set(), made]


def test_a_key_belongs_to_its_path_and_its_sender(pair: Pair, tongue: Tongue) -> None:
    """The same key on another checkout, in another's hands and in another API is another key."""
    keys = ("a", "b")
    created = [pair.ask(tongue.root, creation(), tongue.sent(key)).json()["id"] for key in keys]
    for at, session in enumerate(created):
        path = f"{tongue.root}/{session}/complete"
        paid = pair.ask(path, PAYING, tongue.sent("a"), at)
        assert (paid.json()["id"], is_replay(paid)) == (session, False)
    stranger = pair.ask(tongue.root, creation(), tongue.sent("a", "sk_test_other"), 1)
    assert (stranger.status_code, is_replay(stranger)) == (201, False)
    assert stranger.json()["id"] not in created


async def test_walley_creates_once(pair: Pair) -> None:
    """100 creates with one X-idempotency make one checkout: one 201, and the rest its replays or 423."""
    before = opened(pair.database_url)
    headers = {**authorised(pair.addresses[0]), "X-idempotency": "create once"}
    body = {
        "storeId": 1001,
        "countryCode": "SE",
        "merchantTermsUri": "https://shop.example/terms",
        "notificationUri": "https://shop.example/notify",
        "cart": {"items": [item(1)]},
    }
    answers = await pair.ask_at_once("/checkouts", body, headers)
    first = one_answer(answers, 201, under_way=423)
    assert opened(pair.database_url) - before == {first.json()["data"]["privateId"]}
    later = pair.ask("/checkouts", body, headers, at=1)
    assert (later.content, is_replay(later)) == (first.content, True)
    other = pair.ask("/checkouts", {**body, "storeId": 1002}, headers, at=1)
    assert (other.status_code, is_replay(other)) == (409, False)


async def test_walley_changes_once(pair: Pair) -> None:
    """A change that many send with one X-idempotency is one event, and is never refused as a change by another."""
    headers = authorised(pair.addresses[0])
    checkout_id = new_checkout(pair.addresses[0], headers)["privateId"]
    path = f"/checkouts/{checkout_id}/cart"
    keyed = {**headers, "X-idempotency": "change once"}
    async with httpx.AsyncClient(timeout=60, limits=TOGETHER, headers=keyed) as client:
        answers = await asyncio.gather(
            *(client.put(pair.addresses[turn % 2] + path, json=[item(7)]) for turn in range(40))
        )
        later = await client.put(pair.addresses[1] + path, json=[item(7)])
        read = await client.get(f"{pair.addresses[0]}/checkouts/{checkout_id}")
    first = one_answer(answers, 200, under_way=423)
    assert (later.status_code, later.content, is_replay(later)) == (200, first.content, True)
    assert read.headers["ETag"] == first.headers["ETag"]
