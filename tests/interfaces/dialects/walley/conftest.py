"""A fresh dialect on empty stores for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.interfaces.dialects.walley.house import House


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """A new fixture for each test."""
    built = House()
    async with built.client:
        yield built
