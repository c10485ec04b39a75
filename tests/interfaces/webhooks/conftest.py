"""A database with deliveries, and a fixture that makes some."""

from collections.abc import AsyncIterator

import pytest

from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.webhooks.webhook_fixture import WebhookFixture


@pytest.fixture
async def webhook_fixture(migrated_url: str) -> AsyncIterator[WebhookFixture]:
    """Checkouts that are purchased, and their callbacks derived and sent, when a test says so."""
    async with (
        PostgresStorage(migrated_url) as storage,
        WebhookFixture(migrated_url, storage) as webhook_fixture,
    ):
        yield webhook_fixture
