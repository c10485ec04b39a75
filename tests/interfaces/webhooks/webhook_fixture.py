"""Checkouts, the outbox projection and senders that run only when a test calls them, with a clock set by the test."""

import asyncio
import itertools
import json
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.service import Checkouts, Lifetime
from application.commands.change import Change
from application.commands.purchase import CommitPurchase, CompletePurchase
from application.commands.shop import ChangeReference, OpenCheckout
from application.persons.sealing import Persons
from application.ports.webhooks.webhook_log import WebhookDelivery
from application.webhooks.callbacks import Callbacks, Channel, OutgoingRequest, Verdict
from domain.checkout import Checkout
from domain.events import CheckoutEvent, Completed, ReferenceChanged
from domain.values.cart import Cart
from domain.values.payment import Payment
from interfaces.dialects.svea.webhooks import svea_callbacks
from interfaces.dialects.walley.webhooks import walley_callbacks
from interfaces.storage.postgres.outbox.outbox import PostgresOutbox
from interfaces.storage.postgres.outbox.projection import OutboxIndexer
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.webhooks.egress_policy import EgressPolicy, network
from interfaces.webhooks.http_caller import HttpCaller, Resolve
from interfaces.webhooks.sender import Sender, SenderLimits
from tests.application.application_fixture import Clock
from tests.domain.event_builders import SHIRT, SHOP

HOME = EgressPolicy(http=True, networks=(network("127.0.0.1/32"),))
PAID = Payment(method="card", amount=10_000, currency="SEK")


def _classify(status: int) -> Verdict:
    if status == 200:
        return Verdict.DELIVERED
    return Verdict.AGAIN if status >= 500 else Verdict.ENDED


def _sign(merchant: str, request: OutgoingRequest, at: datetime) -> dict[str, str]:
    return {"X-Signed": f"{merchant} {len(request.body)} {at.timestamp():.0f}"}


def _requests_for(event: CheckoutEvent, checkout: Checkout) -> Sequence[OutgoingRequest]:
    urls: list[str] = json.loads(checkout.settings)["urls"]
    body = json.dumps({"version": checkout.version, "reference": checkout.reference}).encode()
    return [OutgoingRequest(channel="test.push", method="POST", url=url, body=body) for url in urls]


TEST_DIALECT = Callbacks(
    dialect="test",
    channels=(
        Channel(
            name="test.push",
            again_after=(timedelta(seconds=10), timedelta(minutes=1)),
            judge=_classify,
            sign=_sign,
        ),
    ),
    topics=frozenset((Completed.TOPIC, ReferenceChanged.TOPIC)),
    requests_for=_requests_for,
)
"""A dialect with two retries, which pushes to every URL of its settings after the purchase and each new reference."""
DIALECTS = (walley_callbacks(), svea_callbacks(), TEST_DIALECT)


class WebhookFixture:
    """All parts of the webhook service on one database."""

    def __init__(self, database_url: str, storage: PostgresStorage) -> None:
        self.url = database_url
        self.storage = storage
        self.deliveries = storage.deliveries
        self.clock = Clock()
        self._tokens = itertools.count(1)
        numbers = itertools.count(1)
        self.checkouts = Checkouts(
            store=storage.events,
            refusals=storage.refusals,
            persons=Persons(storage.persons, self.clock),
            cache=CheckoutCache(1000),
            lifetime=Lifetime(),
            clock=self.clock,
            new_id=map("checkout-{}".format, itertools.count(1)).__next__,
            new_order_number=lambda: next(numbers),
        )
        self._opened = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._opened.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._opened.aclose()

    async def sender(
        self,
        *,
        clock: Callable[[], datetime] | None = None,
        chance: float = 0.0,
        limits: SenderLimits | None = None,
        reach: EgressPolicy = HOME,
        resolve: Resolve | None = None,
        seconds: float = 10.0,
        dialects: Sequence[Callbacks] = DIALECTS,
    ) -> Sender:
        """Return a sender as in another process, with an outbox of its own."""
        outbox = await self._opened.enter_async_context(PostgresOutbox(self.url))
        caller = await self._opened.enter_async_context(
            HttpCaller(reach, seconds=seconds, resolve=resolve)
        )
        sender = Sender(
            outbox=outbox,
            caller=caller,
            channels=[channel for each in dialects for channel in each.channels],
            clock=clock or self.clock,
            chance=lambda: chance,
            limits=limits,
        )
        self._opened.push_async_callback(sender.close)
        return sender

    async def purchase(self, *urls: str, dialect: str = "test", **more: object) -> Checkout:
        """Purchase a checkout whose dialect reports it to these URLs. `more` are settings of the dialect."""
        url = urls[0] if urls else None
        own = {"urls": urls, "notificationUri": url, "MerchantSettings": {"PushUri": url}}
        settings = own | {"webhook_url": url} | more
        checkout = await self.checkouts.open(
            OpenCheckout(
                merchant="demo-shop",
                dialect=dialect,
                country="SE",
                currency="SEK",
                public_token=f"public-SE-{next(self._tokens)}",
                settings=json.dumps(settings),
                cart=Cart(lines=(SHIRT,)),
            ),
            SHOP,
        )
        await self.change(checkout, CommitPurchase(shown_version=checkout.version))
        paid = replace(PAID, amount=checkout.total)
        return await self.change(
            checkout, CompletePurchase(payment=paid, order_id="o-1", purchase_id="p-1")
        )

    async def change_reference(self, checkout: Checkout, reference: str) -> Checkout:
        """Change the reference, which is reported too."""
        return await self.change(checkout, ChangeReference(reference=reference))

    async def change(self, checkout: Checkout, change: Change) -> Checkout:
        """Apply one change."""
        return await self.checkouts.change(
            Target(checkout_id=checkout.id, merchant=None), change, SHOP
        )

    async def derive_deliveries(self, dialects: Sequence[Callbacks] = DIALECTS) -> None:
        """Derive deliveries until no event is new."""

        def derive() -> None:
            with ProjectionDatastore(self.url, schema="tillroll") as datastore:
                deriver = OutboxIndexer(datastore, dialects, lambda: None)
                while deriver.step():
                    pass

        await asyncio.to_thread(derive)

    async def deliveries_of(self, checkout: Checkout) -> Sequence[WebhookDelivery]:
        """Return the deliveries of a checkout."""
        return await self.deliveries.of(checkout.id)

    async def only_delivery_of(self, checkout: Checkout) -> WebhookDelivery:
        """Return the only delivery of a checkout."""
        (delivery,) = await self.deliveries_of(checkout)
        return delivery


async def send_due_deliveries(sender: Sender) -> int:
    """Send the due deliveries, wait for their outcome, and return how many were sent."""
    count = await sender.send_due()
    await sender.wait_until_idle()
    return count
