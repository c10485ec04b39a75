"""A fresh app fixture for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.interfaces.api.history.app_fixture import AppFixture


@pytest.fixture
async def app_fixture() -> AsyncIterator[AppFixture]:
    """Empty stores."""
    built = AppFixture()
    async with built.client:
        yield built


@pytest.fixture
async def dispute(app_fixture: AppFixture) -> AppFixture:
    """A dispute, played out."""
    await app_fixture.dispute()
    return app_fixture
