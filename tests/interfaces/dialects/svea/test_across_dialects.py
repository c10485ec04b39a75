"""A checkout opened through Walley can be read through Svea, and the reverse, but it cannot be changed there."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from application.commands.shop import ReplaceMetadata
from domain.values.cart import Cart, Line, LineKind
from domain.values.charges import Fee
from interfaces.http.request.body.reader import parse_json
from tests.interfaces.dialects.svea.app_fixture import CREATION, ROW, AppFixture

COFFEE = Line.with_tax_inside(
    article="1",
    description="Coffee",
    quantity=Decimal(2),
    unit_price=9500,
    tax_rate=2500,
    sku="c",
    unit_weight=Decimal("0.3"),
    requires_electronic_id=True,
    minimum_age=18,
)
CARD = Line.with_tax_inside(
    article="2",
    description="Gift card",
    quantity=Decimal(1),
    unit_price=-5000,
    tax_rate=0,
    kind=LineKind.GIFT_CARD,
)
SHIPPING = Fee.with_tax_inside(
    kind="shipping", article="s", description="Parcel", unit_price=4900, tax_rate=2500
)
SHIP_ROW = {
    "ArticleNumber": "s",
    "Name": "Parcel",
    "Quantity": 100,
    "UnitPrice": 4900,
    "VatPercent": 2500,
    "RowType": "ShippingFee",
}


async def _bearer(app_fixture: AppFixture, merchant: str = "demo") -> dict[str, str]:
    answer = await app_fixture.client.post(
        "/oauth2/v2.0/token",
        data={
            "client_id": f"{merchant}-client",
            "client_secret": f"{merchant}-secret",
            "grant_type": "client_credentials",
        },
    )
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


async def _through_walley(app_fixture: AppFixture, path: str, merchant: str = "demo") -> Any:
    checkout = await app_fixture.checkout(path)
    return await app_fixture.client.get(
        f"/checkouts/{checkout.id}", headers=await _bearer(app_fixture, merchant)
    )


async def test_a_walley_checkout_is_read_as_an_order(app_fixture: AppFixture) -> None:
    """Svea shows the fees as rows and the metadata as JSON, and leaves out shipping properties and settings."""
    path = await app_fixture.open_through_walley(
        Cart(lines=(COFFEE, CARD)),
        fees=(SHIPPING,),
        reference="R-1",
        metadata='{"a":[1,2.50]}',
        settings='{"storeId":1001,"Locale":"walley\'s own"}',
        shipping_properties='{"height":10}',
    )

    answer = await app_fixture.ask("GET", path)

    order = parse_json(answer.content)
    rows = order["Cart"]["Items"]
    assert answer.status_code == 200
    assert [
        (row["ArticleNumber"], row["Quantity"], row["UnitPrice"], row["RowType"]) for row in rows
    ] == [
        ("1", 200, 9500, "Row"),
        ("2", 100, -5000, "Row"),
        ("s", 100, 4900, "ShippingFee"),
    ]
    assert [row["RowNumber"] for row in rows] == [1, 2, 3]
    assert order["ClientOrderNumber"] == "R-1"
    assert order["MerchantData"] == '{"a":[1,2.50]}'
    assert order["Validation"] == {"MinAge": 18}
    assert (order["Locale"], order["MerchantSettings"], order["ShippingInformation"]) == (None,) * 3


@pytest.mark.parametrize("state", ["committed", "completed", "cancelled"])
async def test_the_stage_of_a_walley_checkout_is_shown_as_a_svea_status(
    app_fixture: AppFixture, state: str
) -> None:
    """Svea shows the stage of a Walley checkout as an order status, also when it is completed or cancelled."""
    path = await app_fixture.open_through_walley(Cart(lines=(COFFEE,)))
    await app_fixture.bring(path, state)

    status = (await app_fixture.ask("GET", path)).json()["Status"]

    assert status == {"committed": "Created", "completed": "Final", "cancelled": "Cancelled"}[state]


@pytest.mark.parametrize(
    ("changes", "more", "reason"),
    [
        (
            {"description": "x" * 41},
            {},
            "Its row 1 has a description of more than 40 characters.",
        ),
        (
            {"quantity": Decimal(10_000_000)},
            {},
            "Its row 1 has the quantity 10000000, which is not one from 0.01 to 9999999.99.",
        ),
        (
            {"quantity": Decimal("0.125")},
            {},
            "Its row 1 has the quantity 0.125, which is not one from 0.01 to 9999999.99.",
        ),
        ({}, {"reference": "x" * 33}, "Its reference is longer than 32 characters."),
        ({}, {"metadata": '"' + "x" * 6001 + '"'}, "Its metadata is longer than 6000 characters."),
        ({}, {"currency": "JPY"}, "JPY has no hundredths."),
        (
            {"tax": 1},
            {},
            "Its row 1 has a total or a tax that does not follow from its price and rate.",
        ),
        ({"unit_price": 10**13}, {}, "Its row 1 has a price of more than 13 digits."),
        (
            {"article": "x" * 257},
            {},
            "Its row 1 has an article number of more than 256 characters.",
        ),
    ],
)
async def test_a_checkout_that_svea_cannot_represent_is_refused(
    app_fixture: AppFixture, changes: dict[str, Any], more: dict[str, Any], reason: str
) -> None:
    """A checkout that Svea cannot represent gets 409 in Svea's error format, with the reason."""
    path = await app_fixture.open_through_walley(Cart(lines=(replace(COFFEE, **changes),)), **more)

    answer = await app_fixture.ask("GET", path)

    assert answer.status_code == 409
    assert answer.json()["Message"] == (
        f"This order was opened through 'walley', not through Svea. {reason}"
    )


