"""A fresh service in memory for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.interfaces.api.own_api import OwnApi


@pytest.fixture
async def api() -> AsyncIterator[OwnApi]:
    """The two APIs on an empty store."""
    api = OwnApi()
    async with api.client:
        yield api
