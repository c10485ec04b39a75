"""Retries of a failed delivery: the schedule of each dialect, and its end."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.ports.webhooks.webhook_log import AttemptOutcome, DeliveryState
from application.webhooks.callbacks import CannotSign, OutgoingRequest
from interfaces.webhooks.egress_policy import EgressPolicy
from tests.interfaces.webhooks.receivers import receiving, statuses
from tests.interfaces.webhooks.webhook_fixture import (
    TEST_DIALECT,
    WebhookFixture,
    send_due_deliveries,
)

SVEA = [timedelta(seconds=it) for it in (10, 60, 300, 1800, 7200, 21600, 43200, 86400)]
A_MICROSECOND = timedelta(microseconds=1)
WALLEY = [5, 10, 180, 3600, 4 * 3600, 8 * 3600, 16 * 3600, 24 * 3600]


async def test_a_successful_delivery_is_not_repeated(webhook_fixture: WebhookFixture) -> None:
    """A delivered callback has one attempt, and is not sent again."""
    async with receiving(statuses(200)) as shop:
        checkout = await webhook_fixture.purchase(f"{shop.url}/notify", dialect="walley")
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender()

        assert await send_due_deliveries(sender) == 1
        assert await send_due_deliveries(sender) == 0

    assert [(each.method, each.path) for each in shop.received] == [("GET", "/notify")]
    delivery = await webhook_fixture.only_delivery_of(checkout)
    assert (delivery.state, delivery.due) == (DeliveryState.DELIVERED, None)
    assert (delivery.version, delivery.channel) == (checkout.version, "walley.notification")
    (attempt,) = delivery.attempts
    assert (attempt.number, attempt.status) == (1, 200)
    assert (attempt.outcome, attempt.at) == (AttemptOutcome.DELIVERED, webhook_fixture.clock())


@pytest.mark.parametrize("code", [201, 204, 302, 404, 500])
async def test_the_retry_schedule_of_walley(webhook_fixture: WebhookFixture, code: int) -> None:
    """Any status but 200 is retried after 5 s, 10 s, 3 min, 1 h, 4 h, 8 h, 16 h and 24 h, and then parked."""
    async with receiving(statuses(code)) as shop:
        checkout = await webhook_fixture.purchase(shop.url, dialect="walley")
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender()
        assert await send_due_deliveries(sender) == 1
        for seconds in WALLEY:
            webhook_fixture.clock.advance(timedelta(seconds=seconds) - A_MICROSECOND)
            assert await send_due_deliveries(sender) == 0
            webhook_fixture.clock.advance(A_MICROSECOND)
            assert await send_due_deliveries(sender) == 1
        webhook_fixture.clock.advance(timedelta(days=365))
        assert await send_due_deliveries(sender) == 0

    delivery = await webhook_fixture.only_delivery_of(checkout)
    assert (delivery.state, delivery.due) == (DeliveryState.PARKED, None)
    assert [attempt.number for attempt in delivery.attempts] == list(range(1, 10))
    assert {(attempt.outcome, attempt.status) for attempt in delivery.attempts} == {
        (AttemptOutcome.REJECTED, code)
    }


async def test_the_retry_schedule_of_svea(webhook_fixture: WebhookFixture) -> None:
    """A push with 404 or 5xx is retried eight times within two days, and then parked."""
    async with receiving(statuses(404, 500)) as shop:
        checkout = await webhook_fixture.purchase(
            f"{shop.url}/{{checkout.order.uri}}", dialect="svea"
        )
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender()
        assert await send_due_deliveries(sender) == 1
        for after in SVEA:
            webhook_fixture.clock.advance(after - A_MICROSECOND)
            assert await send_due_deliveries(sender) == 0
            webhook_fixture.clock.advance(A_MICROSECOND)
            assert await send_due_deliveries(sender) == 1

    delivery = await webhook_fixture.only_delivery_of(checkout)
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
async def test_statuses_that_end_a_push(
    webhook_fixture: WebhookFixture, code: int, state: DeliveryState
) -> None:
    """A push to a Svea shop ends with any 2xx, or with a status that rejects it permanently."""
    async with receiving(statuses(code)) as shop:
        checkout = await webhook_fixture.purchase(shop.url, dialect="svea")
        await webhook_fixture.derive_deliveries()
        assert await send_due_deliveries(await webhook_fixture.sender()) == 1
    assert (await webhook_fixture.only_delivery_of(checkout)).state is state


async def test_retries_have_a_random_delay(webhook_fixture: WebhookFixture) -> None:
    """Up to a tenth of the delay is added, so that failed deliveries are not all retried together."""
    async with receiving(statuses(500)) as shop:
        checkout = await webhook_fixture.purchase(shop.url, dialect="walley")
        await webhook_fixture.derive_deliveries()
        assert await send_due_deliveries(await webhook_fixture.sender(chance=1.0)) == 1

    assert (
        await webhook_fixture.only_delivery_of(checkout)
    ).due == webhook_fixture.clock() + timedelta(seconds=5.5)


async def test_a_receiver_that_recovers(webhook_fixture: WebhookFixture) -> None:
    """Failed attempts are kept in the list before the successful one."""
    async with receiving(statuses(503, 500, 200)) as shop:
        checkout = await webhook_fixture.purchase(shop.url, dialect="walley")
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender()
        for seconds in (0, 5, 10):
            webhook_fixture.clock.advance(timedelta(seconds=seconds))
            assert await send_due_deliveries(sender) == 1

    delivery = await webhook_fixture.only_delivery_of(checkout)
    assert delivery.state is DeliveryState.DELIVERED
    assert [attempt.status for attempt in delivery.attempts] == [503, 500, 200]


async def test_a_final_rejection_ends_a_delivery(webhook_fixture: WebhookFixture) -> None:
    """A status that the dialect treats as final ends the delivery without a retry."""
    async with receiving(statuses(410)) as shop:
        checkout = await webhook_fixture.purchase(shop.url)
        await webhook_fixture.derive_deliveries()
        assert await send_due_deliveries(await webhook_fixture.sender()) == 1

    delivery = await webhook_fixture.only_delivery_of(checkout)
    assert delivery.state is DeliveryState.ENDED
    assert [attempt.outcome for attempt in delivery.attempts] == [AttemptOutcome.REJECTED]


async def test_an_unreachable_receiver_is_retried(webhook_fixture: WebhookFixture) -> None:
    """A delivery without an answer is retried, and its attempt has the reason."""
    async with receiving(statuses(200)) as shop:
        gone = shop.url
    checkout = await webhook_fixture.purchase(gone)
    await webhook_fixture.derive_deliveries()
    assert await send_due_deliveries(await webhook_fixture.sender()) == 1

    delivery = await webhook_fixture.only_delivery_of(checkout)
    assert delivery.state is DeliveryState.WAITING
    (attempt,) = delivery.attempts
    assert (attempt.outcome, attempt.status) == (AttemptOutcome.UNANSWERED, None)
    assert "No connection" in (attempt.problem or "")


async def test_a_forbidden_url_parks_the_delivery(webhook_fixture: WebhookFixture) -> None:
    """A forbidden URL is parked at once, because it cannot change without the operator."""
    checkout = await webhook_fixture.purchase("http://shop.example/")
    await webhook_fixture.derive_deliveries()
    assert await send_due_deliveries(await webhook_fixture.sender(reach=EgressPolicy())) == 1

    delivery = await webhook_fixture.only_delivery_of(checkout)
    assert delivery.state is DeliveryState.PARKED
    assert [attempt.outcome for attempt in delivery.attempts] == [AttemptOutcome.NOT_SENT]


async def test_a_forbidden_address_is_retried(webhook_fixture: WebhookFixture) -> None:
    """Nothing is sent, and the delivery is retried, because the name may have another address later."""

    async def inside(host: str, port: int) -> list[str]:
        return ["169.254.169.254"]

    checkout = await webhook_fixture.purchase("https://shop.example/")
    await webhook_fixture.derive_deliveries()
    assert (
        await send_due_deliveries(
            await webhook_fixture.sender(reach=EgressPolicy(), resolve=inside)
        )
        == 1
    )

    delivery = await webhook_fixture.only_delivery_of(checkout)
    assert delivery.state is DeliveryState.WAITING
    (attempt,) = delivery.attempts
    assert attempt.outcome is AttemptOutcome.NOT_SENT
    assert "169.254.169.254" in (attempt.problem or "")


async def test_a_missing_secret_is_retried(webhook_fixture: WebhookFixture) -> None:
    """Nothing is sent, and the delivery is retried, because the configuration may be corrected."""

    def unsigned(merchant: str, request: OutgoingRequest, at: datetime) -> dict[str, str]:
        raise CannotSign("There is no secret.")

    (channel,) = TEST_DIALECT.channels
    async with receiving(statuses(200)) as shop:
        checkout = await webhook_fixture.purchase(shop.url)
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender()
        sender._channels[channel.name] = replace(channel, sign=unsigned)
        assert await send_due_deliveries(sender) == 1
        assert shop.received == []

    delivery = await webhook_fixture.only_delivery_of(checkout)
    assert delivery.due == webhook_fixture.clock() + timedelta(seconds=10)
    (attempt,) = delivery.attempts
    assert (attempt.outcome, attempt.problem) == (AttemptOutcome.NOT_SENT, "There is no secret.")


async def test_each_attempt_is_signed_again(webhook_fixture: WebhookFixture) -> None:
    """The signed headers are created for each attempt. The body stays the same."""
    async with receiving(statuses(500, 200)) as shop:
        await webhook_fixture.purchase(shop.url)
        await webhook_fixture.derive_deliveries()
        sender = await webhook_fixture.sender()
        await send_due_deliveries(sender)
        first = webhook_fixture.clock().timestamp()
        webhook_fixture.clock.advance(timedelta(seconds=10))
        await send_due_deliveries(sender)

    assert [each.body for each in shop.received] == [b'{"version": 4, "reference": null}'] * 2
    assert [each.headers["x-signed"] for each in shop.received] == [
        f"demo-shop 33 {first:.0f}",
        f"demo-shop 33 {first + 10:.0f}",
    ]
