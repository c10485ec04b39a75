"""A fresh house for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.interfaces.api.history.house import House


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """Empty stores."""
    built = House()
    async with built.client:
        yield built


@pytest.fixture
async def dispute(house: House) -> House:
    """A dispute, played out."""
    await house.dispute()
    return house
