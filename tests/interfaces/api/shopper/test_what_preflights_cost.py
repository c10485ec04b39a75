"""What a stranger can make the service look up by asking for permission from another origin."""

import pytest

from application.checkouts.aliases import public_token
from application.ports.event_store import Alias
from interfaces.http.pipeline.routes import RouteTable
from tests.interfaces.api.api_fixture import TOKEN, ApiFixture


@pytest.mark.parametrize("verb", ["", "/suspend", "/resume", "/identify", "/commit"])
async def test_a_preflight_has_the_limits_of_every_request(api: ApiFixture, verb: str) -> None:
    """It needs a place, and counts for the token and for the address."""
    scope = {"type": "http", "method": "OPTIONS", "path": f"/shopper/{TOKEN}{verb}"}
    destination = RouteTable([api.shopper]).match(scope)
    assert destination.is_limited
    assert destination.identify is not None


async def test_a_request_that_is_turned_away_looks_up_nothing(
    api: ApiFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown path and a wrong method are answered without the shop of the checkout."""
    await api.opened()
    found: list[Alias] = []
    find = api.store.find

    async def count(name: Alias) -> str | None:
        found.append(name)
        return await find(name)

    monkeypatch.setattr(api.store, "find", count)
    origin = {"Origin": "https://shop.example"}
    await api.client.put(f"/shopper/{TOKEN}", headers=origin)
    await api.client.get(f"/shopper/{TOKEN}/nothing", headers=origin)
    assert found == []
    await api.client.options(f"/shopper/{TOKEN}", headers=origin)
    assert found == [public_token(TOKEN)]
