"""The webhook fixture, on a database of its own."""

from collections.abc import AsyncIterator

import pytest

from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.webhooks.webhook_fixture import WebhookFixture
from tests.master_key import MASTER_KEYS


@pytest.fixture
async def webhook_fixture(migrated_url: str) -> AsyncIterator[WebhookFixture]:
    """A fixture that makes purchases, and derives and sends their deliveries when a test requests it."""
    async with (
        PostgresStorage(migrated_url, master_keys=MASTER_KEYS) as storage,
        WebhookFixture(migrated_url, storage) as webhook_fixture,
    ):
        yield webhook_fixture
