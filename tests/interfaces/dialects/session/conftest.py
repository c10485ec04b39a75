"""A test application for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.interfaces.dialects.session.house import House


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """Both dialects, their catalogues filled."""
    house = House()
    await house.fill()
    async with house.client:
        yield house
