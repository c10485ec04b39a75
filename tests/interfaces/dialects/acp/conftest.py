"""A test application, and an agent of each version, for each test."""

from collections.abc import AsyncIterator

import pytest

from interfaces.dialects.session.settings import SellingLink
from tests.interfaces.dialects.acp.agent import VERSIONS, Agent
from tests.interfaces.dialects.session.app_fixture import AppFixture

LINKS = (
    SellingLink("terms_of_use", "https://shop.example/terms"),
    SellingLink("return_policy", "https://shop.example/returns"),
    SellingLink("seller_shop_policies", "https://shop.example/policies"),
)


@pytest.fixture
async def app_fixture() -> AsyncIterator[AppFixture]:
    """Both dialects, with filled catalogues."""
    app_fixture = AppFixture(LINKS)
    await app_fixture.fill()
    async with app_fixture.client:
        yield app_fixture


@pytest.fixture(params=VERSIONS)
def agent(request: pytest.FixtureRequest, app_fixture: AppFixture) -> Agent:
    """An agent of each version in turn."""
    return Agent(app_fixture, request.param)
