"""The presets of an order are sealed in its settings, and answered as the shop sent them until they are erased."""

from typing import Any

import pytest

from application.ports.key_vault import DataKeyId
from application.ports.person_vault import PERSON
from tests.interfaces.dialects.svea.app_fixture import CREATION, AppFixture

PRESETS = (
    {"TypeName": "NationalId", "Value": "194605092222", "IsReadonly": True},
    {"TypeName": "EmailAddress", "Value": 'ada@"quoted".example', "IsReadonly": False},
    {"TypeName": "PhoneNumber", "Value": "+46701234567", "IsReadonly": False},
    {"TypeName": "PostalCode", "Value": "98 765 \\ Å", "IsReadonly": False},
    {"TypeName": "IsCompany", "Value": "false", "IsReadonly": False},
    {"TypeName": "PeppolId", "Value": "0007:5567321707", "IsReadonly": False},
)
PERSONAL = ("194605092222", "ada@", "46701234567", "98 765", "5567321707")


async def created(app_fixture: AppFixture, *presets: dict[str, Any]) -> dict[str, Any]:
    """The response to the creation of an order with these presets, or with every one."""
    body = {**CREATION, "PresetValues": list(presets or PRESETS)}
    answer = await app_fixture.ask("POST", "/api/orders", body)
    assert answer.status_code in (200, 201), answer.text
    order: dict[str, Any] = answer.json()
    return order


async def id_of(app_fixture: AppFixture, order: dict[str, Any]) -> str:
    """The id of the checkout of an order."""
    return await app_fixture.checkouts.find_by_order_number(order["OrderId"])


async def test_the_settings_have_no_personal_text(app_fixture: AppFixture) -> None:
    """No event has the text of a preset, and the type of the customer is in clear."""
    checkout_id = await id_of(app_fixture, await created(app_fixture))
    stored = repr(await app_fixture.storage.events.events(checkout_id))
    assert [text for text in PERSONAL if text in stored] == []
    assert "IsCompany" in stored


async def test_the_presets_are_answered_as_they_were_given(app_fixture: AppFixture) -> None:
    """The creation, a repeated creation and a read answer the values that the shop sent."""
    first = await created(app_fixture)
    repeated = await created(app_fixture)
    read = await app_fixture.ask("GET", f"/api/orders/{first['OrderId']}")
    for order in (first, repeated, read.json()):
        assert order["PresetValues"] == list(PRESETS)
        assert order["PeppolId"] == "0007:5567321707"


async def test_erased_presets_are_null(app_fixture: AppFixture) -> None:
    """After the erasure each version of the order has the types of the presets, and no personal text."""
    order = await created(app_fixture)
    name = DataKeyId(checkout_id=await id_of(app_fixture, order), data_class=PERSON)
    await app_fixture.storage.vault.destroy(name, app_fixture.time)
    for version in ("", "?version=2"):
        path = f"/api/orders/{order['OrderId']}{version}"
        erased = (await app_fixture.ask("GET", path)).json()
        assert [each["TypeName"] for each in erased["PresetValues"]] == [
            each["TypeName"] for each in PRESETS
        ]
        assert [each["Value"] for each in erased["PresetValues"]] == [
            *(None,) * 4,
            "false",
            None,
        ]
        assert erased["PeppolId"] is None


@pytest.mark.parametrize("text", ["sealed2:customer.email:x", "(sealed 3f9a1c)"])
async def test_a_text_that_looks_sealed_is_a_text(app_fixture: AppFixture, text: str) -> None:
    """A preset may have any text, and is answered with it."""
    preset = {"TypeName": "EmailAddress", "Value": text, "IsReadonly": False}
    order = await created(app_fixture, preset)
    assert order["PresetValues"] == [preset]
