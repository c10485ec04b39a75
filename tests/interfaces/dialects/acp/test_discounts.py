"""The discount extension of ACP, in the versions that have it. Each response is checked against the official schema.

The cases are those of the official examples: a discount of the order, one of each item, an automatic one, a rejected
code, and stacked ones.
"""

from datetime import timedelta
from typing import Any

import pytest

from application.ports.catalogue import Discount, Offer
from domain.values.discounts import DiscountKind, DiscountMethod
from tests.interfaces.dialects.acp.agent import ROOT, V1, V2, V3, VERSIONS, Agent
from tests.interfaces.dialects.session.app_fixture import OPENED_AT, AppFixture

DISCOUNTS = (
    Discount(id="save10", title="$10 off", kind=DiscountKind.FIXED, value=1000, code="SAVE10"),
    Discount(
        id="summer",
        title="Summer sale, 20 % off",
        kind=DiscountKind.PERCENTAGE,
        value=2000,
        code="SUMMER20",
        method=DiscountMethod.EACH,
    ),
    Discount(
        id="loyalty",
        title="$5 loyalty reward",
        kind=DiscountKind.FIXED,
        value=500,
        code="LOYALTY5",
        priority=2,
    ),
    Discount(
        id="old",
        title="Half off",
        kind=DiscountKind.PERCENTAGE,
        value=1250,
        code="EXPIRED50",
        ends_at=OPENED_AT - timedelta(days=1),
    ),
    Discount(
        id="once", title="Once", kind=DiscountKind.PERCENTAGE, value=1250, code="ONCE", max_uses=1
    ),
    Discount(
        id="each",
        title="Once for each buyer",
        kind=DiscountKind.FIXED,
        value=100,
        code="MINE",
        max_uses_per_buyer=1,
    ),
)
SHIPS_FREE = Discount(
    id="ships-free",
    title="Free shipping from $50",
    kind=DiscountKind.FREE_SHIPPING,
    min_subtotal=5000,
)
BOTH = pytest.mark.parametrize("version", [V2, V3])


@pytest.fixture(autouse=True)
async def discounts(app_fixture: AppFixture) -> None:
    """Demo Shop has discounts."""
    offer = Offer(discounts=(*DISCOUNTS, SHIPS_FREE))
    await app_fixture.storage.catalogue.put("demo-shop", offer)


def codes(*each: str) -> dict[str, Any]:
    return {"discounts": {"codes": list(each)}}


def rows(session: dict[str, Any]) -> dict[str, int]:
    return {row["type"]: row["amount"] for row in session["totals"]}


def assert_adds_up(session: dict[str, Any]) -> None:
    """The rows of the session, and those of each line, add up to their totals."""
    each = rows(session)
    parts = each["subtotal"] + each.get("fulfillment", 0) - each.get("discount", 0) + each["tax"]
    assert each["total"] == parts
    for line in session["line_items"]:
        of_line = {row["type"]: row["amount"] for row in line["totals"]}
        left = of_line["items_base_amount"] - of_line.get("items_discount", 0)
        assert of_line["subtotal"] == left
        assert of_line["total"] == left + of_line["tax"]
    for applied in session.get("discounts", {}).get("applied", ()):
        assert sum(part["amount"] for part in applied["allocations"]) == applied["amount"]


@BOTH
async def test_a_discount_of_the_order(app_fixture: AppFixture, version: str) -> None:
    """$10 off are taken off the only line, and taxes are those of the rest."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 3), **codes("SAVE10"))
    (applied,) = session["discounts"]["applied"]
    assert applied["coupon"] == {
        "id": "save10",
        "name": "$10 off",
        "amount_off": 1000,
        "currency": "usd",
        "duration": "once",
    }
    assert (applied["code"], applied["amount"]) == ("SAVE10", 1000)
    assert session["discounts"]["codes"] == ["SAVE10"]
    assert "rejected" not in session["discounts"]
    assert rows(session)["items_discount"] == 1000
    assert rows(session)["tax"] == 57  # 2.86 % of 2000
    (extension,) = session["capabilities"]["extensions"]
    assert extension["name"] == "discount"
    assert_adds_up(session)


@BOTH
async def test_a_percentage_of_each_item(app_fixture: AppFixture, version: str) -> None:
    """The allocations say what is taken off each line, and the lines say by which discount."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 2), ("item_456", 1), **codes("summer20"))
    (applied,) = session["discounts"]["applied"]
    assert applied["allocations"] == [
        {"path": "$.line_items[0]", "amount": 400},
        {"path": "$.line_items[1]", "amount": 100},
    ]
    assert (applied["method"], applied["coupon"]["percent_off"]) == ("each", 20)
    (detail,) = session["line_items"][0]["discount_details"]
    assert (detail["code"], detail["amount"], detail["type"]) == ("summer20", 400, "percentage")
    assert_adds_up(session)


