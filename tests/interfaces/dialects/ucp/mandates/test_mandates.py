"""AP2 mandates: the shop signs its checkouts, and takes only purchases that the buyer has authorised."""

from datetime import timedelta
from typing import Any

import pytest

from application.history.as_of import AsOfVersion
from application.history.shown.digests import CONTENT_FIELD
from domain.events import PurchaseCommitted
from interfaces.dialects.ucp.responses.checkout import CheckoutView
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.dialects.ucp.versions.spoken import VERSIONS
from interfaces.dialects.ucp.wire import SUPPORTED, encode
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import ROOT, Platform, creation, payment
from tests.interfaces.dialects.ucp.mandates.trusted_platform import (
    NAME,
    NAMES,
    OF_HOLDER,
    OF_PLATFORM,
    OF_SHOP,
    SETTINGS,
    bound,
    complete,
    completion,
    delegated_mandate,
    is_authorised,
    mandate_for,
    publish,
    replace_keys,
)
from tests.interfaces.dialects.ucp.platforms import CHECKOUT, URL, profile
from tests.interfaces.dialects.ucp.schemas import validate_mandates, validate_profile

VERSION = "2026-04-08"


async def ready_in(taking: AppFixture, version: str = VERSION) -> tuple[Platform, dict[str, Any]]:
    """A platform with mandates, and a checkout that can be completed."""
    publish(taking, version, OF_PLATFORM)
    platform = Platform(taking, version=version)
    return platform, await platform.ready(("item_123", 1))


@pytest.mark.parametrize("version", SUPPORTED)
async def test_a_purchase_with_a_mandate(taking: AppFixture, version: str) -> None:
    """Every checkout has the signature of the shop, and the mandate of the buyer is recorded sealed."""
    platform, ready = await ready_in(taking, version)
    mandate = mandate_for(ready)
    paid = (await complete(platform, ready, mandate)).json()
    read = (await platform.get(ready)).json()
    assert (paid["status"], read["status"]) == ("completed", "completed")
    for shape in (ready, paid, read):
        assert is_authorised(shape)
        validate_mandates(version, shape)
    assert read["ap2"] == paid["ap2"]
    found = await taking.checkouts.read(taking.target(ready["id"]))
    assert found.buyer_context is not None
    assert found.buyer_context.mandate == mandate
    stored = await taking.storage.events.events(ready["id"])
    assert mandate not in repr(stored)
    offered = (await taking.client.get(f"/.well-known/ucp/{version}")).json()
    validate_profile(version, offered)
    assert NAMES.get(version, NAME) in str(offered["ucp"]["capabilities"])


async def test_what_was_shown_is_recorded_without_the_signature(taking: AppFixture) -> None:
    """A replay of the history has no key of the shop, and still finds what the agent was answered."""
    platform, ready = await ready_in(taking)
    await complete(platform, ready, mandate_for(ready))
    target = taking.target(ready["id"])
    stored = await taking.storage.events.events(ready["id"])
    (committed,) = (each for each in stored if isinstance(each, PurchaseCommitted))
    key = (await taking.checkouts.read_opened(target)).key
    assert committed.shown is not None
    assert key is not None
    past = await taking.checkouts.read_past(target, AsOfVersion(committed.shown_version))
    shown = UcpShop(ucp=SETTINGS, selling=taking.ucp_shops.now[0].settings.selling)
    shape = CheckoutView(shop=shown, address=None).write(past.checkout)
    content = encode(VERSIONS[VERSION].write(shape, shown))
    assert committed.shown.digest == key.digest(CONTENT_FIELD, content)


MANDATES: dict[str, Any] = {
    "of AP2": delegated_mandate,
    "with the key of the holder": lambda ready: bound(
        mandate_for(ready, cnf={"jwk": OF_HOLDER.jwk})
    ),
    "of AP2 with the key of the holder": lambda ready: bound(
        delegated_mandate(ready, cnf={"jwk": OF_HOLDER.jwk}, exp=2**33)
    ),
    "in the form of the schema": lambda ready: mandate_for(ready).rstrip("~"),
}


@pytest.mark.parametrize("form", MANDATES)
async def test_forms_of_mandates(taking: AppFixture, form: str) -> None:
    """A mandate may disclose its claims, and name the key of its holder, who has signed it then."""
    platform, ready = await ready_in(taking)
    paid = await complete(platform, ready, MANDATES[form](ready))
    assert paid.json()["status"] == "completed", paid.text


