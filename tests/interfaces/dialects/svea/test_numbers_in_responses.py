"""Responses fit clients whose types are not nullable."""

from interfaces.http.request.body.reader import parse_json
from tests.interfaces.dialects.svea.app_fixture import AppFixture


async def test_an_order_paid_without_a_campaign_has_campaign_code_0(
    app_fixture: AppFixture,
) -> None:
    """An order that was paid without a campaign has the CampaignCode 0."""
    path = await app_fixture.opened()
    await app_fixture.bring(path, "completed")
    order = parse_json((await app_fixture.ask("GET", path)).content)
    assert order["Payment"]["CampaignCode"] == 0


async def test_shipping_information_without_numbers_shows_0(app_fixture: AppFixture) -> None:
    """A weight or fee that the shop did not send is 0."""
    parcel = {"EnableShipping": True, "FallbackOptions": [{"Id": "f1"}]}
    path = await app_fixture.opened(ShippingInformation=parcel)
    order = parse_json((await app_fixture.ask("GET", path)).content)
    assert order["ShippingInformation"]["Weight"] == 0
    assert order["ShippingInformation"]["FallbackOptions"][0]["ShippingFee"] == 0


async def test_an_order_shows_its_presets(app_fixture: AppFixture) -> None:
    """Each preset of a documented type is returned with a text value."""
    path = await app_fixture.opened(
        PresetValues=[
            {"TypeName": "postalcode", "Value": 11122, "IsReadonly": True},
            {"TypeName": "IsCompany", "Value": True},
            {"TypeName": "FavouriteColour", "Value": "blue"},
        ]
    )
    order = parse_json((await app_fixture.ask("GET", path)).content)
    assert order["PresetValues"] == [
        {"TypeName": "PostalCode", "Value": "11122", "IsReadonly": True},
        {"TypeName": "IsCompany", "Value": "true", "IsReadonly": False},
    ]


async def test_an_order_without_presets_shows_null(app_fixture: AppFixture) -> None:
    """PresetValues is null when the shop sent none."""
    path = await app_fixture.opened()
    assert parse_json((await app_fixture.ask("GET", path)).content)["PresetValues"] is None
