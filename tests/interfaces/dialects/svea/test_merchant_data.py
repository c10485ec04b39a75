"""MerchantData: the shop gets it back for 45 days, and nothing behind the dialect ever has it."""

from datetime import timedelta
from typing import Any

from application.history.document import document
from application.jobs.erasure import erase_what_is_due
from interfaces.http.request.body.reader import json_text, parse_json
from tests.interfaces.dialects.svea.app_fixture import ROW, AppFixture

OF_THE_ORDER, OF_A_ROW = "of the order", "of a row"
WITH_DATA = {"MerchantData": OF_THE_ORDER, "Cart": {"Items": [{**ROW, "MerchantData": OF_A_ROW}]}}
KEPT = timedelta(days=45)


def _data(order: Any) -> list[str | None]:
    return [order["MerchantData"], *(row["MerchantData"] for row in order["Cart"]["Items"])]


async def _order(app_fixture: AppFixture, path: str, **query: int) -> Any:
    asked = path + "".join(f"?{name}={value}" for name, value in query.items())
    return parse_json((await app_fixture.ask("GET", asked)).content)


async def test_the_shop_gets_it_back(app_fixture: AppFixture) -> None:
    """In the answer to a creation, an update and a read, and from a past version."""
    path = await app_fixture.opened(**WITH_DATA)
    first = await app_fixture.checkout(path)
    updated = {**WITH_DATA, "MerchantData": "another"}
    answer = await app_fixture.ask("PUT", path, updated)
    assert _data(answer.json()) == ["another", OF_A_ROW]
    assert _data(await _order(app_fixture, path)) == ["another", OF_A_ROW]
    assert _data(await _order(app_fixture, path, version=first.version)) == [OF_THE_ORDER, OF_A_ROW]


async def test_nothing_behind_the_dialect_has_it(app_fixture: AppFixture) -> None:
    """Neither an event, nor the state, nor a refused attempt."""
    path = await app_fixture.opened(**WITH_DATA)
    await app_fixture.bring(path, "committed")
    refused = await app_fixture.ask("PUT", path, {**WITH_DATA, "MerchantData": "too late"})
    assert refused.status_code != 200
    checkout = await app_fixture.checkout(path)
    kept = (
        repr(await app_fixture.storage.events.events(checkout.id)),
        json_text(document(checkout)),
        repr(await app_fixture.storage.refusals.of(checkout.id)),
    )
    for text in (OF_THE_ORDER, OF_A_ROW, "too late"):
        assert not any(text in each for each in kept)


async def test_the_same_data_again_records_nothing(app_fixture: AppFixture) -> None:
    """It is sealed to the same text."""
    path = await app_fixture.opened(**WITH_DATA)
    before = (await app_fixture.checkout(path)).version
    assert (await app_fixture.ask("PUT", path, WITH_DATA)).status_code == 200
    assert (await app_fixture.checkout(path)).version == before


async def test_after_45_days_every_version_shows_null(app_fixture: AppFixture) -> None:
    """The order and its history stay, and say that there was something and that it went."""
    path = await app_fixture.opened(**WITH_DATA)
    await app_fixture.bring(path, "completed")
    past = (await app_fixture.checkout(path)).version
    app_fixture.time += KEPT - timedelta(seconds=1)
    await erase_what_is_due(app_fixture.checkouts, app_fixture.vault, lambda: app_fixture.time)
    assert _data(await _order(app_fixture, path)) == [OF_THE_ORDER, OF_A_ROW]
    app_fixture.time += timedelta(seconds=1)
    await erase_what_is_due(app_fixture.checkouts, app_fixture.vault, lambda: app_fixture.time)
    assert _data(await _order(app_fixture, path)) == [None, None]
    assert _data(await _order(app_fixture, path, version=past)) == [None, None]
    checkout = await app_fixture.checkout(path)
    assert checkout.erased_data == ("merchant-data",)
    assert (checkout.version, checkout.metadata is None) == (past + 1, False)


async def test_an_order_without_it_has_no_key(app_fixture: AppFixture) -> None:
    """Nothing is sealed, and nothing is to be erased."""
    await app_fixture.opened()
    app_fixture.time += KEPT
    assert await app_fixture.vault.due(app_fixture.time, 10) == []
