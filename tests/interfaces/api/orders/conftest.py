"""A shop that has sold something."""

from collections.abc import AsyncIterator

import pytest

from tests.interfaces.api.orders.shop import Shop
from tests.interfaces.dialects.session.app_fixture import AppFixture


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    """A shop with one paid checkout."""
    app_fixture = AppFixture()
    async with app_fixture.client:
        shop = Shop(app_fixture)
        await shop.sell()
        yield shop