async def test_a_changed_checkout_needs_another_mandate(taking: AppFixture) -> None:
    """A mandate is for the lines, the totals and the destination that the buyer saw, and for no other checkout."""
    platform, ready = await ready_in(taking)
    method = ready["fulfillment"]["methods"][0]
    moved = {**method["destinations"][0], "id": "other", "street_address": "1 Other Street"}
    elsewhere = {
        "id": method["id"],
        "destinations": [moved],
        "selected_destination_id": "other",
        "groups": method["groups"],
    }
    for change in (
        {"line_items": [{**ready["line_items"][0], "quantity": 2}]},
        {"fulfillment": {"methods": [elsewhere]}},
    ):
        changed = (await platform.update(ready, change)).json()
        assert changed["status"] == "ready_for_complete", changed["messages"]
        refused = (await complete(platform, ready, mandate_for(ready))).json()
        assert refused["messages"][0]["code"] == "mandate_scope_mismatch"
        assert (refused["status"], is_authorised(refused)) == ("ready_for_complete", True)
        ready = changed
    other = await platform.ready(("item_123", 1))
    refused = (await complete(platform, other, mandate_for(ready))).json()
    assert refused["messages"][0]["code"] == "mandate_scope_mismatch"
    assert (await complete(platform, ready, mandate_for(ready))).json()["status"] == "completed"


async def test_a_repeat_needs_no_keys(taking: AppFixture) -> None:
    """A completed request is answered again when the profile cannot be fetched any more; another one is not worked."""
    platform, ready = await ready_in(taking)
    other = await platform.ready(("item_123", 1))
    mandate = mandate_for(ready)
    paid = await complete(platform, ready, mandate, Idempotency_Key="pay")
    taking.platforms.answers.clear()
    taking.time += timedelta(minutes=5)
    again = await complete(platform, ready, mandate, Idempotency_Key="pay")
    assert (again.status_code, again.content) == (200, paid.content)
    refused = await complete(platform, other, mandate_for(other))
    assert (refused.status_code, refused.json()["code"]) == (424, "profile_unreachable")


async def test_a_new_key_of_the_platform(taking: AppFixture) -> None:
    """A mandate with an unknown key fetches the profile once more."""
    platform, ready = await ready_in(taking)
    publish(taking, VERSION, OF_PLATFORM, OF_HOLDER)
    taking.time += timedelta(minutes=2)
    paid = await complete(platform, ready, mandate_for(ready, key=OF_HOLDER))
    assert paid.json()["status"] == "completed", paid.text


async def test_a_mandate_over_mcp(taking: AppFixture) -> None:
    """The same holds for calls of tools."""
    _, ready = await ready_in(taking)
    meta = {"ucp-agent": {"profile": URL}, "idempotency-key": "pay"}
    for body, code in ((payment({}), "mandate_required"), (completion(mandate_for(ready)), None)):
        meta["idempotency-key"] = str(code)
        arguments = {"meta": meta, "id": ready["id"], "checkout": {**body}}
        arguments["checkout"] |= {"payment": completion("")["payment"]}
        call = {"jsonrpc": "2.0", "id": 1, "method": "complete_checkout", "params": arguments}
        shape = (await taking.client.post("/ucp/mcp", json=call)).json()["result"]
        codes = [each["code"] for each in shape["messages"]]
        assert (codes[0] if codes else None) == code
        assert is_authorised(shape)


async def test_only_platforms_with_mandates_need_one(taking: AppFixture) -> None:
    """A platform whose profile does not have the extension buys as before, and gets no signature."""
    taking.platforms.put(URL, profile(CHECKOUT, "dev.ucp.shopping.fulfillment"))
    platform = Platform(taking)
    opened = await platform.ask("POST", ROOT, creation(("item_123", 1)))
    assert "ap2" not in opened.json()
    paid = await complete(platform, await platform.ready(("item_123", 1)), 7)
    assert paid.json()["status"] == "completed"
    assert "ap2" not in paid.json()


async def test_a_shop_that_lost_its_key(taking: AppFixture) -> None:
    """What was negotiated holds: it cannot sign the checkout, and does not complete it either."""
    platform, ready = await ready_in(taking)
    mandate = mandate_for(ready)
    replace_keys(taking)
    refused = (await complete(platform, ready, mandate)).json()
    assert refused["messages"][0]["code"] == "merchant_authorization_missing"
    assert "ap2" not in refused
    replace_keys(taking, OF_HOLDER, OF_SHOP)
    paid = (await complete(platform, ready, mandate)).json()
    assert paid["status"] == "completed"
