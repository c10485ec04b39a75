"""A Svea dialect on empty stores for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.interfaces.dialects.svea.app_fixture import AppFixture


@pytest.fixture
async def app_fixture() -> AsyncIterator[AppFixture]:
    """A new fixture for each test."""
    built = AppFixture()
    async with built.client:
        yield built
