"""The new callbacks of an open database."""

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final

from application.ports.webhooks.webhook_log import WebhookDelivery, WebhookFilter
from application.webhooks.callbacks import CannotSign
from interfaces.api.history import translate
from interfaces.api.history.across.delivery_requests import request_shape
from interfaces.api.history.across.delivery_wire import DeliveryRequestShape
from interfaces.api.history.wire import DeliveryShape
from interfaces.cli.databases import recorded_database
from interfaces.cli.forwarding.source import NOT_MADE, DeliverySource
from interfaces.cli.history_reader import log_access
from interfaces.cli.ledgers import find_configuration
from interfaces.cli.master_keys import readable_master_keys
from interfaces.composition.callbacks import build_callbacks
from interfaces.configuration.merchants import ucp_merchants
from interfaces.configuration.settings import Configuration
from interfaces.configuration.signing_keys import KeyFiles, prepare_key_files
from interfaces.runtime.clock_and_ids import now
from interfaces.runtime.live import Live
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.webhooks.sealed_bodies import SealedBodies
from interfaces.webhooks.sent_requests import SentRequests

_POLL_SECONDS: Final = 0.5
_PAGE: Final = 100


class DatabaseDeliveries:
    """Implements `DeliverySource`. The access log has the beginning. It is a context manager."""

    def __init__(
        self,
        runner: asyncio.Runner,
        url: str,
        keys: KeyWrapping,
        configuration: Configuration,
        key_files: KeyFiles,
    ) -> None:
        self._run = runner.run
        self._storage = PostgresStorage(url, readers=1, master_keys=keys)
        live = Live(configuration)
        shops = live.derive(lambda each: ucp_merchants(each.merchants, key_files.keys_of))
        self._requests = SentRequests(
            self._storage.deliveries,
            channels=[
                channel for each in build_callbacks(live, shops) for channel in each.channels
            ],
            open_body=SealedBodies(self._storage.persons).open,
            clock=now,
        )
        self._found: dict[int, WebhookDelivery] = {}

    def __enter__(self) -> "DatabaseDeliveries":
        self._run(self._storage.__aenter__())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._run(self._storage.__aexit__(kind, value, trace))

    def news(self, checkout: str | None, merchant: str | None) -> Iterator[DeliveryShape]:
        """Note the newest callback, and return every one that is made from now on, the oldest first."""
        wanted = WebhookFilter(checkout_id=checkout, merchant=merchant)
        log = self._storage.deliveries
        self._run(log_access(self._storage.reads, "listen to deliveries", checkout))
        newest = self._run(log.page(WebhookFilter(), before=None, limit=1))
        return self._later(wanted, newest[0].id if newest else 0)

    def _later(self, wanted: WebhookFilter, last: int) -> Iterator[DeliveryShape]:
        log = self._storage.deliveries
        while True:
            page = self._run(log.page(wanted, after=last, before=None, limit=_PAGE))
            for each in sorted(page, key=lambda each: each.id):
                last = each.id
                self._found[last] = each
                yield translate.delivery(each)
            if not page:
                time.sleep(_POLL_SECONDS)

    def request(self, delivery: DeliveryShape) -> DeliveryRequestShape | str:
        """Return the request of a callback, or why there is none, as a text."""
        found = self._found.pop(delivery.id)
        try:
            made = self._run(self._requests.as_sent(found))
        except CannotSign as error:
            return f"not copied: {error}"
        return NOT_MADE if made is None else request_shape(found, made)


def deliveries_of_database(
    forward: Callable[[DeliverySource], None],
    config: Path | None,
    database_url: str | None,
    data: Path,
) -> None:
    """Call `forward` with the callbacks of the database. The configuration has the keys of their signatures."""
    configuration = find_configuration(config)
    own = data if database_url is None else None
    key_files = prepare_key_files(configuration, config, own, production=False)
    with recorded_database(database_url, data) as url:
        keys = readable_master_keys(database_url, data, config)
        with (
            asyncio.Runner() as runner,
            DatabaseDeliveries(runner, url, keys, configuration, key_files) as source,
        ):
            forward(source)
