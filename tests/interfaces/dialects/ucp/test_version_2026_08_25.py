"""The version 2026-08-25: its shapes, consents by purpose, and answers while a payment is being made."""

from typing import Any

import pytest

from application.commands.purchase import CommitPurchase
from application.ports.catalogue import Offer, PickupLocation
from interfaces.dialects.session.settings import MarketingConsent
from interfaces.dialects.ucp.settings import SigningKey, UcpSettings, VersionName
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import (
    BUYER,
    DESTINATION,
    ROOT,
    Platform,
    creation,
    payment,
    said,
    sent_to,
)
from tests.interfaces.dialects.ucp.platforms import CHECKOUT, VERSION
from tests.interfaces.dialects.ucp.schemas import validate_profile

NEWEST: VersionName = "2026-08-25"
STORE = PickupLocation(
    id="store", name="Downtown", line_one="1 Main St", city="Los Angeles", country="US", state="CA"
)
PATH = "/.well-known/ucp"
MARKETING, ANALYTICS = "dev.ucp.consent.marketing", "dev.ucp.consent.analytics"
SMS = MarketingConsent(
    channel="sms", display_text="News by SMS.", privacy_policy_url="https://shop.example/privacy"
)


@pytest.fixture
def newest(app_fixture: AppFixture) -> Platform:
    """A platform that names the version in UCP-Agent."""
    return Platform(app_fixture, version=NEWEST)


def agreed(*, to_sms: bool | None = None, source: str = "platform") -> dict[str, Any]:
    """A buyer's consent to marketing, and to its channel SMS."""
    purpose: dict[str, Any] = {"granted": True, "source": source}
    if to_sms is not None:
        channel = {"granted": to_sms, "source": source}
        purpose["segments"] = {f"{MARKETING}.sms": channel}
    return {MARKETING: purpose}


async def test_destinations_have_types_and_descriptions_formats(
    newest: Platform, app_fixture: AppFixture
) -> None:
    """An address, a location, and the description of an option are objects of the version."""
    await app_fixture.storage.catalogue.put("demo-shop", Offer(locations=(STORE,)))
    checkout = await newest.create(("item_123", 1), fulfillment=sent_to(DESTINATION))
    (method,) = checkout["fulfillment"]["methods"]
    assert [each["type"] for each in method["destinations"]] == ["shipping_address"]
    assert method["groups"][0]["options"][0]["description"] == {"plain": "5-7 business days"}
    pickup = {"methods": [{"type": "pickup"}]}
    checkout = await newest.create(("item_123", 1), fulfillment=pickup)
    (method,) = checkout["fulfillment"]["methods"]
    assert {each["type"] for each in method["destinations"]} == {"business_location"}
    address = method["destinations"][0]["address"]
    assert not {"first_name", "last_name"} & address.keys(), "names are those of persons"


async def test_every_purpose_is_offered_and_refused_until_the_buyer_agrees(
    newest: Platform,
) -> None:
    """A purpose that is sent back as the shop's own is no answer of the buyer."""
    checkout = await newest.create(("item_123", 1))
    offered = checkout["buyer"]["consent"]
    assert {(each["granted"], each["source"]) for each in offered.values()} == {(False, "business")}
    both = {**offered, **agreed()}
    checkout = (await newest.update(checkout, {"buyer": {**BUYER, "consent": both}})).json()
    found = checkout["buyer"]["consent"]
    assert (found[MARKETING]["granted"], found[MARKETING]["source"]) == (True, "platform")
    assert found[ANALYTICS]["source"] == "business"
    checkout = (await newest.update(checkout, {"buyer": BUYER})).json()
    assert checkout["buyer"]["consent"][MARKETING]["granted"] is True


async def test_a_consent_is_read_in_the_words_of_each_version(
    newest: Platform, app_fixture: AppFixture
) -> None:
    """What is said as a purpose is a flag in 2026-04-08, and the other way round."""
    checkout = await newest.create(("item_123", 1), buyer={**BUYER, "consent": agreed()})
    older = Platform(app_fixture)
    older.agent += f'; version="{VERSION}"'
    assert (await older.get(checkout)).json()["buyer"]["consent"] == {"marketing": True}
    flags = {"consent": {"marketing": False, "analytics": True}}
    updated = (await older.update(checkout, {"buyer": {**BUYER, **flags}})).json()
    assert updated["buyer"]["consent"] == flags["consent"]
    found = (await newest.get(checkout)).json()["buyer"]["consent"]
    assert (found[MARKETING]["granted"], found[ANALYTICS]["granted"]) == (False, True)


async def test_a_consent_may_come_with_the_payment() -> None:
    """Nothing else of that buyer is taken. A channel without its address stops the purchase."""
    app_fixture = AppFixture(consents=(SMS,))
    await app_fixture.fill()
    platform = Platform(app_fixture, version=NEWEST)
    ready = await platform.ready(("item_123", 1))
    path = f"{ROOT}/{ready['id']}/complete"
    token = payment({"type": "token", "token": "success_token"})
    buyer = {"first_name": "Eve", "consent": agreed(to_sms=True)}
    answer = await platform.ask("POST", path, {**token, "buyer": buyer})
    assert answer.json()["status"] == "ready_for_complete"
    assert ("missing", "$.buyer.phone_number") in said(answer.json())
    phone = {"buyer": {**BUYER, "phone_number": "+12015550123"}}
    await platform.update(ready, phone)
    answer = await platform.ask("POST", path, {**token, "buyer": buyer})
    assert answer.json()["status"] == "completed"
    assert answer.json()["buyer"]["first_name"] == BUYER["first_name"]
    found = await app_fixture.checkouts.read(app_fixture.target(ready["id"]))
    given = {each.purpose: each.is_granted for each in found.consents}
    assert given == {"marketing": True, "marketing.sms": True}


