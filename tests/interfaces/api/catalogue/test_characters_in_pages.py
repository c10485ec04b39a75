"""Which characters the parameters of a page may have."""

from collections.abc import AsyncIterator

import pytest

from tests.interfaces.dialects.session.app_fixture import AppFixture

KEY = {"Authorization": "Bearer rk_test_demo_read"}


@pytest.fixture
async def app_fixture() -> AsyncIterator[AppFixture]:
    app_fixture = AppFixture()
    await app_fixture.fill()
    async with app_fixture.client:
        yield app_fixture


@pytest.mark.parametrize("char", ["\x00", "\n", "\u200b"])
async def test_the_start_of_a_page_has_no_invisible_characters(
    app_fixture: AppFixture, char: str
) -> None:
    """The start of a page is a product id, so an invisible character is refused."""
    query = {"after": f"item_1{char}"}
    answer = await app_fixture.client.get("/catalogue/products", headers=KEY, params=query)
    assert answer.status_code == 400
    assert f"after: must not contain the character U+{ord(char):04X}." in answer.text
