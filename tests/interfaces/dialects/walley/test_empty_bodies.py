"""Empty bodies that remove a part of the checkout."""

from typing import Any

import pytest

from tests.interfaces.dialects.walley.app_fixture import AppFixture


@pytest.mark.parametrize("value", [False, "", [], {}])
@pytest.mark.parametrize("part", ["fees", "shippingProperties", "metadata"])
async def test_false_and_empty_values_remove_a_part(
    app_fixture: AppFixture, part: str, value: Any
) -> None:
    """False, an empty text, an empty array and an empty object remove the part."""
    path = await app_fixture.opened()
    assert (await app_fixture.ask("PUT", f"{path}/{part}", value)).status_code == 200
    whole = {"cart": [], part: value}
    assert (await app_fixture.ask("PUT", path, whole)).status_code == 200


@pytest.mark.parametrize("value", [True, 0, "x", [1]])
@pytest.mark.parametrize("part", ["fees", "shippingProperties", "metadata"])
async def test_other_values_that_are_no_object_are_refused(
    app_fixture: AppFixture, part: str, value: Any
) -> None:
    """True, 0, a text and an array with items get 400."""
    path = await app_fixture.opened()
    assert (await app_fixture.ask("PUT", f"{path}/{part}", value)).status_code == 400
