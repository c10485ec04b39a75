"""What becomes of a delivery that fails: its dialect's schedule, to the second, and an end."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.ports.webhook_log import AttemptOutcome, DeliveryState
from application.webhooks.callbacks import CannotSign
from interfaces.webhooks.egress_policy import EgressPolicy
from tests.interfaces.webhooks.receivers import receiving, statuses
from tests.interfaces.webhooks.webhook_fixture import TEST_DIALECT, WebhookFixture, sent

SVEA = [timedelta(seconds=it) for it in (10, 60, 300, 1800, 7200, 21600, 43200, 86400)]
A_MOMENT = timedelta(microseconds=1)
WALLEY = [5, 10, 180, 3600, 4 * 3600, 8 * 3600, 16 * 3600, 24 * 3600]


async def test_a_callback_is_delivered(webhook_fixture: WebhookFixture) -> None:
    """It is sent once, with what it was derived with, and not again."""
    async with receiving(statuses(200)) as shop:
        checkout = await webhook_fixture.purchased(f"{shop.url}/notify", dialect="walley")
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender()

        assert await sent(sender) == 1
        assert await sent(sender) == 0

    assert [(each.method, each.path) for each in shop.received] == [("GET", "/notify")]
    delivery = await webhook_fixture.only(checkout)
    assert (delivery.state, delivery.due) == (DeliveryState.DELIVERED, None)
    assert (delivery.version, delivery.channel) == (checkout.version, "walley.notification")
    (attempt,) = delivery.attempts
    assert (attempt.number, attempt.status) == (1, 200)
    assert (attempt.outcome, attempt.at) == (AttemptOutcome.DELIVERED, webhook_fixture.clock())


@pytest.mark.parametrize("code", [201, 204, 302, 404, 500])
async def test_walleys_schedule(webhook_fixture: WebhookFixture, code: int) -> None:
    """Anything but 200 is tried again after 5 s, 10 s, 3 min, 1 h, 4 h, 8 h, 16 h and 24 h, and then no more."""
    async with receiving(statuses(code)) as shop:
        checkout = await webhook_fixture.purchased(shop.url, dialect="walley")
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender()
        assert await sent(sender) == 1
        for seconds in WALLEY:
            webhook_fixture.clock.passes(timedelta(seconds=seconds) - A_MOMENT)
            assert await sent(sender) == 0
            webhook_fixture.clock.passes(A_MOMENT)
            assert await sent(sender) == 1
        webhook_fixture.clock.passes(timedelta(days=365))
        assert await sent(sender) == 0

    delivery = await webhook_fixture.only(checkout)
    assert (delivery.state, delivery.due) == (DeliveryState.PARKED, None)
    assert [attempt.number for attempt in delivery.attempts] == list(range(1, 10))
    assert {(attempt.outcome, attempt.status) for attempt in delivery.attempts} == {
        (AttemptOutcome.REJECTED, code)
    }


async def test_sveas_schedule(webhook_fixture: WebhookFixture) -> None:
    """A push that finds nobody, a fault or nothing is tried again eight times within two days, and then no more."""
    async with receiving(statuses(404, 500)) as shop:
        checkout = await webhook_fixture.purchased(
            f"{shop.url}/{{checkout.order.uri}}", dialect="svea"
        )
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender()
        assert await sent(sender) == 1
        for after in SVEA:
            webhook_fixture.clock.passes(after - A_MOMENT)
            assert await sent(sender) == 0
            webhook_fixture.clock.passes(A_MOMENT)
            assert await sent(sender) == 1

    delivery = await webhook_fixture.only(checkout)
    assert (delivery.state, delivery.channel) == (DeliveryState.PARKED, "svea.push")
    assert [attempt.status for attempt in delivery.attempts] == [404] + [500] * 8
    assert set(shop.paths) == {f"/{checkout.order_number}"}


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (204, DeliveryState.DELIVERED),
        (302, DeliveryState.ENDED),
        (400, DeliveryState.ENDED),
        (404, DeliveryState.WAITING),
        (503, DeliveryState.WAITING),
    ],
)
async def test_what_ends_a_push(
    webhook_fixture: WebhookFixture, code: int, state: DeliveryState
) -> None:
    """Svea's shops end it with any 2xx, or with an answer that says that they do not want it."""
    async with receiving(statuses(code)) as shop:
        checkout = await webhook_fixture.purchased(shop.url, dialect="svea")
        await webhook_fixture.derived()
        assert await sent(await webhook_fixture.sender()) == 1
    assert (await webhook_fixture.only(checkout)).state is state


async def test_retries_are_spread(webhook_fixture: WebhookFixture) -> None:
    """By up to a tenth of the time, so that all that failed together does not come back together."""
    async with receiving(statuses(500)) as shop:
        checkout = await webhook_fixture.purchased(shop.url, dialect="walley")
        await webhook_fixture.derived()
        assert await sent(await webhook_fixture.sender(chance=1.0)) == 1

    assert (await webhook_fixture.only(checkout)).due == webhook_fixture.clock() + timedelta(
        seconds=5.5
    )


