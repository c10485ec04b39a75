"""The answers about one checkout as JSON: facts and sentences."""

from tests.interfaces.api.history.app_fixture import AUDITOR, AppFixture
from tests.interfaces.api.history.dispute import ID

PATH = f"/history/checkouts/{ID}/answers"


async def test_each_question_has_facts_and_sentences(app_fixture: AppFixture) -> None:
    """The sentences name their versions, and the facts their kind, times in UTC and amounts in minor units."""
    await app_fixture.bring("the dispute, called back")
    answer = await app_fixture.get(PATH)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-cache")
    body = answer.json()
    assert (body["checkout"], body["version"]) == (ID, 11)
    assert [each["question"] for each in body["answers"]] == [
        *("agreed", "total", "total-set-by", "refused", "shop-called"),
        *("shipped", "refunded", "unknown"),
    ]
    agreed, total, setter, refused, called, sent, refunded, unknown = body["answers"]
    assert [each["kind"] for each in agreed["facts"]] == ["agreed", "paid"]
    assert agreed["facts"][0]["agreed"] == {"version": 10, "amount": 37900, "currency": "SEK"}
    assert agreed["facts"][0]["event"]["at"] == "2026-03-01T14:03:07Z"
    assert total["sentences"][0] == {
        "text": "Not before the agreement: version 9 had 379.00 SEK, and the same total was agreed with version 10.",
        "versions": [9, 10],
    }
    assert setter["sentences"][0]["text"] == (
        "Total 330.00 SEK → 379.00 SEK at 2026-03-01T14:03:05Z (version 8, fees updated by the shop demo-client,"
        " request r-6), 2 s before the purchase was agreed with version 10."
    )
    assert [each["text"] for each in refused["sentences"]][:1] == [
        "2 commands were refused after the agreement, and changed nothing."
    ]
    assert [each["state"] for each in called["facts"][0]["calls"]] == ["answered", "delivered"]
    assert [each["kind"] for each in sent["facts"]] == ["nothing-sent"]
    assert [each["kind"] for each in refunded["facts"]] == ["nothing-paid-back"]
    assert {"payment-time", "nothing-before-opening"} <= {each["kind"] for each in unknown["facts"]}


async def test_the_answers_are_those_of_now(app_fixture: AppFixture) -> None:
    """There is no parameter for a version: an answer is about the newest one."""
    await app_fixture.opened()
    assert (await app_fixture.get(f"{PATH}?version=1")).status_code == 400
    first = (await app_fixture.get(PATH)).json()["answers"][0]
    assert [each["kind"] for each in first["facts"]] == ["nothing-agreed", "payable"]


async def test_each_read_is_in_the_access_log(app_fixture: AppFixture) -> None:
    """The entry has the operation and the checkout; another merchant's checkout is not found."""
    await app_fixture.opened("other-shop")
    assert (await app_fixture.get(PATH)).status_code == 404
    reads = (await app_fixture.get("/history/reads", AUDITOR)).json()["reads"]
    assert [(each["provenance"]["operation"], each["outcome"]) for each in reads][:1] == [
        ("read answers", "not-found")
    ]
