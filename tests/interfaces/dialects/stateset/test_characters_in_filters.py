"""Which characters the filters of a list may have."""

import pytest

from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.stateset.client_requests import KEY, error


@pytest.mark.parametrize("name", ["buyer_email", "email", "cursor", "starting_after"])
@pytest.mark.parametrize("char", ["\n", "\x00", "\u200b", "\u3164"])
async def test_a_filter_with_an_invisible_character_is_refused(
    app_fixture: AppFixture, name: str, char: str
) -> None:
    """A filter with an invisible character is refused, since it would silently find nothing."""
    query = {name: f"a{char}@example.com"}
    answer = await app_fixture.client.get("/v1/checkouts", headers=KEY, params=query)
    status, _, param = error(answer)
    assert (status, param) == (400, name)
    assert f"must not contain the character U+{ord(char):04X}" in answer.text
