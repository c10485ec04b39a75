"""What clients with types that are not nullable read in an answer."""

from interfaces.http.request.body.reader import parse_json
from tests.interfaces.dialects.svea.app_fixture import AppFixture


async def test_a_paid_order_has_a_number_for_its_campaign(app_fixture: AppFixture) -> None:
    """An order that was paid without a campaign has the CampaignCode 0."""
    path = await app_fixture.opened()
    await app_fixture.bring(path, "completed")
    order = parse_json((await app_fixture.ask("GET", path)).content)
    assert order["Payment"]["CampaignCode"] == 0


async def test_a_parcel_has_numbers(app_fixture: AppFixture) -> None:
    """A weight and a fee that the shop did not name are 0."""
    parcel = {"EnableShipping": True, "FallbackOptions": [{"Id": "f1"}]}
    path = await app_fixture.opened(ShippingInformation=parcel)
    order = parse_json((await app_fixture.ask("GET", path)).content)
    assert order["ShippingInformation"]["Weight"] == 0
    assert order["ShippingInformation"]["FallbackOptions"][0]["ShippingFee"] == 0


async def test_an_order_shows_its_presets(app_fixture: AppFixture) -> None:
    """Each preset of a documented type comes back with a text as its value."""
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


async def test_an_order_without_presets_shows_none(app_fixture: AppFixture) -> None:
    """PresetValues is null where the shop gave none."""
    path = await app_fixture.opened()
    assert parse_json((await app_fixture.ask("GET", path)).content)["PresetValues"] is None
