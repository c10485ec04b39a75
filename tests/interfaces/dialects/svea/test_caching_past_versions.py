"""Cache-Control of past versions. MerchantData and customers are erased later, so caches must not store them."""

from datetime import timedelta

import pytest

from tests.application.persons.erasure_fixture import erase_due
from tests.interfaces.dialects.svea.app_fixture import ROW, AppFixture

IMMUTABLE, NO_STORE = "private, immutable, max-age=31536000", "private, no-store"
WITH_DATA_OF_A_ROW = {"Cart": {"Items": [{**ROW, "MerchantData": "of a row"}]}}


async def _cache_control(app_fixture: AppFixture, path: str, version: int, *, known: bool) -> str:
    tag = {"If_None_Match": f'"{version}"'} if known else {}
    answer = await app_fixture.ask("GET", f"{path}?version={version}", **tag)
    assert answer.status_code == (304 if known else 200)
    return answer.headers["Cache-Control"]


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("data", [{"MerchantData": "of the order"}, WITH_DATA_OF_A_ROW])
async def test_a_version_with_merchant_data_is_not_stored(
    app_fixture: AppFixture, data: dict[str, object], known: bool
) -> None:
    """A version with MerchantData is no-store before and after the erasure, since the erasure changes it to null."""
    path = await app_fixture.opened(**data)
    version = (await app_fixture.checkout(path)).version
    await app_fixture.bring(path, "suspended")
    assert await _cache_control(app_fixture, path, version, known=known) == NO_STORE
    app_fixture.time += timedelta(days=45)
    await erase_due(
        app_fixture.checkouts,
        app_fixture.storage.events,
        app_fixture.vault,
        lambda: app_fixture.time,
    )
    erased = (await app_fixture.checkout(path)).version
    assert await _cache_control(app_fixture, path, version, known=known) == NO_STORE
    assert await _cache_control(app_fixture, path, erased, known=known) == NO_STORE


@pytest.mark.parametrize("known", [False, True])
async def test_a_version_with_a_customer_is_not_stored(
    app_fixture: AppFixture, known: bool
) -> None:
    """A version with a customer is no-store, and the version before it is immutable."""
    path = await app_fixture.opened()
    version = (await app_fixture.checkout(path)).version
    await app_fixture.bring(path, "identified")
    await app_fixture.bring(path, "suspended")
    assert await _cache_control(app_fixture, path, version, known=known) == IMMUTABLE
    assert await _cache_control(app_fixture, path, version + 1, known=known) == NO_STORE
