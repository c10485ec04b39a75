"""A test application with filled catalogues, and a platform without credentials."""

from collections.abc import AsyncIterator

import pytest

from interfaces.dialects.session.settings import SellingLink
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import Platform

LINKS = (
    SellingLink("terms_of_use", "https://shop.example/terms"),
    SellingLink("privacy_policy", "https://shop.example/privacy"),
)


@pytest.fixture
async def app_fixture() -> AsyncIterator[AppFixture]:
    """The dialects, with filled catalogues."""
    app_fixture = AppFixture(LINKS)
    await app_fixture.fill()
    async with app_fixture.client:
        yield app_fixture


@pytest.fixture
def platform(app_fixture: AppFixture) -> Platform:
    """A platform without credentials."""
    return Platform(app_fixture)