@BOTH
async def test_an_automatic_discount(app_fixture: AppFixture, version: str) -> None:
    """Free shipping applies by itself; the row of shipping and that of its discount are told apart."""
    agent = Agent(app_fixture, version)
    body = agent.creation(("item_123", 6), capabilities={"extensions": ["discount"]})
    session = (await agent.ask("POST", ROOT, body)).json()
    (applied,) = session["discounts"]["applied"]
    assert applied["automatic"] is True
    assert "code" not in applied
    assert applied["allocations"] == [{"path": "$.totals.shipping", "amount": 150}]
    assert (rows(session)["fulfillment"], rows(session)["discount"]) == (150, 150)
    assert_adds_up(session)


@BOTH
async def test_a_rejected_code(app_fixture: AppFixture, version: str) -> None:
    """The reason is in the extension and in a message with the place of the code, and the other code applies."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 3), **codes("SAVE10", "EXPIRED50"))
    (rejected,) = session["discounts"]["rejected"]
    assert (rejected["code"], rejected["reason"]) == ("EXPIRED50", "discount_code_expired")
    (message,) = session["messages"]
    assert (message["type"], message["code"]) == ("warning", "discount_code_expired")
    assert message["param"] == "$.discounts.codes[1]"
    assert session["status"] == "ready_for_payment"
    assert_adds_up(session)


@BOTH
async def test_stacked_discounts(app_fixture: AppFixture, version: str) -> None:
    """The lower priority is first, and the second takes its part of the rest."""
    agent = Agent(app_fixture, version)
    asked = codes("LOYALTY5", "SUMMER20")
    session = await agent.create(("item_123", 2), ("item_456", 1), **asked)
    applied = session["discounts"]["applied"]
    assert [(each["coupon"]["id"], each["amount"]) for each in applied] == [
        ("summer", 500),
        ("loyalty", 500),
    ]
    assert session["discounts"]["codes"] == ["LOYALTY5", "SUMMER20"]
    assert_adds_up(session)


@BOTH
async def test_an_automatic_discount_that_ends(app_fixture: AppFixture, version: str) -> None:
    """A change that ends it has a warning, and the next change has none."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 6))
    session = (await agent.update(session, agent.items_body(("item_123", 1)))).json()
    (message,) = session["messages"]
    assert (message["type"], message["code"]) == ("warning", "price_change")
    assert "Free shipping from $50" in message["content"]
    assert (await agent.update(session, {})).json()["messages"] == []


@BOTH
async def test_codes_are_replaced_and_removed(app_fixture: AppFixture, version: str) -> None:
    """An update without codes keeps them, one with codes replaces them, and an empty list removes them."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 2), **codes("SAVE10"))
    kept = (await agent.update(session, agent.items_body(("item_123", 3)))).json()
    assert kept["discounts"]["codes"] == ["SAVE10"]
    replaced = (await agent.update(session, codes("SUMMER20"))).json()
    assert [each["code"] for each in replaced["discounts"]["applied"]] == ["SUMMER20"]
    removed = (await agent.update(session, codes())).json()
    assert removed["discounts"] == {"codes": [], "applied": []}
    assert "items_discount" not in rows(removed)
    past = (await agent.read(session, version="1")).json()
    assert "discounts" in past


@BOTH
async def test_the_deprecated_coupons(app_fixture: AppFixture, version: str) -> None:
    """`coupons` are codes; where both are sent, `discounts` counts."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 2), coupons=["SAVE10"])
    assert session["discounts"]["codes"] == ["SAVE10"]
    session = await agent.create(("item_123", 2), coupons=["SAVE10"], **codes("SUMMER20"))
    assert session["discounts"]["codes"] == ["SUMMER20"]


