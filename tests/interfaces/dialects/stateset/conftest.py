"""A test application for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.interfaces.dialects.session.app_fixture import AppFixture


@pytest.fixture
async def app_fixture() -> AsyncIterator[AppFixture]:
    """Both dialects, with filled catalogues."""
    app_fixture = AppFixture()
    await app_fixture.fill()
    async with app_fixture.client:
        yield app_fixture
