"""Updates of a checkout: what is left out stays, and what is emptied goes."""

import pytest

from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import (
    BUYER,
    DESTINATION,
    ROOT,
    Platform,
    amounts,
    creation,
    said,
    sent_to,
)

CONSENT = {"marketing": True, "sale_of_data": False}


async def test_what_an_update_leaves_out_stays(platform: Platform) -> None:
    """Buyer, fulfilment and codes stay when an update has the lines alone."""
    ready = await platform.ready(("item_123", 1), discounts={"codes": ["WELCOME10"]})
    updated = (await platform.update(ready, {"line_items": ready["line_items"]})).json()
    for name in ("buyer", "fulfillment", "discounts", "totals", "status", "line_items"):
        assert updated[name] == ready[name], name


@pytest.mark.parametrize("emptied", [None, {}, {"methods": []}])
async def test_an_emptied_fulfillment_goes(platform: Platform, emptied: object) -> None:
    """Null, an empty object and an empty list remove destinations and choices."""
    ready = await platform.ready(("item_123", 1))
    updated = (await platform.update(ready, {"fulfillment": emptied})).json()
    assert updated["status"] == "incomplete"
    assert updated["fulfillment"]["methods"][0]["destinations"] == []
    assert "fulfillment" not in amounts(updated)


async def test_emptied_buyers_and_codes_go(platform: Platform) -> None:
    """A null buyer and an empty list of codes remove what there was."""
    ready = await platform.ready(("item_123", 1), discounts={"codes": ["WELCOME10"]})
    updated = (await platform.update(ready, {"buyer": None, "discounts": {"codes": []}})).json()
    assert "buyer" not in updated
    assert updated["discounts"] == {"codes": [], "applied": []}
    assert "items_discount" not in amounts(updated)


async def test_a_buyer_replaces_the_one_before_but_not_the_consents(platform: Platform) -> None:
    """A present buyer replaces all members. Consents that it leaves out stay, and unknown members are answered."""
    buyer = {**BUYER, "fullName": "Jane Doe", "consent": CONSENT}
    checkout = await platform.create(("item_123", 1), buyer=buyer)
    assert checkout["buyer"] == buyer
    updated = (await platform.update(checkout, {"buyer": {"email": "j@example.com"}})).json()
    assert updated["buyer"] == {"email": "j@example.com", "consent": CONSENT}


async def test_the_purchase_records_the_consents(
    platform: Platform, app_fixture: AppFixture
) -> None:
    """Each answer of the buyer is in the history, by its purpose."""
    ready = await platform.ready(("item_123", 1))
    checkout = (await platform.update(ready, {"buyer": {**BUYER, "consent": CONSENT}})).json()
    assert (await platform.complete(checkout)).json()["status"] == "completed"
    found = await app_fixture.checkouts.read(app_fixture.target(ready["id"]))
    assert {each.purpose: each.is_granted for each in found.consents} == CONSENT


async def test_equal_articles_stay_apart(platform: Platform) -> None:
    """Two items of one article are two lines, whose ids stay."""
    checkout = await platform.create(("item_123", 1), ("item_123", 2))
    lines = [(line["id"], line["quantity"]) for line in checkout["line_items"]]
    assert lines == [("item_123", 1), ("item_123-2", 2)]
    second = {**checkout["line_items"][1], "quantity": 5}
    updated = (await platform.update(checkout, {"line_items": [second]})).json()
    assert [(line["id"], line["quantity"]) for line in updated["line_items"]] == [("item_123-2", 5)]


async def test_a_destination_keeps_its_id(platform: Platform) -> None:
    """An id of the client is kept, an equal destination has the id of before, and a new one a new id."""
    checkout = await platform.create(("item_123", 1), fulfillment=sent_to(DESTINATION))
    method = checkout["fulfillment"]["methods"][0]
    assert method["selected_destination_id"] == method["destinations"][0]["id"]
    other = {**DESTINATION, "street_address": "1 Elm St"}
    own = {**DESTINATION, "id": "home", "street_address": "2 Fir St"}
    given = {"fulfillment": {"methods": [{"destinations": [other, DESTINATION, own]}]}}
    updated = (await platform.update(checkout, given)).json()["fulfillment"]["methods"][0]
    assert [each["id"] for each in updated["destinations"]] == [
        "destination-2",
        "destination-1",
        "home",
    ]
    assert updated["selected_destination_id"] == "destination-1"
    assert updated["id"] == method["id"]


