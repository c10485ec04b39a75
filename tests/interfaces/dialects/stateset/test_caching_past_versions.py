"""Cache-Control of past versions: a session with a buyer or an address is not stored in caches."""

import pytest

from tests.interfaces.dialects.session.app_fixture import ADDRESS, BUYER, AppFixture
from tests.interfaces.dialects.stateset.client_requests import KEY, create

NO_STORE = "private, no-store"


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"buyer": None, "fulfillment_address": ADDRESS}, NO_STORE),
        ({"buyer": BUYER, "fulfillment_address": None}, NO_STORE),
        ({"buyer": None, "fulfillment_address": None}, "private, immutable, max-age=31536000"),
    ],
)
async def test_a_version_with_personal_data_is_not_stored(
    app_fixture: AppFixture, fields: dict[str, object], expected: str, known: bool
) -> None:
    """200 and 304 have the same Cache-Control. A version without personal data is immutable."""
    path = await create(app_fixture, **fields)
    tag = (await app_fixture.client.get(path, headers=KEY)).headers["ETag"]
    changed = await app_fixture.client.put(
        path, headers=KEY, json={"items": [{"id": "item_123", "quantity": 2}]}
    )
    assert changed.status_code == 200, changed.text
    answer = await app_fixture.client.get(
        path,
        headers={**KEY, **({"If-None-Match": tag} if known else {})},
        params={"version": tag.strip('"')},
    )
    assert answer.status_code == (304 if known else 200)
    assert answer.headers["Cache-Control"] == expected
