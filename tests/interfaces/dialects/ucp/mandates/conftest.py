"""A shop that takes mandates."""

from collections.abc import AsyncIterator

import pytest

from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.mandates.trusted_platform import shop


@pytest.fixture
async def taking() -> AsyncIterator[AppFixture]:
    """A shop that takes mandates."""
    app_fixture = shop()
    await app_fixture.fill()
    async with app_fixture.client:
        yield app_fixture
