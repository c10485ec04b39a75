"""A test application, and an agent for each version, for each test."""

from collections.abc import AsyncIterator

import pytest

from interfaces.dialects.session.settings import SellingLink
from tests.interfaces.dialects.acp.agent import VERSIONS, Agent
from tests.interfaces.dialects.session.house import House

LINKS = (
    SellingLink("terms_of_use", "https://shop.example/terms"),
    SellingLink("return_policy", "https://shop.example/returns"),
    SellingLink("seller_shop_policies", "https://shop.example/policies"),
)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """Both dialects, their catalogues filled."""
    house = House(LINKS)
    await house.fill()
    async with house.client:
        yield house


@pytest.fixture(params=VERSIONS)
def agent(request: pytest.FixtureRequest, house: House) -> Agent:
    """Speaks each version in turn."""
    return Agent(house, request.param)