@pytest.mark.parametrize("version", VERSIONS)
async def test_a_session_without_the_extension(app_fixture: AppFixture, version: str) -> None:
    """It has the automatic discounts in its totals, and nothing of the extension."""
    session = await Agent(app_fixture, version).create(("item_123", 6))
    assert "discounts" not in session
    assert "extensions" not in session.get("capabilities", {})
    if version == V1:
        each = rows(session)
        assert each["total"] == each["subtotal"] + each["tax"] + 150 - each["discount"]
    else:
        assert_adds_up(session)


@BOTH
@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"discounts": []}, "$.discounts"),
        ({"discounts": {"codes": "SAVE10"}}, "$.discounts.codes"),
        ({"discounts": {"codes": ["SAVE10", 1]}}, "$.discounts.codes[1]"),
        ({"discounts": {"codes": [""]}}, "$.discounts.codes[0]"),
        ({"discounts": {"codes": ["x" * 256]}}, "$.discounts.codes[0]"),
        ({"discounts": {"codes": ["x"] * 51}}, "$.discounts.codes"),
        ({"coupons": {}}, "$.coupons"),
    ],
)
async def test_malformed_codes_are_refused(
    app_fixture: AppFixture, version: str, body: dict[str, Any], path: str
) -> None:
    """Codes that are no list of texts are refused with their path, and change nothing."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 2), **codes("SAVE10"))
    answer = await agent.update(session, body)
    assert (answer.status_code, answer.json()["param"]) == (400, path)
    assert (await agent.read(session)).json()["discounts"] == session["discounts"]


@BOTH
async def test_the_last_use_of_a_code(app_fixture: AppFixture, version: str) -> None:
    """Of two sessions with the last use, one is paid; the other is quoted without the code and not paid."""
    agent = Agent(app_fixture, version)
    first = await agent.create(("item_123", 1), **codes("ONCE"))
    second = await agent.create(("item_123", 1), **codes("ONCE"))
    assert first["discounts"]["applied"][0]["coupon"]["percent_off"] == 12.5
    assert (await agent.pay(first)).json()["status"] == "completed"
    refused = (await agent.pay(second)).json()
    assert refused["status"] == "ready_for_payment"
    assert refused["discounts"]["rejected"][0]["reason"] == "discount_code_usage_limit_reached"
    assert rows(refused)["total"] > rows(second)["total"]
    assert (await agent.pay(second)).json()["status"] == "completed"


@BOTH
async def test_a_declined_payment_returns_the_use(app_fixture: AppFixture, version: str) -> None:
    """The use of a purchase that was not paid can be used by another one."""
    agent = Agent(app_fixture, version)
    first = await agent.create(("item_123", 1), **codes("ONCE"))
    second = await agent.create(("item_123", 1), **codes("ONCE"))
    assert (await agent.pay(first, "tok_decline")).json()["status"] == "ready_for_payment"
    assert (await agent.pay(second)).json()["status"] == "completed"


@BOTH
async def test_a_code_for_each_buyer(app_fixture: AppFixture, version: str) -> None:
    """A buyer uses it once, in any spelling of the e-mail address; without an address nobody does."""
    agent = Agent(app_fixture, version)
    for email in ("ada@example.com", "bea@example.com"):
        session = await agent.create(
            ("item_123", 1), **{**codes("MINE"), "buyer": {"email": email}}
        )
        assert (await agent.pay(session)).json()["status"] == "completed"
    again = {"email": "ADA@example.com"}
    session = await agent.create(("item_123", 1), **{**codes("MINE"), "buyer": again})
    refused = (await agent.pay(session)).json()
    assert refused["status"] == "ready_for_payment"
    assert refused["discounts"]["rejected"][0]["reason"] == "discount_code_usage_limit_reached"
    nobody = agent.creation(("item_123", 1), **codes("MINE"))
    del nobody["buyer"]
    session = (await agent.ask("POST", ROOT, nobody)).json()
    assert session["discounts"]["rejected"][0]["reason"] == "discount_code_user_not_logged_in"


async def test_the_discovery_document_names_the_extension(app_fixture: AppFixture) -> None:
    """The document has the extension by its name."""
    answer = await app_fixture.client.get("/.well-known/acp.json")
    assert answer.json()["capabilities"]["extensions"] == [{"name": "discount"}]
