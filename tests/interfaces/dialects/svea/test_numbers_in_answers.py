"""What clients with types that are not nullable read in an answer."""

from interfaces.http.request.body.reader import parse_json
from tests.interfaces.dialects.svea.house import House


async def test_a_paid_order_has_a_number_for_its_campaign(house: House) -> None:
    """An order that was paid without a campaign has the CampaignCode 0."""
    path = await house.opened()
    await house.bring(path, "completed")
    order = parse_json((await house.ask("GET", path)).content)
    assert order["Payment"]["CampaignCode"] == 0


async def test_a_parcel_has_numbers(house: House) -> None:
    """A weight and a fee that the shop did not name are 0."""
    parcel = {"EnableShipping": True, "FallbackOptions": [{"Id": "f1"}]}
    path = await house.opened(ShippingInformation=parcel)
    order = parse_json((await house.ask("GET", path)).content)
    assert order["ShippingInformation"]["Weight"] == 0
    assert order["ShippingInformation"]["FallbackOptions"][0]["ShippingFee"] == 0


async def test_an_order_shows_its_presets(house: House) -> None:
    """Each preset of a documented type comes back with a text as its value."""
    path = await house.opened(
        PresetValues=[
            {"TypeName": "postalcode", "Value": 11122, "IsReadonly": True},
            {"TypeName": "IsCompany", "Value": True},
            {"TypeName": "FavouriteColour", "Value": "blue"},
        ]
    )
    order = parse_json((await house.ask("GET", path)).content)
    assert order["PresetValues"] == [
        {"TypeName": "PostalCode", "Value": "11122", "IsReadonly": True},
        {"TypeName": "IsCompany", "Value": "true", "IsReadonly": False},
    ]


async def test_an_order_without_presets_shows_none(house: House) -> None:
    """PresetValues is null where the shop gave none."""
    path = await house.opened()
    assert parse_json((await house.ask("GET", path)).content)["PresetValues"] is None
