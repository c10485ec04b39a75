"""A fresh service in memory for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.interfaces.api.api_fixture import ApiFixture


@pytest.fixture
async def api() -> AsyncIterator[ApiFixture]:
    """The two APIs on an empty store."""
    api = ApiFixture()
    async with api.client:
        yield api
