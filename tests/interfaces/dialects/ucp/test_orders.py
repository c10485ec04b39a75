"""Orders of platforms: read in each version, put as a whole, and simulated."""

from typing import Any

import pytest

from application.ports.event_store import Alias
from interfaces.configuration.demo.configuration import DEMO_HANDLERS
from interfaces.dialects.ucp.settings import UcpSettings
from interfaces.dialects.ucp.wire import SUPPORTED
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import Platform, said
from tests.interfaces.dialects.ucp.platforms import URL
from tests.interfaces.dialects.ucp.schemas import FIRST

OTHER = "https://other.example/profile.json"
EVENT = {
    "id": "f-1",
    "occurred_at": "2026-03-02T08:00:00Z",
    "type": "shipped",
    "line_items": [{"id": "item_123", "quantity": 2}],
    "tracking_number": "SE123",
    "tracking_url": "https://postnord.example/?id=SE123",
    "carrier": "PostNord",
}
REFUND = {
    "id": "a-1",
    "type": "refund",
    "occurred_at": "2026-03-03T08:00:00Z",
    "status": "completed",
    "line_items": [{"id": "item_123", "quantity": -1}],
    "totals": [{"type": "total", "amount": -500}],
    "description": "Defective",
}
JANUARY = (FIRST, "2026-01-23")
SECRET = "a secret of simulations"


async def find_nothing(_: Alias) -> None:
    """The look-up in a store that has no names."""


async def bought(platform: Platform) -> dict[str, Any]:
    """The completed checkout of three pieces."""
    checkout = await platform.ready(("item_123", 3))
    completed = (await platform.complete(checkout)).json()
    assert completed["status"] == "completed", completed
    found: dict[str, Any] = completed
    return found


