"""Cache-Control of past versions: only versions without personal data may be cached."""

import pytest

from tests.interfaces.dialects.walley.app_fixture import AppFixture

IMMUTABLE = "private, immutable, max-age=31536000"


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("customer", ["identified", "identified as a company"])
async def test_a_version_with_a_customer_is_not_stored(
    app_fixture: AppFixture, customer: str, known: bool
) -> None:
    """200 and 304 are no-store from the version with the customer on, and immutable before it."""
    path = await app_fixture.opened()
    for state in ("reference set", customer, "completed"):
        await app_fixture.bring(path, state)
    newest = int((await app_fixture.ask("GET", path)).headers["ETag"].strip('"'))
    stored = {}
    for version in range(1, newest + 1):
        tag = {"If_None_Match": f'"{version}"'} if known else {}
        answer = await app_fixture.ask("GET", f"{path}?version={version}", **tag)
        assert answer.status_code == (304 if known else 200)
        stored[version] = answer.headers["Cache-Control"]
    before = [version for version, header in stored.items() if header == IMMUTABLE]
    assert before == list(range(1, len(before) + 1))
    assert 1 in before
    assert newest not in before
    assert {stored[version] for version in stored if version not in before} == {"private, no-store"}