async def test_a_receiver_that_comes_back(webhook_fixture: WebhookFixture) -> None:
    """The attempts that failed are kept beside the one that did not."""
    async with receiving(statuses(503, 500, 200)) as shop:
        checkout = await webhook_fixture.purchased(shop.url, dialect="walley")
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender()
        for seconds in (0, 5, 10):
            webhook_fixture.clock.passes(timedelta(seconds=seconds))
            assert await sent(sender) == 1

    delivery = await webhook_fixture.only(checkout)
    assert delivery.state is DeliveryState.DELIVERED
    assert [attempt.status for attempt in delivery.attempts] == [503, 500, 200]


async def test_an_answer_that_ends_it(webhook_fixture: WebhookFixture) -> None:
    """Where the dialect says so, neither a delivery nor tried again."""
    async with receiving(statuses(410)) as shop:
        checkout = await webhook_fixture.purchased(shop.url)
        await webhook_fixture.derived()
        assert await sent(await webhook_fixture.sender()) == 1

    delivery = await webhook_fixture.only(checkout)
    assert delivery.state is DeliveryState.ENDED
    assert [attempt.outcome for attempt in delivery.attempts] == [AttemptOutcome.REJECTED]


async def test_a_receiver_that_is_gone(webhook_fixture: WebhookFixture) -> None:
    """No answer is tried again like any other failure, and the attempt says what went wrong."""
    async with receiving(statuses(200)) as shop:
        gone = shop.url
    checkout = await webhook_fixture.purchased(gone)
    await webhook_fixture.derived()
    assert await sent(await webhook_fixture.sender()) == 1

    delivery = await webhook_fixture.only(checkout)
    assert delivery.state is DeliveryState.WAITING
    (attempt,) = delivery.attempts
    assert (attempt.outcome, attempt.status) == (AttemptOutcome.UNANSWERED, None)
    assert "No connection" in (attempt.problem or "")


async def test_a_url_that_is_not_allowed(webhook_fixture: WebhookFixture) -> None:
    """It is parked at once: the URL will not change, and the operator may want to change the configuration."""
    checkout = await webhook_fixture.purchased("http://shop.example/")
    await webhook_fixture.derived()
    assert await sent(await webhook_fixture.sender(reach=EgressPolicy())) == 1

    delivery = await webhook_fixture.only(checkout)
    assert delivery.state is DeliveryState.PARKED
    assert [attempt.outcome for attempt in delivery.attempts] == [AttemptOutcome.NOT_SENT]


async def test_a_name_that_leads_inside(webhook_fixture: WebhookFixture) -> None:
    """Nothing is sent; it is tried again, since the name may lead elsewhere then."""

    async def inside(host: str, port: int) -> list[str]:
        return ["169.254.169.254"]

    checkout = await webhook_fixture.purchased("https://shop.example/")
    await webhook_fixture.derived()
    assert await sent(await webhook_fixture.sender(reach=EgressPolicy(), resolve=inside)) == 1

    delivery = await webhook_fixture.only(checkout)
    assert delivery.state is DeliveryState.WAITING
    (attempt,) = delivery.attempts
    assert attempt.outcome is AttemptOutcome.NOT_SENT
    assert "169.254.169.254" in (attempt.problem or "")


async def test_what_cannot_be_signed(webhook_fixture: WebhookFixture) -> None:
    """Nothing is sent; it is tried again on schedule, since the configuration may be mended meanwhile."""

    def unsigned(merchant: str, body: bytes, at: datetime) -> dict[str, str]:
        raise CannotSign("There is no secret.")

    (channel,) = TEST_DIALECT.channels
    async with receiving(statuses(200)) as shop:
        checkout = await webhook_fixture.purchased(shop.url)
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender()
        sender._channels[channel.name] = replace(channel, sign=unsigned)
        assert await sent(sender) == 1
        assert shop.received == []

    delivery = await webhook_fixture.only(checkout)
    assert delivery.due == webhook_fixture.clock() + timedelta(seconds=10)
    (attempt,) = delivery.attempts
    assert (attempt.outcome, attempt.problem) == (AttemptOutcome.NOT_SENT, "There is no secret.")


async def test_headers_of_the_moment(webhook_fixture: WebhookFixture) -> None:
    """What a channel signs is made anew for each attempt; the body stays the same to the byte."""
    async with receiving(statuses(500, 200)) as shop:
        await webhook_fixture.purchased(shop.url)
        await webhook_fixture.derived()
        sender = await webhook_fixture.sender()
        await sent(sender)
        first = webhook_fixture.clock().timestamp()
        webhook_fixture.clock.passes(timedelta(seconds=10))
        await sent(sender)

    assert [each.body for each in shop.received] == [b'{"version": 4, "reference": null}'] * 2
    assert [each.headers["x-signed"] for each in shop.received] == [
        f"demo-shop 33 {first:.0f}",
        f"demo-shop 33 {first + 10:.0f}",
    ]
