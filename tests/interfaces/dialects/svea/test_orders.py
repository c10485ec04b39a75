"""What is recorded of an order, beyond what the goldens show."""

from datetime import timedelta
from typing import Any

import pytest

from interfaces.http.request.body.reader import parse_json
from tests.interfaces.dialects.svea.app_fixture import CREATION, ROW, AppFixture


async def _order(app_fixture: AppFixture, path: str) -> dict[str, Any]:
    order: dict[str, Any] = parse_json((await app_fixture.ask("GET", path)).content)
    return order


async def test_a_creation_records_its_parts_as_events(app_fixture: AppFixture) -> None:
    """The stream of a new order has one event for each part that the shop sent."""
    path = await app_fixture.opened(
        MerchantData="x",
        Validation={"MinAge": 18},
        ShippingInformation={"EnableShipping": True},
        PresetValues=[{"TypeName": "EmailAddress", "Value": "a@b.se"}],
    )

    checkout = await app_fixture.checkout(path)
    history = await app_fixture.storage.events.events(checkout.id)
    assert [type(event).__name__ for event in history] == [
        "Opened",
        "CartReplaced",
        "ShippingPropertiesReplaced",
        "ReferenceChanged",
        "MetadataReplaced",
        "MinimumAgeChanged",
        "CustomerIdentified",
    ]
    assert {event.provenance.actor for event in history} == {"shop:100001"}
    assert (checkout.dialect, checkout.idle_limit) == ("svea", 172_800)


async def test_a_new_temporary_reference_alone_records_no_event(app_fixture: AppFixture) -> None:
    """Updates that differ only in TemporaryReference leave the version unchanged."""
    path = await app_fixture.opened()
    for reference in ("one", "two"):
        rows = [{**ROW, "TemporaryReference": reference}]
        answer = await app_fixture.ask("PUT", path, {"Cart": {"Items": rows}})
        assert answer.json()["Cart"]["Items"][0]["TemporaryReference"] == reference
        assert answer.headers["etag"] == '"3"'


@pytest.mark.parametrize(
    ("method", "payment_type", "kind", "is_bought"),
    [
        ("card", "SVEACARDPAY", "Card", None),
        ("Part-Payment", "PAYMENTPLAN", "PaymentPlan", None),
        ("INVOICE", "INVOICE", "Invoice", True),
        ("SWISH_PF", "SWISH_PF", "Swish", None),
        ("barter", None, None, None),
    ],
)
async def test_payment_methods_have_the_providers_names(
    app_fixture: AppFixture,
    method: str,
    payment_type: str | None,
    kind: str | None,
    is_bought: bool | None,
) -> None:
    """PaymentType has the provider's name of the payment method, or null for an unknown method."""
    path = await app_fixture.opened()
    await app_fixture.bring(path, "committed")
    await app_fixture.bring(path, "paid", method)

    order = await _order(app_fixture, path)

    assert order["PaymentType"] == payment_type
    assert order["Payment"] == {"PaymentMethodType": kind, "CampaignCode": 0}
    assert order["SveaWillBuyOrder"] is is_bought


async def test_a_free_order_has_the_payment_type_zerosum(app_fixture: AppFixture) -> None:
    """An order with a total of 0 has the PaymentType ZEROSUM, whatever its payment method."""
    path = await app_fixture.opened(Cart={"Items": [{**ROW, "UnitPrice": 0}]})
    await app_fixture.bring(path, "completed")

    assert (await _order(app_fixture, path))["PaymentType"] == "ZEROSUM"


async def test_an_order_expires_48_hours_after_its_last_change(app_fixture: AppFixture) -> None:
    """The 48 hours start again at each change."""
    path = await app_fixture.opened()
    for hours in range(3):
        app_fixture.time += timedelta(hours=47)
        rows = [{**ROW, "Quantity": 100 + hours}]
        assert (await app_fixture.ask("PUT", path, {"Cart": {"Items": rows}})).status_code == 200

    assert (await _order(app_fixture, path))["Status"] == "Created"
    app_fixture.time += timedelta(hours=48)
    assert (await _order(app_fixture, path))["Status"] == "Cancelled"


async def test_a_cancelled_order_stays_readable(app_fixture: AppFixture) -> None:
    """An order that expired more than a year ago can be read, with the status Cancelled."""
    path = await app_fixture.opened()
    app_fixture.time += timedelta(days=400)

    assert (await _order(app_fixture, path))["Status"] == "Cancelled"


async def test_an_order_can_be_updated_after_a_failed_payment(app_fixture: AppFixture) -> None:
    """An order whose payment failed accepts an update."""
    path = await app_fixture.opened()
    await app_fixture.bring(path, "committed")
    await app_fixture.bring(path, "payment failed")

    assert (await app_fixture.ask("PUT", path, {"Cart": CREATION["Cart"]})).status_code == 200


async def test_an_order_under_a_token_becomes_final_when_it_is_paid(
    app_fixture: AppFixture,
) -> None:
    """An order under a token becomes Final without a commitment by the customer."""
    token = await app_fixture.token()
    answer = await app_fixture.ask(
        "POST", f"{token}/orders", {**CREATION, "ClientOrderNumber": "2", "Currency": "SEK"}
    )
    number = answer.json()["orderId"]
    await app_fixture.bring(f"/api/orders/{number}", "paid")

    read = (await app_fixture.ask("GET", f"{token}/orders/{number}")).json()

    assert (read["status"], read["paymentType"]) == ("Final", "SVEACARDPAY")


async def test_a_cancelled_token_opens_no_order(app_fixture: AppFixture) -> None:
    """A token can be cancelled twice. An order under it is refused, and its ClientOrderNumber stays free."""
    token = await app_fixture.token()
    for _ in range(2):
        answer = await app_fixture.ask("PATCH", token, {"Status": "cancelled"})
        assert answer.json()["status"] == "Cancelled"

    refused = await app_fixture.ask(
        "POST", f"{token}/orders", {**CREATION, "ClientOrderNumber": "2"}
    )

    assert refused.status_code == 400
    assert refused.json()["Message"].startswith("The recurring token is Cancelled.")
    assert (
        await app_fixture.ask("POST", "/api/orders", {**CREATION, "ClientOrderNumber": "2"})
    ).status_code == 201


async def test_a_merchant_without_recurring_orders_gets_no_token(app_fixture: AppFixture) -> None:
    """`Recurring` is ignored for a merchant without recurring orders, as the provider documents."""
    answer = await app_fixture.ask(
        "POST", "/api/orders", {**CREATION, "Recurring": True}, merchant="100002"
    )

    order = answer.json()
    assert (order["Recurring"], order["RecurringToken"]) == (False, None)


async def test_a_body_of_four_megabytes_is_too_large(app_fixture: AppFixture) -> None:
    """A thousand rows of the longest texts are accepted, and a body over 4 MB gets 413."""
    row = {**ROW, "ArticleNumber": "å" * 256, "Name": "å" * 40, "MerchantData": "å" * 255}
    path = await app_fixture.opened()

    whole = await app_fixture.ask("PUT", path, {"Cart": {"Items": [row] * 1000}})
    beyond = await app_fixture.ask("PUT", path, b" " * 4_000_001)

    assert whole.status_code == 200
    assert beyond.status_code == 413
    assert beyond.json()["Errors"][0]["Code"] == 413