async def test_a_consent_that_lacks_its_address_is_a_warning_before_the_payment() -> None:
    """The checkout stays ready, and says what is missing."""
    app_fixture = AppFixture(consents=(SMS,))
    await app_fixture.fill()
    platform = Platform(app_fixture, version=NEWEST)
    ready = await platform.ready(("item_123", 1))
    buyer = {**BUYER, "consent": agreed(to_sms=True)}
    updated = (await platform.update(ready, {"buyer": buyer})).json()
    assert updated["status"] == "ready_for_complete"
    (warning,) = (each for each in updated["messages"] if each["type"] == "warning")
    assert warning["path"] == "$.buyer.phone_number"


async def test_changes_while_the_payment_is_made_are_answered_with_the_checkout(
    newest: Platform, app_fixture: AppFixture
) -> None:
    """They change nothing, and are made when the same request comes again after the payment failed."""
    ready = await newest.ready(("item_123", 1))
    tag = (await newest.get(ready)).headers["ETag"]
    await app_fixture.change(ready["id"], CommitPurchase(shown_version=int(tag.strip('"'))))
    body = creation(("item_123", 2))
    path = f"{ROOT}/{ready['id']}"
    for _ in range(2):
        answer = await newest.ask("PUT", path, body, Idempotency_Key="same")
        assert (answer.status_code, answer.json()["status"]) == (200, "complete_in_progress")
        assert "order" not in answer.json()
        assert said(answer.json()) == [("complete_in_progress", None)]
        assert "Idempotent-Replayed" not in answer.headers
    canceled = await newest.cancel(ready)
    assert (canceled.status_code, canceled.json()["status"]) == (200, "complete_in_progress")
    old = await Platform(app_fixture).ask(
        "PUT",
        path,
        body,
        UCP_Agent=f'profile="https://platform.example/.well-known/ucp"; version="{VERSION}"',
    )
    assert (old.status_code, old.json()["code"]) == (409, "complete_in_progress")


async def test_one_instrument_pays(newest: Platform, app_fixture: AppFixture) -> None:
    """A second instrument is refused, even if one is selected. In 2026-04-08 the selected one pays."""
    ready = await newest.ready(("item_123", 1))
    body = payment({"type": "token", "token": "success_token"})
    (instrument,) = body["payment"]["instruments"]
    body["payment"]["instruments"] = [{**instrument, "selected": True}, {**instrument, "id": "2"}]
    path = f"{ROOT}/{ready['id']}/complete"
    answer = await newest.ask("POST", path, body)
    assert answer.json()["status"] == "ready_for_complete"
    assert said(answer.json())[0][0] == "payment_failed"
    older = f'profile="https://platform.example/.well-known/ucp"; version="{VERSION}"'
    answer = await Platform(app_fixture).ask("POST", path, body, UCP_Agent=older)
    assert answer.json()["status"] == "completed"


@pytest.mark.parametrize(
    ("binding", "status"),
    [
        ({"type": CHECKOUT, "id": "{id}"}, "completed"),
        ({"type": CHECKOUT, "id": "another"}, "ready_for_complete"),
        ({"type": "dev.ucp.shopping.cart", "id": "{id}"}, "ready_for_complete"),
    ],
)
async def test_a_credential_is_bound_to_its_checkout(
    newest: Platform, binding: dict[str, str], status: str
) -> None:
    """One that is bound to another checkout, or to something else, does not pay."""
    ready = await newest.ready(("item_123", 1))
    bound = {name: text.replace("{id}", ready["id"]) for name, text in binding.items()}
    credential = {"type": "token", "token": "success_token", "binding": bound}
    answer = await newest.complete(ready, credential)
    assert answer.json()["status"] == status


async def test_a_card_number_has_a_type_of_its_own(newest: Platform) -> None:
    """`pan` pays like `card` of the versions before."""
    ready = await newest.ready(("item_123", 1))
    answer = await newest.complete(ready, {"type": "pan", "number": "4242424242424242"})
    assert answer.json()["status"] == "completed"


async def test_the_profile_of_the_version() -> None:
    """A shop may be described in it first. Its keys are in `keys`, and its versions are listed."""
    key = SigningKey(kid="2026-a", x="eA", y="eQ")
    app_fixture = AppFixture(ucp=UcpSettings(open=True, signing_keys=(key,), version=NEWEST))
    async with app_fixture.client:
        shape = (await app_fixture.client.get(PATH)).json()
        named = (await app_fixture.client.get(f"{PATH}/{NEWEST}")).json()
        older = (await app_fixture.client.get(shape["ucp"]["supported_versions"][VERSION])).json()
    validate_profile(NEWEST, shape)
    assert [each["kid"] for each in shape["keys"]] == ["2026-a"]
    assert "signing_keys" not in shape
    assert set(shape["ucp"]["supported_versions"]) == {"2026-01-11", "2026-01-23", VERSION}
    assert "supported_versions" not in named["ucp"]
    assert older["ucp"]["version"] == VERSION


async def test_a_platform_without_a_version_gets_that_of_the_shop() -> None:
    """Also errors are in it."""
    app_fixture = AppFixture(ucp=UcpSettings(open=True, profiles="lenient", version=NEWEST))
    await app_fixture.fill()
    platform = Platform(app_fixture)
    platform.version = NEWEST
    async with app_fixture.client:
        checkout = await platform.create(("item_123", 1))
        refused = await platform.ask("POST", ROOT, {"line_items": 1})
    assert checkout["ucp"]["version"] == NEWEST
    assert refused.json()["ucp"]["version"] == NEWEST
