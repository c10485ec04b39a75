"""What is answered when the shop cannot do what a platform asks: the message, its path, its severity, the status."""

import pytest

from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import (
    BUYER,
    DESTINATION,
    ROOT,
    Platform,
    creation,
    said,
    sent_to,
)
from tests.interfaces.dialects.ucp.platforms import VERSION

JANUARY = pytest.mark.parametrize("version", ["2026-01-11", "2026-01-23"])
LATER = pytest.mark.parametrize("version", [VERSION, "2026-08-25"])


@LATER
async def test_messages_without_a_checkout_are_unrecoverable(
    app_fixture: AppFixture, version: str
) -> None:
    """Nothing exists that a platform could change: it asks for something else."""
    platform = Platform(app_fixture, version=version)
    answer = await platform.ask("POST", ROOT, creation(("item_123", 1), ("nothing", 1)))
    (message,) = answer.json()["messages"]
    assert (message["path"], message["severity"]) == ("$.line_items[1].item.id", "unrecoverable")
    assert message["content"] == "Item not found: the shop does not sell 'nothing'."


@LATER
async def test_an_unknown_article_in_an_update_leaves_the_checkout(
    app_fixture: AppFixture, version: str
) -> None:
    """It is answered as it is; the error can be put right."""
    platform = Platform(app_fixture, version=version)
    checkout = await platform.create(("item_123", 1))
    answer = (await platform.update(checkout, creation(("nothing", 1)))).json()
    assert [line["item"]["id"] for line in answer["line_items"]] == ["item_123"]
    assert answer["messages"][0]["severity"] == "recoverable"


@JANUARY
async def test_a_shortage_has_a_status_in_january(app_fixture: AppFixture, version: str) -> None:
    """Nothing is opened or changed. The text names the article."""
    platform = Platform(app_fixture, version=version)
    answer = await platform.ask("POST", ROOT, creation(("item_gone", 1)))
    assert (answer.status_code, answer.json()["code"]) == (400, "OUT_OF_STOCK")
    assert "Insufficient stock for item item_gone." in answer.json()["detail"]
    checkout = await platform.create(("item_123", 1))
    answer = await platform.update(checkout, creation(("item_gone", 1)))
    assert answer.status_code == 400
    assert (await platform.get(checkout)).json()["line_items"] == checkout["line_items"]
    named = await platform.update(checkout, {"buyer": BUYER})
    assert named.status_code == 200


@LATER
async def test_a_shortage_is_an_error_on_its_line(app_fixture: AppFixture, version: str) -> None:
    """The checkout exists, and cannot be completed."""
    platform = Platform(app_fixture, version=version)
    checkout = await platform.create(("item_gone", 1))
    assert ("out_of_stock", "$.line_items[0]") in said(checkout)
    assert checkout["status"] == "incomplete"


@JANUARY
async def test_errors_in_january_have_the_severities_of_january(
    app_fixture: AppFixture, version: str
) -> None:
    """Also where nothing recovers."""
    platform = Platform(app_fixture, version=version)
    answers = [
        await platform.get({"id": "unknown"}),
        await platform.ask("POST", ROOT, b"{"),
        await platform.ask("POST", ROOT, creation(("nothing", 1))),
    ]
    found = {each["severity"] for answer in answers for each in answer.json()["messages"]}
    assert found <= {"recoverable", "requires_buyer_input", "requires_buyer_review"}


@JANUARY
async def test_an_unknown_payment_handler_is_a_wrong_request_in_january(
    app_fixture: AppFixture, version: str
) -> None:
    """402 is for payments that were tried."""
    platform = Platform(app_fixture, version=version)
    ready = await platform.ready(("item_123", 1))
    instrument = {"id": "1", "handler_id": "nope", "type": "card"}
    body = {"payment_data": {**instrument, "credential": {"type": "token", "token": "x"}}}
    answer = await platform.ask("POST", f"{ROOT}/{ready['id']}/complete", body)
    assert answer.status_code == 400


async def test_an_address_that_nothing_is_sent_to(platform: Platform) -> None:
    """The path leads to the selected address."""
    far = {**DESTINATION, "id": "far", "address_country": "AQ"}
    near = {**DESTINATION, "id": "near"}
    sent = sent_to(near, far, selected_destination_id="far")
    checkout = await platform.create(("item_123", 1), fulfillment=sent)
    path = "$.fulfillment.methods[0].destinations[1]"
    assert said(checkout) == [("address_undeliverable", path)]


async def test_a_name_in_one_text(app_fixture: AppFixture) -> None:
    """2026-01-11 has it for buyers and addresses, and answers it; the other versions have its parts."""
    old = Platform(app_fixture, version="2026-01-11")
    parts = ("first_name", "last_name")
    address = {name: each for name, each in DESTINATION.items() if name not in parts}
    checkout = await old.create(
        ("item_123", 1),
        buyer={"full_name": "Jane Mary Doe"},
        fulfillment=sent_to({**address, "full_name": "Ann Lee"}),
    )
    assert checkout["buyer"]["full_name"] == "Jane Mary Doe"
    (method,) = checkout["fulfillment"]["methods"]
    assert method["destinations"][0]["full_name"] == "Ann Lee"
    newer = Platform(app_fixture)
    newer.agent += f'; version="{VERSION}"'
    (method,) = (await newer.get(checkout)).json()["fulfillment"]["methods"]
    assert method["destinations"][0]["last_name"] == "Lee"
    assert "full_name" not in method["destinations"][0]