async def test_a_walley_checkout_cannot_be_changed_through_svea(app_fixture: AppFixture) -> None:
    """An update through Svea gets 409, which names the API to use, and the refused command is recorded."""
    path = await app_fixture.open_through_walley(Cart(lines=(COFFEE,)))

    answer = await app_fixture.ask("PUT", path, {"Cart": {"Items": []}})

    assert answer.status_code == 409
    assert "is changed in the API that it was opened in" in answer.json()["Message"]
    (attempt,) = await app_fixture.refusals.of((await app_fixture.checkout(path)).id)
    assert attempt.reason == "OpenedInAnotherDialect"


async def test_an_order_is_read_through_walley(app_fixture: AppFixture) -> None:
    """Walley shows a Svea order by its GUID, and the shipping row as a fee. It leaves out what it has no field for."""
    rows = [{**ROW, "Unit": "st", "MerchantData": "m", "RowNumber": 9}, SHIP_ROW]
    path = await app_fixture.opened(Cart={"Items": rows}, MerchantData="secret of the shop")

    answer = await _through_walley(app_fixture, path)

    data = parse_json(answer.content)["data"]
    assert answer.status_code == 200
    assert "secret of the shop" not in answer.text
    assert data["reference"] == "1234ABCD"
    assert str(data["cart"]["totalAmount"]) == "15000.00"
    assert [
        (item["id"], item["quantity"], str(item["unitPrice"])) for item in data["cart"]["items"]
    ] == [("ABC80", 3, "5000.00")]
    assert data["fees"]["shipping"]["id"] == "s"
    assert str(data["fees"]["shipping"]["unitPrice"]) == "49.00"


async def test_a_final_order_is_read_through_walley(app_fixture: AppFixture) -> None:
    """Walley shows a Final order as a completed purchase, with the fee among the items."""
    path = await app_fixture.opened(Cart={"Items": [ROW, SHIP_ROW]})
    await app_fixture.bring(path, "completed")

    data = (await _through_walley(app_fixture, path)).json()["data"]

    assert data["status"] == "PurchaseCompleted"
    assert [item["id"] for item in data["order"]["items"]] == ["ABC80", "s"]
    assert data["order"]["totalAmount"] == data["purchase"]["amountToPay"] == 15049


