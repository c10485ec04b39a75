"""Order webhooks of UCP in the outbox: attempts, parked deliveries and deliveries that are sent again."""

from collections.abc import Sequence
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from application.ports.webhooks.webhook_log import DeliveryState
from application.webhooks.callbacks import Callbacks
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.merchants import ucp_merchants
from interfaces.dialects.ucp.signing.keys import ShopKey, ShopKeys
from interfaces.dialects.ucp.webhooks import AGAIN_AFTER, ucp_callbacks
from interfaces.runtime.live import Live
from tests.interfaces.dialects.ucp.signing.receiving import body_is_signed, request_is_signed
from tests.interfaces.webhooks.receivers import Received, receiving, statuses
from tests.interfaces.webhooks.webhook_fixture import WebhookFixture, send_due_deliveries

KEY = ShopKey.of(generate_private_key(SECP256R1()))
CAPABILITIES = ("dev.ucp.shopping.checkout", "dev.ucp.shopping.order")
ADDRESS = "https://shop.example"


def callbacks(*keys: ShopKey) -> Callbacks:
    """The webhooks of the demo shop, with these keys."""
    merchants = demo_configuration().merchants
    return ucp_callbacks(Live(ucp_merchants(merchants, lambda _: ShopKeys(own=keys))), ADDRESS)


def differing(attempts: Sequence[Received]) -> set[str]:
    """The headers that differ among attempts."""
    first, *others = attempts
    names = {name for each in attempts for name in each.headers}
    return {
        name
        for name in names
        if any(each.headers.get(name) != first.headers.get(name) for each in others)
    }


async def test_a_parked_webhook_is_the_same_when_it_is_sent_again(
    webhook_fixture: WebhookFixture,
) -> None:
    """After the last failure it is parked. Sent again, it has the id, the time and the body of the first attempt."""
    told = callbacks(KEY)
    count = len(AGAIN_AFTER) + 1
    async with receiving(statuses(*[500] * count, 200)) as platform:
        checkout = await webhook_fixture.purchase(
            platform.url, dialect="ucp", capabilities=CAPABILITIES
        )
        await webhook_fixture.derive_deliveries([told])
        sender = await webhook_fixture.sender(dialects=[told])
        for after in (*AGAIN_AFTER, timedelta()):
            assert await send_due_deliveries(sender) == 1
            webhook_fixture.clock.advance(after)
        parked = await webhook_fixture.only_delivery_of(checkout)
        await webhook_fixture.deliveries.resend(parked.id, webhook_fixture.clock())
        assert await send_due_deliveries(sender) == 1

    assert parked.state is DeliveryState.PARKED
    delivered = await webhook_fixture.only_delivery_of(checkout)
    assert (delivered.state, len(delivered.attempts)) == (DeliveryState.DELIVERED, count + 1)
    assert differing(platform.received) == {"signature", "signature-input"}
    assert len({each.body for each in platform.received}) == 1
    for each in platform.received:
        assert request_is_signed([KEY.jwk], "POST", f"{platform.url}/", each.headers, each.body)


async def test_a_webhook_waits_for_a_key(webhook_fixture: WebhookFixture) -> None:
    """Without a key nothing is sent, and the attempt says why. With a key, each version is signed in its way."""
    async with receiving(statuses(200)) as platform:
        first, second = [
            await webhook_fixture.purchase(
                platform.url, dialect="ucp", ucp_version=version, capabilities=CAPABILITIES
            )
            for version in ("2026-01-11", "2026-04-08")
        ]
        await webhook_fixture.derive_deliveries([callbacks()])
        without = await webhook_fixture.sender(dialects=[callbacks()])
        assert await send_due_deliveries(without) == 2
        assert platform.received == []
        for checkout in (first, second):
            (attempt,) = (await webhook_fixture.only_delivery_of(checkout)).attempts
            assert "signing_key_files" in (attempt.problem or "")
        webhook_fixture.clock.advance(AGAIN_AFTER[0])
        sender = await webhook_fixture.sender(dialects=[callbacks(KEY)])
        assert await send_due_deliveries(sender) == 2

    by_body, by_message = sorted(platform.received, key=lambda each: "signature" in each.headers)
    assert body_is_signed([KEY.jwk], by_body.headers, by_body.body)
    assert request_is_signed(
        [KEY.jwk], "POST", f"{platform.url}/", by_message.headers, by_message.body
    )
