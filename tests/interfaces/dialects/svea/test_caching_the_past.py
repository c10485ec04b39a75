"""Cache-Control of a past order: MerchantData and customers are erased one day, and caches erase nothing."""

from datetime import timedelta

import pytest

from application.jobs.erasure import erase_what_is_due
from tests.interfaces.dialects.svea.house import ROW, House

IMMUTABLE, NO_STORE = "private, immutable, max-age=31536000", "private, no-store"
WITH_DATA_OF_A_ROW = {"Cart": {"Items": [{**ROW, "MerchantData": "of a row"}]}}


async def _said(house: House, path: str, version: int, *, known: bool) -> str:
    tag = {"If_None_Match": f'"{version}"'} if known else {}
    answer = await house.ask("GET", f"{path}?version={version}", **tag)
    assert answer.status_code == (304 if known else 200)
    return answer.headers["Cache-Control"]


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("data", [{"MerchantData": "of the order"}, WITH_DATA_OF_A_ROW])
async def test_a_version_with_merchant_data_is_not_stored(
    house: House, data: dict[str, object], known: bool
) -> None:
    """The answer turns to null after the erasure, so it is not immutable, before the erasure or after."""
    path = await house.opened(**data)
    version = (await house.checkout(path)).version
    await house.bring(path, "suspended")
    assert await _said(house, path, version, known=known) == NO_STORE
    house.time += timedelta(days=45)
    await erase_what_is_due(house.checkouts, house.vault, lambda: house.time)
    erased = (await house.checkout(path)).version
    assert await _said(house, path, version, known=known) == NO_STORE
    assert await _said(house, path, erased, known=known) == NO_STORE


@pytest.mark.parametrize("known", [False, True])
async def test_a_version_with_a_customer_is_not_stored(house: House, known: bool) -> None:
    """The version before the customer stays immutable."""
    path = await house.opened()
    version = (await house.checkout(path)).version
    await house.bring(path, "identified")
    await house.bring(path, "suspended")
    assert await _said(house, path, version, known=known) == IMMUTABLE
    assert await _said(house, path, version + 1, known=known) == NO_STORE
