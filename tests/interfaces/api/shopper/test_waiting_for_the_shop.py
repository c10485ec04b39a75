"""Commits that wait for a shop's server: how many wait, and what they hold meanwhile."""

import asyncio
import itertools
import json
from collections.abc import Mapping

import httpx

from application.webhooks.callbacks import OutgoingRequest
from domain.checkout import Checkout
from interfaces.dialects.walley.webhooks import walley_callbacks
from interfaces.http.pipeline.admission import MOST_UNDER_WAY
from interfaces.webhooks.egress_policy import EgressPolicy
from interfaces.webhooks.http_caller import HttpAnswer, HttpCaller
from interfaces.webhooks.purchase_validation import ShopValidation
from interfaces.webhooks.question_limit import QuestionLimit
from tests.interfaces.api.api_fixture import ApiFixture

LIMIT = 5


class PausedCaller(HttpCaller):
    """A caller whose receivers answer when the test lets them."""

    def __init__(self) -> None:
        super().__init__(EgressPolicy())
        self.may_answer = asyncio.Event()
        self.calls: list[str] = []

    async def call(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes = b"",
        *,
        most_bytes: int = 0,
    ) -> HttpAnswer:
        """Note the call and wait."""
        self.calls.append(url)
        await self.may_answer.wait()
        return HttpAnswer(status=200, body=b"")


class NoLog:
    """Keeps no question."""

    async def keep(self, checkout: Checkout, request: OutgoingRequest, *_: object) -> None:
        """Do nothing."""


class AppFixture(ApiFixture):
    """The API, with merchants whose shops validate purchases."""

    def __init__(self, caller: HttpCaller, limit: int = LIMIT) -> None:
        super().__init__(
            ShopValidation(
                callbacks=[walley_callbacks()],
                caller=caller,
                log=NoLog(),
                clock=lambda: self.now,
                limit=QuestionLimit(limit),
            )
        )
        self._tokens = map("public-SE-{}".format, itertools.count(1))

    async def open_one(self, uri: str, merchant: str = "demo-shop") -> str:
        """Open a checkout whose shop is asked at `uri`, and return its token."""
        token = next(self._tokens)
        settings = json.dumps({"validationUri": uri})
        await self.opened(merchant=merchant, token=token, dialect="walley", settings=settings)
        return token

    def begin_commit(self, token: str) -> "asyncio.Task[httpx.Response]":
        """Commit without waiting for the answer."""
        return asyncio.create_task(
            self.client.post(f"/shopper/{token}/commit", json={"version": 4})
        )


async def _run_until(caller: PausedCaller, calls: int) -> None:
    while len(caller.calls) < calls:  # noqa: ASYNC110  it ends in a few turns of the loop
        await asyncio.sleep(0)


async def test_many_checkouts_of_one_shop() -> None:
    """Of a thousand commits at the same time, as many as the limit ask the shop, and the others get 503."""
    caller = PausedCaller()
    app = AppFixture(caller)
    tokens = [await app.open_one("https://shop.example/validate") for _ in range(1000)]
    commits = [app.begin_commit(token) for token in tokens]
    answered: set[asyncio.Task[httpx.Response]] = set()
    while len(answered) < 1000 - LIMIT:
        done, _ = await asyncio.wait(set(commits) - answered, return_when=asyncio.FIRST_COMPLETED)
        answered |= done

    assert len(caller.calls) == LIMIT
    refused = [task.result() for task in answered]
    assert {(each.status_code, each.headers["retry-after"]) for each in refused} == {(503, "2")}
    caller.may_answer.set()
    assert [(await each).status_code for each in set(commits) - answered] == [200] * LIMIT
    assert (await app.begin_commit(tokens[-1])).status_code == 200


async def test_many_hosts_of_one_merchant() -> None:
    """A merchant that names a host of its own for each checkout has the same limit."""
    caller = PausedCaller()
    app = AppFixture(caller)
    tokens = [await app.open_one(f"https://{n}.shop.example/") for n in range(LIMIT + 1)]
    commits = [app.begin_commit(token) for token in tokens[:-1]]
    await _run_until(caller, LIMIT)

    assert (await app.begin_commit(tokens[-1])).status_code == 503
    caller.may_answer.set()
    await asyncio.gather(*commits)


async def test_another_shop() -> None:
    """The shop of another merchant is asked while the first has reached its limit."""
    caller = PausedCaller()
    app = AppFixture(caller)
    tokens = [await app.open_one("https://shop.example/validate") for _ in range(LIMIT)]
    commits = [app.begin_commit(token) for token in tokens]
    await _run_until(caller, LIMIT)
    other = app.begin_commit(await app.open_one("https://other.example/", merchant="other-shop"))
    await _run_until(caller, LIMIT + 1)

    caller.may_answer.set()
    assert [each.status_code for each in await asyncio.gather(other, *commits)] == [200] * (
        LIMIT + 1
    )


async def test_what_a_waiting_commit_holds() -> None:
    """Commits that wait for shops hold no place: as many as there are places may wait, and a read is answered."""
    caller = PausedCaller()
    app = AppFixture(caller, limit=MOST_UNDER_WAY)
    tokens = [await app.open_one("https://shop.example/validate") for _ in range(MOST_UNDER_WAY)]
    commits = []
    for waiting, token in enumerate(tokens, start=1):
        commits.append(app.begin_commit(token))
        await _run_until(caller, waiting)

    other = await app.open_one("https://other.example/", merchant="other-shop")
    assert (await app.client.get(f"/shopper/{other}")).status_code == 200
    caller.may_answer.set()
    assert {each.status_code for each in await asyncio.gather(*commits)} == {200}


async def test_the_answer_of_a_commit_that_waited() -> None:
    """The place of a commit that waited is given back once, so the limit stays what it was."""
    caller = PausedCaller()
    caller.may_answer.set()
    app = AppFixture(caller)
    for _ in range(3):
        assert (await app.begin_commit(await app.open_one("https://s.example/"))).status_code == 200
    assert (await app.client.get("/shopper/public-SE-1")).status_code == 200