async def order_of(platform: Platform, checkout: dict[str, Any], query: str = "") -> dict[str, Any]:
    """The order of a completed checkout."""
    answer = await platform.ask("GET", f"/orders/{checkout['order']['id']}{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("version", SUPPORTED)
async def test_a_new_order(app_fixture: AppFixture, version: str) -> None:
    """It has the lines and totals of its checkout, and promises what was chosen."""
    platform = Platform(app_fixture, version=version)
    checkout = await bought(platform)
    order = await order_of(platform, checkout)
    assert order["id"] == checkout["order"]["id"]
    assert order["permalink_url"] == checkout["order"]["permalink_url"]
    assert order["checkout_id"] == checkout["id"]
    assert order["totals"] == checkout["totals"]
    (line,) = order["line_items"]
    assert (line["id"], line["status"]) == (checkout["line_items"][0]["id"], "processing")
    assert {name: line["quantity"][name] for name in ("total", "fulfilled")} == {
        "total": 3,
        "fulfilled": 0,
    }
    (promise,) = order["fulfillment"]["expectations"]
    method = checkout["fulfillment"]["methods"][0]
    assert promise["line_items"] == [{"id": line["id"], "quantity": 3}]
    assert promise["destination"]["postal_code"] == method["destinations"][0]["postal_code"]
    assert promise["method_type"] == "shipping"
    assert promise["description"] in method["groups"][0]["options"][0]["title"]
    assert (order["fulfillment"]["events"], order["adjustments"]) == ([], [])


@pytest.mark.parametrize("version", SUPPORTED)
async def test_putting_an_order(app_fixture: AppFixture, version: str) -> None:
    """What is new in it is recorded, and read again as it was sent; the same order again changes nothing."""
    platform = Platform(app_fixture, version=version)
    checkout = await bought(platform)
    order = await order_of(platform, checkout)
    line = order["line_items"][0]["id"]
    refund: dict[str, Any] = {**REFUND, "line_items": [{"id": line, "quantity": -1}]}
    if version in JANUARY:
        refund = {**refund, "line_items": [{"id": line, "quantity": 1}], "amount": 500}
        del refund["totals"]
    event = {**EVENT, "line_items": [{"id": line, "quantity": 2}]}
    order["fulfillment"]["events"] = [event]
    order["adjustments"] = [refund]
    path = f"/orders/{order['id']}"
    answer = await platform.ask("PUT", path, order)
    assert answer.status_code == 200, answer.text
    put = answer.json()
    assert put["fulfillment"]["events"] == [event]
    assert put["adjustments"] == [refund]
    assert put["fulfillment"]["expectations"] == order["fulfillment"]["expectations"]
    (after,) = put["line_items"]
    assert (after["quantity"]["fulfilled"], after["status"]) == (2, "partial")
    again = await platform.ask("PUT", path, put)
    assert (again.json(), again.headers["etag"]) == (put, answer.headers["etag"])


async def test_an_outcome_and_a_return(platform: Platform) -> None:
    """A pending return takes place, and its pieces are off the order."""
    checkout = await bought(platform)
    order = await order_of(platform, checkout)
    line = order["line_items"][0]["id"]
    pieces = [{"id": line, "quantity": 3}]
    order["fulfillment"]["events"] = [{**EVENT, "line_items": pieces}]
    back = {**REFUND, "type": "return", "line_items": [{"id": line, "quantity": -3}]}
    order["adjustments"] = [{**back, "status": "pending"}]
    path = f"/orders/{order['id']}"
    pending = (await platform.ask("PUT", path, order)).json()
    assert pending["line_items"][0]["status"] == "fulfilled"
    pending["adjustments"] = [back]
    done = (await platform.ask("PUT", path, pending)).json()
    assert done["line_items"][0]["status"] == "removed"
    assert done["line_items"][0]["quantity"] == {"original": 3, "total": 0, "fulfilled": 0}
    first = Platform(platform.app_fixture, version=FIRST)
    assert (await order_of(first, checkout))["line_items"][0]["status"] == "fulfilled"


async def test_new_promises(platform: Platform) -> None:
    """A changed description replaces the promise, which keeps its destination."""
    order = await order_of(platform, await bought(platform))
    (promise,) = order["fulfillment"]["expectations"]
    changed = {**promise, "description": "In stock on Monday", "fulfillable_on": "now"}
    order["fulfillment"]["expectations"] = [changed]
    put = (await platform.ask("PUT", f"/orders/{order['id']}", order)).json()
    assert put["fulfillment"]["expectations"] == [changed]


async def test_what_cannot_be_true(platform: Platform) -> None:
    """More pieces than were bought, a rewritten event, and a body that is not an order are refused."""
    order = await order_of(platform, await bought(platform))
    line = order["line_items"][0]["id"]
    path = f"/orders/{order['id']}"
    order["fulfillment"]["events"] = [{**EVENT, "line_items": [{"id": line, "quantity": 4}]}]
    assert (await platform.ask("PUT", path, order)).status_code == 422
    event = {**EVENT, "line_items": [{"id": line, "quantity": 2}]}
    order["fulfillment"]["events"] = [event]
    assert (await platform.ask("PUT", path, order)).status_code == 200
    order["fulfillment"]["events"] = [{**event, "tracking_number": "other"}]
    assert (await platform.ask("PUT", path, order)).status_code == 409
    bodies: list[Any] = [{}, [], {"id": order["id"]}, {**order, "id": "order_0"}, b"{", b"\xff"]
    for body in bodies:
        answer = await platform.ask("PUT", path, body, Content_Type="application/json")
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


async def test_a_lost_update(platform: Platform) -> None:
    """An order that was put for an older version is refused with 412."""
    checkout = await bought(platform)
    path = f"/orders/{checkout['order']['id']}"
    read = await platform.ask("GET", path)
    order = read.json()
    order["adjustments"] = [{**REFUND, "line_items": []}]
    tag = read.headers["etag"]
    assert (await platform.ask("PUT", path, order, If_Match=tag)).status_code == 200
    order["adjustments"] = [{**REFUND, "id": "a-2", "line_items": []}]
    assert (await platform.ask("PUT", path, order, If_Match=tag)).status_code == 412
    unchanged = await platform.ask("GET", path, None, If_None_Match='"0"')
    assert unchanged.status_code == 200


async def test_the_past(platform: Platform) -> None:
    """The order as of a version has what was reported until then; before the purchase there was none."""
    checkout = await bought(platform)
    path = f"/orders/{checkout['order']['id']}"
    read = await platform.ask("GET", path)
    version = int(read.headers["etag"].strip('"'))
    order = read.json()
    order["adjustments"] = [{**REFUND, "line_items": []}]
    await platform.ask("PUT", path, order)
    assert (await order_of(platform, checkout, f"?version={version}")) == read.json()
    earlier = await platform.ask("GET", f"{path}?version=1")
    assert said(earlier.json()) == [("not_found", None)]


async def test_orders_of_others(app_fixture: AppFixture, platform: Platform) -> None:
    """A platform reaches only its own; an unknown order is answered in the same way."""
    checkout = await bought(platform)
    path = f"/orders/{checkout['order']['id']}"
    other = Platform(app_fixture, profile=OTHER)
    for answer in (
        await other.ask("GET", path),
        await other.ask("GET", "/orders/order_0"),
        await other.ask("GET", "/orders/%00"),
        await other.ask("PUT", path, {}),
    ):
        assert (answer.status_code, said(answer.json())) == (200, [("not_found", None)])
    first = Platform(app_fixture, profile=OTHER, version=FIRST)
    assert (await first.ask("GET", path)).status_code == 404
    assert (await Platform(app_fixture, key="sk_test_demo").ask("GET", path)).status_code == 200


async def test_who_may_put_an_order() -> None:
    """Only the merchant's own key, unless its settings let platforms do so."""
    app_fixture = AppFixture(ucp=UcpSettings(profiles="lenient", open=True, handlers=DEMO_HANDLERS))
    await app_fixture.fill()
    async with app_fixture.client:
        platform = Platform(app_fixture, key="sk_test_demo")
        order = await order_of(platform, await bought(platform))
        order["adjustments"] = [{**REFUND, "line_items": []}]
        path = f"/orders/{order['id']}"
        assert (await platform.ask("PUT", path, order)).status_code == 403
        shop = Platform(app_fixture, key="demo-orders")
        assert (await shop.ask("PUT", path, order)).status_code == 200
        (*_, event) = await app_fixture.storage.events.events(order["checkout_id"])
        assert (event.provenance.actor, event.provenance.operation) == (
            "shop:demo-orders",
            "put order",
        )
        refused = await app_fixture.client.get(
            f"/checkout-sessions/{order['checkout_id']}",
            headers={"Authorization": "Bearer demo-orders", "UCP-Agent": shop.agent},
        )
        assert refused.status_code == 403


async def test_the_simulation() -> None:
    """With its secret, everything that has not left is shipped; without, 403; not configured, 404."""
    settings = UcpSettings(
        profiles="lenient", open=True, handlers=DEMO_HANDLERS, simulation_secret=SECRET
    )
    app_fixture = AppFixture(ucp=settings)
    await app_fixture.fill()
    async with app_fixture.client:
        platform = Platform(app_fixture)
        checkout = await bought(platform)
        path = f"/testing/simulate-shipping/{checkout['order']['id']}"
        post = app_fixture.client.post
        assert (await post(path)).status_code == 403
        assert (await post(path, headers={"Simulation-Secret": "wrong"})).status_code == 403
        for _ in range(2):
            answer = await post(path, headers={"Simulation-Secret": SECRET})
            assert (answer.status_code, answer.json()) == (200, {"status": "shipped"})
        order = await order_of(platform, checkout)
        assert len(order["fulfillment"]["events"]) == 1
        assert order["line_items"][0]["status"] == "fulfilled"


async def test_no_simulation_without_a_secret() -> None:
    """The path is not found, whatever is sent."""
    app_fixture = AppFixture(ucp=UcpSettings(open=True))
    async with app_fixture.client:
        answer = await app_fixture.client.post(
            "/testing/simulate-shipping/order_1", headers={"Simulation-Secret": ""}
        )
        assert answer.status_code == 404


@pytest.mark.parametrize("version", SUPPORTED)
async def test_an_order_of_the_time_before_order_ids_were_names(
    app_fixture: AppFixture, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is found by its events, in the version of its checkout, and in the one that a request names."""
    platform = Platform(app_fixture, version=version)
    checkout = await bought(platform)
    order = await order_of(platform, checkout)
    monkeypatch.setattr(app_fixture.storage.events, "find", find_nothing)
    assert await order_of(platform, checkout) == order
    for other in SUPPORTED:
        reader = Platform(app_fixture, version=other)
        reader.agent = f'profile="{URL}"; version="{other}"'
        assert (await order_of(reader, checkout))["ucp"]["version"] == other


async def test_the_id_of_a_payment_names_no_order(
    platform: Platform, app_fixture: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The events of a purchase are also found by its payment, which is no order."""
    checkout = await bought(platform)
    monkeypatch.setattr(app_fixture.storage.events, "find", find_nothing)
    found = await app_fixture.checkouts.read(app_fixture.target(checkout["id"]))
    assert found.payment is not None
    answer = await platform.ask("GET", f"/orders/{found.payment.id}")
    assert said(answer.json()) == [("not_found", None)]
