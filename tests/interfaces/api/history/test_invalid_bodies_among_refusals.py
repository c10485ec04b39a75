"""The history API lists invalid bodies among the refused commands."""

from application.checkouts.admission import Target
from application.checkouts.invalid_bodies import FaultyField, InvalidBody
from application.ports.refusal_log import COUNTED_ATTEMPTS_KEPT
from domain.provenance import Provenance
from tests.interfaces.api.history.app_fixture import AppFixture
from tests.interfaces.api.history.dispute import ID

BODY = InvalidBody(
    endpoint="PUT /checkouts/{checkout_id}/cart",
    size=17,
    sha256="ab" * 32,
    kind="InvalidFields",
    errors=(FaultyField(field="items", message="items: must be an array."),),
    unnamed=2,
)
BY = Provenance(
    actor="shop:demo-client",
    dialect="walley",
    operation="replace cart",
    request_id="r-99",
    address="192.0.2.7",
    user_agent="Shop/1.0",
)
TARGET = Target(checkout_id=ID, merchant="demo-shop")
ASKED = {
    "endpoint": "PUT /checkouts/{checkout_id}/cart",
    "body_bytes": 17,
    "body_sha256": "ab" * 32,
}
FACTS = {
    "fault": "InvalidFields",
    "errors": [{"field": "items", "message": "items: must be an array."}],
    "errors_not_named": 2,
}


async def test_an_invalid_body_is_among_the_refusals(app_fixture: AppFixture) -> None:
    """After those that the domain refused, with the same members; its reason is InvalidBody."""
    await app_fixture.dispute()
    before = (await app_fixture.get(f"/history/checkouts/{ID}/refusals")).json()["refusals"]
    await app_fixture.checkouts.keep_invalid_body(TARGET, BODY, BY)
    *others, last = (await app_fixture.get(f"/history/checkouts/{ID}/refusals")).json()["refusals"]
    assert others == before
    assert set(last) == set(before[0])
    assert (last["checkout"], last["version"], last["reason"]) == (ID, 11, "InvalidBody")
    assert (last["command"], last["asked"], last["facts"]) == ("replace cart", ASKED, FACTS)
    assert last["provenance"]["request_id"] == "r-99"


async def test_an_invalid_body_is_in_the_timeline(app_fixture: AppFixture) -> None:
    """As a request of its own, after the event that made the version which stood."""
    await app_fixture.opened()
    await app_fixture.checkouts.keep_invalid_body(TARGET, BODY, BY)
    requests = (await app_fixture.get(f"/history/checkouts/{ID}/timeline")).json()["requests"]
    assert requests[-1]["events"] == []
    (refusal,) = requests[-1]["refusals"]
    assert (refusal["version"], refusal["reason"]) == (3, "InvalidBody")
    assert (refusal["asked"], refusal["facts"]) == (ASKED, FACTS)


async def test_the_count_of_further_bodies_is_told(app_fixture: AppFixture) -> None:
    """Refusals and timeline both end with the latest one, which says how many came after the limit."""
    await app_fixture.opened()
    for _ in range(COUNTED_ATTEMPTS_KEPT + 7):
        await app_fixture.checkouts.keep_invalid_body(TARGET, BODY, BY)
    found = (await app_fixture.get(f"/history/checkouts/{ID}/refusals")).json()["refusals"]
    assert len(found) == COUNTED_ATTEMPTS_KEPT + 1
    assert found[-1]["facts"] == {**FACTS, "beyond_limit": 7}
    requests = (await app_fixture.get(f"/history/checkouts/{ID}/timeline")).json()["requests"]
    assert requests[-1]["refusals"][-1]["facts"] == {**FACTS, "beyond_limit": 7}
