"""Which characters the parameters of a page may have."""

from collections.abc import AsyncIterator

import pytest

from tests.interfaces.dialects.session.house import House

KEY = {"Authorization": "Bearer rk_test_demo_read"}


@pytest.fixture
async def house() -> AsyncIterator[House]:
    house = House()
    await house.fill()
    async with house.client:
        yield house


@pytest.mark.parametrize("char", ["\x00", "\n", "\u200b"])
async def test_where_a_page_begins_is_an_identifier(house: House, char: str) -> None:
    """No product has an id with a character that is not seen."""
    query = {"after": f"item_1{char}"}
    answer = await house.client.get("/catalogue/products", headers=KEY, params=query)
    assert answer.status_code == 400
    assert f"after: must not contain the character U+{ord(char):04X}." in answer.text
