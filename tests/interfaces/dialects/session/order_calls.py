"""The order webhooks of a merchant, built as the webhook service builds them."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from application.checkouts.admission import Target
from application.webhooks.callbacks import Callbacks, OutgoingRequest
from domain.checkout import Checkout
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.settings import Merchant
from tests.interfaces.dialects.session.app_fixture import AppFixture

URL = "https://shop.example/orders/webhook"
SECRET = "whsec_demo"
SIGNED_AT = datetime(2026, 3, 1, 12, 0, 0, 999_999, tzinfo=UTC)


def merchants(url: str | None = URL, secret: str | None = SECRET) -> tuple[Merchant, ...]:
    """The demo merchants, of which Demo Shop has a webhook."""
    demo, *others = demo_configuration().merchants
    assert demo.selling is not None
    selling = replace(demo.selling, webhook_url=url, webhook_secret=secret)
    return (replace(demo, selling=selling), *others)


async def calls(
    app_fixture: AppFixture, callbacks: Callbacks, checkout_id: str
) -> Sequence[OutgoingRequest]:
    """Every webhook request that a session's events cause."""
    checkout: Checkout | None = None
    found: list[OutgoingRequest] = []
    for event in await app_fixture.storage.events.events(checkout_id):
        checkout = event.mutate(None) if checkout is None else checkout.replay([event])
        assert checkout is not None
        if event.TOPIC in callbacks.topics:
            found += callbacks.requests_for(event, checkout)
    return found


async def current_checkout(app_fixture: AppFixture, checkout_id: str) -> Checkout:
    """The current checkout of the session."""
    return await app_fixture.checkouts.read(Target(checkout_id=checkout_id, merchant=None))


def is_signed(header: str, body: bytes, secret: str = SECRET) -> bool:
    """Whether a receiver accepts the signature, regardless of its age."""
    time, _, value = header.partition(",v1=")
    assert time.startswith("t=")
    wanted = hmac.new(secret.encode(), time[2:].encode() + b"." + body, hashlib.sha256)
    return hmac.compare_digest(value, wanted.hexdigest())
