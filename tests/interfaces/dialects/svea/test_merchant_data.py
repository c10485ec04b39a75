"""MerchantData: the shop gets it back for 45 days, and nothing behind the dialect ever has it."""

from datetime import timedelta
from typing import Any

from application.history.document import document
from application.jobs.erasure import erase_what_is_due
from interfaces.http.request.body.reader import json_text, parse_json
from tests.interfaces.dialects.svea.house import ROW, House

OF_THE_ORDER, OF_A_ROW = "of the order", "of a row"
WITH_DATA = {"MerchantData": OF_THE_ORDER, "Cart": {"Items": [{**ROW, "MerchantData": OF_A_ROW}]}}
KEPT = timedelta(days=45)


def _data(order: Any) -> list[str | None]:
    return [order["MerchantData"], *(row["MerchantData"] for row in order["Cart"]["Items"])]


async def _order(house: House, path: str, **query: int) -> Any:
    asked = path + "".join(f"?{name}={value}" for name, value in query.items())
    return parse_json((await house.ask("GET", asked)).content)


async def test_the_shop_gets_it_back(house: House) -> None:
    """In the answer to a creation, an update and a read, and from a past version."""
    path = await house.opened(**WITH_DATA)
    first = await house.checkout(path)
    updated = {**WITH_DATA, "MerchantData": "another"}
    answer = await house.ask("PUT", path, updated)
    assert _data(answer.json()) == ["another", OF_A_ROW]
    assert _data(await _order(house, path)) == ["another", OF_A_ROW]
    assert _data(await _order(house, path, version=first.version)) == [OF_THE_ORDER, OF_A_ROW]


async def test_nothing_behind_the_dialect_has_it(house: House) -> None:
    """Neither an event, nor the state, nor a refused attempt."""
    path = await house.opened(**WITH_DATA)
    await house.bring(path, "committed")
    refused = await house.ask("PUT", path, {**WITH_DATA, "MerchantData": "too late"})
    assert refused.status_code != 200
    checkout = await house.checkout(path)
    kept = (
        repr(await house.storage.events.events(checkout.id)),
        json_text(document(checkout)),
        repr(await house.storage.refusals.of(checkout.id)),
    )
    for text in (OF_THE_ORDER, OF_A_ROW, "too late"):
        assert not any(text in each for each in kept)


async def test_the_same_data_again_records_nothing(house: House) -> None:
    """It is sealed to the same text."""
    path = await house.opened(**WITH_DATA)
    before = (await house.checkout(path)).version
    assert (await house.ask("PUT", path, WITH_DATA)).status_code == 200
    assert (await house.checkout(path)).version == before


async def test_after_45_days_every_version_shows_null(house: House) -> None:
    """The order and its history stay, and say that there was something and that it went."""
    path = await house.opened(**WITH_DATA)
    await house.bring(path, "completed")
    past = (await house.checkout(path)).version
    house.time += KEPT - timedelta(seconds=1)
    await erase_what_is_due(house.checkouts, house.vault, lambda: house.time)
    assert _data(await _order(house, path)) == [OF_THE_ORDER, OF_A_ROW]
    house.time += timedelta(seconds=1)
    await erase_what_is_due(house.checkouts, house.vault, lambda: house.time)
    assert _data(await _order(house, path)) == [None, None]
    assert _data(await _order(house, path, version=past)) == [None, None]
    checkout = await house.checkout(path)
    assert checkout.erased_data == ("merchant-data",)
    assert (checkout.version, checkout.metadata is None) == (past + 1, False)


async def test_an_order_without_it_has_no_key(house: House) -> None:
    """Nothing is sealed, and nothing is to be erased."""
    await house.opened()
    house.time += KEPT
    assert await house.vault.due(house.time, 10) == []