@pytest.mark.parametrize(
    ("row", "more", "reason"),
    [
        ({"DiscountPercent": 1000}, {}, "Its row 1 has a discount."),
        (
            {"Quantity": 150},
            {},
            "Its row 1 has the quantity 1.50, which is not a whole one from 1 to 99999999.",
        ),
        ({"ArticleNumber": None}, {}, "Its row 1 has no article number of 1 to 50 characters."),
        ({"Name": None}, {}, "Its row 1 has no description of 1 to 50 characters."),
        ({"UnitPrice": 99_999_999_901}, {}, "Its row 1 has a price of more than 999999999."),
        ({}, {"Currency": "EUR"}, "It is in EUR and for SE."),
        ({}, {"CountryCode": "GB"}, "It is in SEK and for GB."),
        (
            {},
            {"Cart": {"Items": [ROW, SHIP_ROW, SHIP_ROW]}},
            "It has fees other than one for shipping and one for the invoice.",
        ),
        (
            {},
            {"Cart": {"Items": [ROW, {**SHIP_ROW, "Quantity": 200}]}},
            "Its row 2 has the quantity 2.00, which is not a whole one from 1 to 1.",
        ),
    ],
)
async def test_an_order_that_walley_cannot_represent_is_refused(
    app_fixture: AppFixture, row: dict[str, Any], more: dict[str, Any], reason: str
) -> None:
    """An order that Walley cannot represent gets 409 in Walley's error format, with the reason."""
    path = await app_fixture.opened(**{"Cart": {"Items": [{**ROW, **row}]}, **more})

    answer = await _through_walley(app_fixture, path)

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (409, 409)
    assert error["errors"] == [
        {
            "reason": "Opened_In_Another_Api",
            "message": f"This checkout was opened through 'svea', not through Walley. {reason}",
        }
    ]


async def test_an_order_cannot_be_changed_through_walley(app_fixture: AppFixture) -> None:
    """Walley refuses updates of a Svea order with 409: the cart, the reference and the whole checkout."""
    path = await app_fixture.opened()
    checkout = await app_fixture.checkout(path)

    for part, body in (("/cart", []), ("/reference", {"reference": "x"}), ("", {"cart": []})):
        answer = await app_fixture.client.put(
            f"/checkouts/{checkout.id}{part}", json=body, headers=await _bearer(app_fixture)
        )
        assert answer.status_code == 409

    assert (await app_fixture.checkout(path)).version == checkout.version


async def test_another_merchant_gets_404_in_both_dialects(app_fixture: AppFixture) -> None:
    """Another merchant gets 404 from both APIs, whichever API opened the checkout."""
    order = await app_fixture.opened()
    other = await app_fixture.open_through_walley(Cart(lines=(COFFEE,)))

    for path in (order, other):
        assert (await app_fixture.ask("GET", path, merchant="100002")).status_code == 404
        assert (await _through_walley(app_fixture, path, "other")).status_code == 404


async def test_a_walley_reference_does_not_reserve_a_client_order_number(
    app_fixture: AppFixture,
) -> None:
    """Walley's references need not be unique, so they do not reserve a ClientOrderNumber."""
    await app_fixture.open_through_walley(Cart(lines=(COFFEE,)), reference="1234ABCD")

    assert (await app_fixture.ask("POST", "/api/orders", CREATION)).status_code == 201


async def test_merchant_data_shows_metadata_as_text(app_fixture: AppFixture) -> None:
    """MerchantData shows text unchanged, and any other JSON value as JSON."""
    path = await app_fixture.open_through_walley(Cart(lines=(COFFEE,)))
    for metadata, shown in (('"text"', "text"), ('{"a":1}', '{"a":1}'), (None, None)):
        await app_fixture.change(path, ReplaceMetadata(metadata=metadata))
        assert (await app_fixture.ask("GET", path)).json()["MerchantData"] == shown