async def test_nothing_is_selected_among_several_addresses(platform: Platform) -> None:
    """Of several given addresses none is selected, and so there are no options."""
    other = {**DESTINATION, "street_address": "1 Elm St"}
    checkout = await platform.create(("item_123", 1), fulfillment=sent_to(DESTINATION, other))
    method = checkout["fulfillment"]["methods"][0]
    assert (method["selected_destination_id"], method["groups"][0]["options"]) == (None, [])
    assert said(checkout) == [("missing", "$.fulfillment.methods[0].selected_destination_id")]


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        (
            {"selected_destination_id": "nowhere"},
            "$.fulfillment.methods[0].selected_destination_id",
            "destination_unavailable",
        ),
        (
            {"groups": [{"selected_option_id": "by-balloon"}]},
            "$.fulfillment.methods[0].groups[0].selected_option_id",
            "fulfillment_unavailable",
        ),
    ],
)
async def test_a_selection_that_was_never_offered_changes_nothing(
    platform: Platform, method: dict[str, object], path: str, code: str
) -> None:
    """The answer is 200 with the checkout as it was, and an error with the path."""
    ready = await platform.ready(("item_123", 1))
    answer = await platform.update(ready, {"fulfillment": {"methods": [method]}})
    refused = answer.json()
    assert said(refused) == [(code, path)]
    assert refused["fulfillment"] == ready["fulfillment"]
    read = await platform.get(ready)
    assert answer.headers["ETag"] == read.headers["ETag"]
    assert read.json() == ready


async def test_an_unknown_article_changes_nothing(platform: Platform) -> None:
    """A creation has messages and no checkout; an update has the checkout as it was, with an error at the line."""
    nothing = await platform.ask("POST", ROOT, creation(("item_123", 1), ("nothing", 1)))
    assert nothing.status_code == 200
    assert said(nothing.json()) == [("item_unavailable", "$.line_items[1].item.id")]
    checkout = await platform.create(("item_123", 1))
    answer = await platform.update(checkout, creation(("nothing", 1)))
    assert ("item_unavailable", "$.line_items[0].item.id") in said(answer.json())
    assert answer.json()["line_items"] == checkout["line_items"]


async def test_a_code_that_does_not_apply_is_a_warning(platform: Platform) -> None:
    """It has no row and hinders nothing; the codes are answered as they were sent."""
    ready = await platform.ready(("item_123", 1))
    updated = (await platform.update(ready, {"discounts": {"codes": ["NONSENSE"]}})).json()
    assert updated["discounts"] == {"codes": ["NONSENSE"], "applied": []}
    assert said(updated) == [("discount_code_invalid", "$.discounts.codes[0]")]
    assert updated["status"] == "ready_for_complete"


async def test_lines_go_to_several_addresses(platform: Platform) -> None:
    """Each method has its lines, its address and its option; both prices are in the totals."""
    checkout = await platform.create(("item_123", 1), ("item_456", 1))
    methods = [
        {
            "type": "shipping",
            "line_item_ids": [line],
            "destinations": [{**DESTINATION, "street_address": street}],
            "groups": [{"selected_option_id": "shipping_standard"}],
        }
        for line, street in (("item_123", "1 Elm St"), ("item_456", "2 Fir St"))
    ]
    updated = (await platform.update(checkout, {"fulfillment": {"methods": methods}})).json()
    assert amounts(updated)["fulfillment"] == 200
    assert [each["line_item_ids"] for each in updated["fulfillment"]["methods"]] == [
        ["item_123"],
        ["item_456"],
    ]
    assert updated["status"] == "ready_for_complete"


async def test_unknown_lines_of_a_method_mean_all_lines(platform: Platform) -> None:
    """A client that guesses the ids of lines gets one method of everything."""
    guessed = sent_to(DESTINATION, line_item_ids=["line_1", "line_2"])
    checkout = await platform.create(("item_123", 1), ("item_456", 1), fulfillment=guessed)
    assert checkout["fulfillment"]["methods"][0]["line_item_ids"] == ["item_123", "item_456"]


async def test_digital_goods_need_no_method(platform: Platform) -> None:
    """A checkout of digital goods is ready as it is created."""
    checkout = await platform.create(("item_book", 1))
    assert (checkout["status"], checkout["fulfillment"]) == (
        "ready_for_complete",
        {"methods": []},
    )


async def test_an_update_of_a_version_that_is_not_the_newest_is_refused(platform: Platform) -> None:
    """If-Match with an old ETag is 412, and nothing is changed."""
    checkout = await platform.create(("item_123", 1))
    tag = (await platform.get(checkout)).headers["ETag"]
    body = creation(("item_123", 2))
    assert (await platform.update(checkout, body, If_Match=tag)).status_code == 200
    stale = await platform.update(checkout, creation(("item_123", 3)), If_Match=tag)
    assert (stale.status_code, stale.json()["code"]) == (412, "conflict")
    assert (await platform.get(checkout)).json()["line_items"][0]["quantity"] == 2


async def test_past_versions_are_read(platform: Platform) -> None:
    """`?version=` answers the state then; an unknown version is 404, and a known ETag 304."""
    checkout = await platform.create(("item_123", 1))
    tag = (await platform.get(checkout)).headers["ETag"]
    await platform.update(checkout, creation(("item_123", 2)))
    assert (await platform.get(checkout, f"?version={tag[1:-1]}")).json() == checkout
    assert (await platform.get(checkout, "?version=99")).status_code == 404
    newest = (await platform.get(checkout)).headers["ETag"]
    same = await platform.ask("GET", f"{ROOT}/{checkout['id']}", None, If_None_Match=newest)
    assert same.status_code == 304
