"""POST commit where the shop wants to be asked first: Walley's validation callback, with real receivers."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import pytest

from application.ports.purchase_validation import Validation
from application.ports.webhooks.webhook_log import AttemptOutcome
from application.ports.webhooks.webhook_outbox import AttemptResult
from application.webhooks.callbacks import OutgoingRequest
from domain.checkout import Checkout
from domain.events import PurchaseCommitted, ReferenceChanged
from interfaces.dialects.walley.webhooks import walley_callbacks
from interfaces.webhooks.egress_policy import EgressPolicy
from interfaces.webhooks.http_caller import HttpCaller
from interfaces.webhooks.purchase_validation import ShopValidation
from tests.interfaces.api.api_fixture import NOW, TOKEN, ApiFixture, problem
from tests.interfaces.webhooks.receivers import (
    Behave,
    endless,
    hanging_up,
    receiving,
    silent,
    statuses,
)
from tests.interfaces.webhooks.webhook_fixture import HOME

OWN_WORDS = {
    "title": "The purchase was stopped",
    "message": "The shop could not confirm the order. Try again, or contact the shop.",
}


class Log:
    """Keeps questions in a list."""

    def __init__(self) -> None:
        self.kept: list[tuple[OutgoingRequest, datetime, AttemptResult, Validation]] = []

    async def keep(
        self,
        checkout: Checkout,
        command: OutgoingRequest,
        at: datetime,
        made: AttemptResult,
        said: Validation,
    ) -> None:
        """Keeps one."""
        self.kept.append((command, at, made, said))


class AppFixture(ApiFixture):
    """The API, with a shop that is asked."""

    def __init__(self, caller: HttpCaller) -> None:
        self.log = Log()
        super().__init__(
            ShopValidation(
                callbacks=[walley_callbacks()], caller=caller, log=self.log, clock=lambda: self.now
            )
        )

    async def open_with_validation(self, uri: str) -> Checkout:
        """A checkout whose shop wants to be asked at `uri`."""
        settings = json.dumps({"validationUri": f"{uri}/validate?id={{checkout.id}}"})
        return await self.opened(dialect="walley", settings=settings)

    async def commit(self, version: int) -> tuple[int, dict[str, Any]]:
        """What the customer's page is answered."""
        answer = await self.client.post(f"/shopper/{TOKEN}/commit", json={"version": version})
        return answer.status_code, answer.json()


@asynccontextmanager
async def app_fixture(
    *, reach: EgressPolicy = HOME, seconds: float = 10.0
) -> AsyncIterator[AppFixture]:
    """An app fixture that calls receivers on this machine."""
    async with HttpCaller(reach, seconds=seconds) as caller:
        yield AppFixture(caller)


def stopped(words: dict[str, str]) -> tuple[int, dict[str, object]]:
    """The problem of a purchase that its shop stopped."""
    return 409, problem(
        "purchase-stopped",
        409,
        "Purchase stopped by the shop",
        "The shop did not let this purchase through. Show the customer the words under `shop`.",
        shop=words,
    )


@pytest.mark.parametrize("status", [200, 204])
async def test_let_through(status: int) -> None:
    """The shop was asked by POST, once; the purchase is committed to."""
    async with receiving(statuses(status)) as shop, app_fixture() as api:
        checkout = await api.open_with_validation(shop.url)

        code, page = await api.commit(4)

    assert (code, page["stage"], page["version"]) == (200, "committed", 5)
    assert [(it.method, it.path) for it in shop.received] == [
        ("POST", f"/validate?id={checkout.id}")
    ]
    ((command, at, made, _),) = api.log.kept
    assert (command.channel, at) == ("walley.validation", NOW)
    assert (made.outcome, made.status) == (AttemptOutcome.DELIVERED, status)


