"""The endpoints that find checkouts: what a reader finds, by which key, and what the access log has of it."""

from typing import Any

import pytest

from application.checkouts.admission import Target
from application.commands.shop import IdentifyCustomer
from application.ports.access_log import AccessOutcome
from domain.provenance import Provenance
from domain.values.customer import Customer
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID, SHOPPER

ADA = Customer(email="ada@example.com", phone="+46701234567", last_name="Lovelace")


async def post(app: AppFixture, name: str, headers: dict[str, str]) -> Any:
    """Look a name up in a body."""
    return await app.client.post("/history/lookup", json={"q": name}, headers=headers)


async def test_each_name_of_a_checkout_is_looked_up(dispute: AppFixture) -> None:
    """GET and POST answer the same summary of the present state, and which kind of name matched."""
    names = {ID: "checkout", "A-1": "reference", "order-1": "order-id", "1": "order-number"}
    for name, kind in names.items():
        answer = await dispute.get(f"/history/lookup?q={name}")
        assert answer.status_code == 200
        assert answer.json()["matched"] == kind
        (found,) = answer.json()["checkouts"]
        assert (found["checkout"], found["stage"], found["version"]) == (ID, "completed", 11)
        assert found["changed_by"] == "payments:demo-shop"
        assert (await post(dispute, name, HISTORY)).json() == answer.json()


async def test_a_search_has_one_hit_for_each_checkout(dispute: AppFixture) -> None:
    """The hit says which event it was found by, and the answer how far the audit log is behind."""
    await dispute.opened(merchant="other-shop")
    answer = await dispute.get(
        "/history/checkouts?status=completed&min_total=37900&max_total=37900"
    )
    (hit,) = answer.json()["checkouts"]
    assert hit["found_by"]["type"] == "checkout.completed"
    assert answer.json()["behind"] == {"positions": 0, "seconds": 0.0}
    every = (await dispute.get("/history/checkouts", AUDITOR)).json()["checkouts"]
    assert [each["checkout"] for each in every] == ["checkout-2", ID]
    own = (await dispute.get("/history/checkouts")).json()["checkouts"]
    assert [each["checkout"] for each in own] == [ID]
    assert (await dispute.get("/history/checkouts?merchant=other-shop")).status_code == 403


async def test_pages_of_checkouts_are_linked(app_fixture: AppFixture) -> None:
    """The next page has the older checkouts, and its previous page is the first one."""
    for _ in range(3):
        await app_fixture.opened()
    first = await app_fixture.get("/history/checkouts?limit=2")
    second = await app_fixture.client.get(first.links["next"]["url"], headers=HISTORY)
    back = await app_fixture.client.get(second.links["prev"]["url"], headers=HISTORY)
    ids = [[each["checkout"] for each in a.json()["checkouts"]] for a in (first, second, back)]
    assert ids == [["checkout-3", "checkout-2"], ["checkout-1"], ["checkout-3", "checkout-2"]]
    assert "next" not in second.links


async def test_events_are_answered_newest_first(dispute: AppFixture) -> None:
    """With order=newest the pages are in descending order, without gaps."""
    answer = await dispute.get("/history/events?order=newest&limit=4")
    found = [event["version"] for event in answer.json()["events"]]
    while "next" in answer.links:
        answer = await dispute.client.get(answer.links["next"]["url"], headers=HISTORY)
        found += [event["version"] for event in answer.json()["events"]]
    assert found == list(range(11, 0, -1))


async def test_another_merchants_checkout_is_not_found(app_fixture: AppFixture) -> None:
    """The answer is 404, for a checkout of another merchant too, and both attempts are recorded."""
    await app_fixture.opened(merchant="other-shop")
    for name in ("A-1", ID, "1", "nothing"):
        answer = await app_fixture.get(f"/history/lookup?q={name}")
        assert answer.status_code == 404
        assert answer.json()["type"] == "urn:tillroll:problem:checkout-not-found"
    kept = [each.read.outcome for each in app_fixture.storage.reads.kept]
    assert kept == [AccessOutcome.NOT_FOUND] * 4


@pytest.mark.parametrize("name", ["ada@example.com", "+46701234567", "Lovelace"])
async def test_a_person_is_looked_up_by_post_with_the_scope(
    app_fixture: AppFixture, name: str
) -> None:
    """GET and a key without persons:read find nobody, and the access log never has the value."""
    checkout = await app_fixture.opened()
    by = Provenance(actor=SHOPPER, dialect="shopper", operation="identify", request_id="r-1")
    target = Target(checkout_id=checkout.id, merchant=None)
    await app_fixture.checkouts.change(target, IdentifyCustomer(customer=ADA), by)
    assert (await post(app_fixture, name, AUDITOR)).status_code == 200
    assert (await post(app_fixture, name, HISTORY)).status_code == 404
    by_get = await app_fixture.client.get(
        "/history/lookup", params={"q": ADA.email}, headers=AUDITOR
    )
    assert by_get.status_code == 404
    targets = [each.read.target for each in app_fixture.storage.reads.kept]
    assert targets == ["POST /history/lookup"] * 2 + ["/history/lookup?q=…"]
