"""Bodies with which a client says that there is nothing."""

from typing import Any

import pytest

from tests.interfaces.dialects.walley.app_fixture import AppFixture


@pytest.mark.parametrize("value", [False, "", [], {}])
@pytest.mark.parametrize("part", ["fees", "shippingProperties", "metadata"])
async def test_a_part_is_removed(app_fixture: AppFixture, part: str, value: Any) -> None:
    """False and what is empty all remove the part."""
    path = await app_fixture.opened()
    assert (await app_fixture.ask("PUT", f"{path}/{part}", value)).status_code == 200
    whole = {"cart": [], part: value}
    assert (await app_fixture.ask("PUT", path, whole)).status_code == 200


@pytest.mark.parametrize("value", [True, 0, "x", [1]])
@pytest.mark.parametrize("part", ["fees", "shippingProperties", "metadata"])
async def test_anything_else_is_refused(app_fixture: AppFixture, part: str, value: Any) -> None:
    """Zero, true and what is not empty are not an object."""
    path = await app_fixture.opened()
    assert (await app_fixture.ask("PUT", f"{path}/{part}", value)).status_code == 400