async def test_let_through_with_a_number() -> None:
    """The order number that the shop answers with is recorded together with the commitment."""
    async with (
        receiving(statuses(200, body=b'{"orderReference":"order-7"}')) as shop,
        app_fixture() as api,
    ):
        checkout = await api.open_with_validation(shop.url)

        code, page = await api.commit(4)

    assert (code, page["version"]) == (200, 6)
    *_, named, committed = await api.history(checkout)
    assert isinstance(named, ReferenceChanged)
    assert isinstance(committed, PurchaseCommitted)
    assert (named.reference, committed.shown_version) == ("order-7", 4)
    assert named.provenance.operation == "commit purchase"


async def test_stopped_with_words() -> None:
    """The page is answered with the shop's title and message, and the attempt is kept with them."""
    words = {"title": "Sold out", "message": "The last one is gone."}
    async with (
        receiving(statuses(400, body=json.dumps(words).encode())) as shop,
        app_fixture() as api,
    ):
        checkout = await api.open_with_validation(shop.url)

        assert await api.commit(4) == stopped(words)
        assert (await api.client.get(f"/shopper/{TOKEN}")).json()["purchasable"] is True

    (attempt,) = await api.attempts(checkout)
    assert (attempt.reason, json.loads(attempt.facts)) == ("PurchaseStopped", {"shop": words})
    assert json.loads(attempt.command)["validation"] == words
    ((_, _, made, _),) = api.log.kept
    assert (made.outcome, made.status) == (AttemptOutcome.REJECTED, 400)


@pytest.mark.parametrize("status", [302, 404, 500])
async def test_stopped_without_words(status: int) -> None:
    """A redirect is not followed, and a shop that fails has let nothing through."""
    behave = statuses(status, headers="Location: http://127.0.0.1:1/\r\n")
    async with receiving(behave) as shop, app_fixture() as api:
        await api.open_with_validation(shop.url)
        assert await api.commit(4) == stopped(OWN_WORDS)


@pytest.mark.parametrize("behave", [silent, hanging_up], ids=["silent", "hanging up"])
async def test_a_shop_that_does_not_answer(behave: Behave) -> None:
    """After ten seconds (fewer here) the response says so, and the customer can try again."""
    async with receiving(behave) as shop, app_fixture(seconds=0.3) as api:
        await api.open_with_validation(shop.url)
        assert await api.commit(4) == stopped(OWN_WORDS)
    ((_, _, made, _),) = api.log.kept
    assert (made.outcome, made.status) == (AttemptOutcome.UNANSWERED, None)


async def test_a_shop_that_answers_without_end() -> None:
    """Only the beginning of it is read: 200 is 200."""
    async with receiving(endless) as shop, app_fixture() as api:
        await api.open_with_validation(shop.url)
        assert (await api.commit(4))[0] == 200


async def test_a_shop_that_is_not_allowed_to_be_asked() -> None:
    """Where the URL leads inside, nothing is sent and the purchase is stopped; the log says why."""
    async with receiving(statuses(200)) as shop, app_fixture(reach=EgressPolicy(http=True)) as api:
        await api.open_with_validation(shop.url)
        assert await api.commit(4) == stopped(OWN_WORDS)
    assert shop.received == []
    ((_, _, made, _),) = api.log.kept
    assert made.outcome is AttemptOutcome.NOT_SENT
    assert "127.0.0.1" in (made.problem or "")


async def test_a_shop_that_was_asked_and_is_asked_again() -> None:
    """The customer tries again, and so the shop may be asked any number of times."""
    async with receiving(statuses(500, 200)) as shop, app_fixture() as api:
        await api.open_with_validation(shop.url)
        assert [(await api.commit(4))[0], (await api.commit(4))[0]] == [409, 200]
    assert len(shop.received) == 2


async def test_a_purchase_that_is_refused_anyway() -> None:
    """The shop is not asked about what the customer was not shown."""
    async with receiving(statuses(200)) as shop, app_fixture() as api:
        await api.open_with_validation(shop.url)
        assert (await api.commit(3))[0] == 409
    assert shop.received == []
