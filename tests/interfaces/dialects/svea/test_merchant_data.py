"""MerchantData: the shop can read it for 45 days, and it is stored only in encrypted form."""

from datetime import timedelta
from typing import Any

from application.history.document import document
from interfaces.http.request.body.reader import json_text, parse_json
from tests.application.persons.erasure_fixture import erase_due
from tests.interfaces.dialects.svea.app_fixture import ROW, AppFixture

OF_THE_ORDER, OF_A_ROW = "of the order", "of a row"
WITH_DATA = {"MerchantData": OF_THE_ORDER, "Cart": {"Items": [{**ROW, "MerchantData": OF_A_ROW}]}}
KEPT = timedelta(days=45)


def _data(order: Any) -> list[str | None]:
    return [order["MerchantData"], *(row["MerchantData"] for row in order["Cart"]["Items"])]


async def _order(app_fixture: AppFixture, path: str, **query: int) -> Any:
    url = path + "".join(f"?{name}={value}" for name, value in query.items())
    return parse_json((await app_fixture.ask("GET", url)).content)


async def test_merchant_data_is_returned_to_the_shop(app_fixture: AppFixture) -> None:
    """Responses to a creation, an update, a read and a read of a past version have MerchantData."""
    path = await app_fixture.opened(**WITH_DATA)
    first = await app_fixture.checkout(path)
    updated = {**WITH_DATA, "MerchantData": "another"}
    answer = await app_fixture.ask("PUT", path, updated)
    assert _data(answer.json()) == ["another", OF_A_ROW]
    assert _data(await _order(app_fixture, path)) == ["another", OF_A_ROW]
    assert _data(await _order(app_fixture, path, version=first.version)) == [OF_THE_ORDER, OF_A_ROW]


async def test_merchant_data_is_not_in_plain_text_in_any_record(app_fixture: AppFixture) -> None:
    """Events, state and refused commands do not contain MerchantData in plain text."""
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


async def test_the_same_merchant_data_again_records_no_event(app_fixture: AppFixture) -> None:
    """The same data is encrypted to the same text, so an equal update records no event."""
    path = await app_fixture.opened(**WITH_DATA)
    before = (await app_fixture.checkout(path)).version
    assert (await app_fixture.ask("PUT", path, WITH_DATA)).status_code == 200
    assert (await app_fixture.checkout(path)).version == before


async def test_after_45_days_every_version_has_null_merchant_data(app_fixture: AppFixture) -> None:
    """The order and its history remain, and show that MerchantData existed and was erased."""
    path = await app_fixture.opened(**WITH_DATA)
    await app_fixture.bring(path, "completed")
    past = (await app_fixture.checkout(path)).version
    app_fixture.time += KEPT - timedelta(seconds=1)
    await erase_due(
        app_fixture.checkouts,
        app_fixture.storage.events,
        app_fixture.vault,
        lambda: app_fixture.time,
    )
    assert _data(await _order(app_fixture, path)) == [OF_THE_ORDER, OF_A_ROW]
    app_fixture.time += timedelta(seconds=1)
    await erase_due(
        app_fixture.checkouts,
        app_fixture.storage.events,
        app_fixture.vault,
        lambda: app_fixture.time,
    )
    assert _data(await _order(app_fixture, path)) == [None, None]
    assert _data(await _order(app_fixture, path, version=past)) == [None, None]
    checkout = await app_fixture.checkout(path)
    assert checkout.erased_data == ("merchant-data",)
    assert (checkout.version, checkout.metadata is None) == (past + 1, False)


async def test_an_order_without_merchant_data_has_no_key(app_fixture: AppFixture) -> None:
    """An order without MerchantData has no encryption key, and nothing to erase."""
    await app_fixture.opened()
    app_fixture.time += KEPT
    assert await app_fixture.vault.due(app_fixture.time, 10) == []
