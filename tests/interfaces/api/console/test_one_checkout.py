"""The page of a checkout in dispute, as it is now."""

from tests.interfaces.api.console.console_fixture import Console

CHECKOUT = "/console/checkouts/checkout-1"


async def test_the_head_says_what_was_agreed_and_charged(signed_in: Console) -> None:
    """The head has the reference, the merchant, the stage in a word, and both amounts with their currency."""
    await signed_in.history.dispute()
    page = await signed_in.page(CHECKOUT)
    assert page.marked["h1"] == ["A-1"]
    assert "Demo Shop · Walley · opened 1 Mar 2026, 14:03:00 UTC" in page.text
    assert "✓ Completed" in page.text
    assert "Agreed 379.00 SEK Charged 379.00 SEK Versions 11" in page.text


async def test_the_timeline_has_everything_in_one_order(signed_in: Console) -> None:
    """Events, the refused command and the callbacks follow each other, grouped by request."""
    await signed_in.history.bring("the dispute, called back")
    whole = (await signed_in.page(CHECKOUT)).text
    text = whole[whole.index("Timeline oldest first") :]
    parts = [
        "Sunday 1 March 2026",
        "14:03:00 ▲ Shop demo-client Open checkout · Walley",
        "v1 Checkout opened",
        "v8 Fees updated",
        "Fee shipping added: Parcel, 49.00 SEK",
        "Callback Validation",
        "v10 Purchase agreed",
        "The customer pressed “complete purchase” here",
        "✕ Refused Purchase commitment found",
        "The customer has committed to this purchase. Update fees, decided on version 10.",
        "v11 Purchase completed",
        "↗ Callback Notification Unanswered",
        "There was no answer within 10 seconds.",
        "↗ Callback Notification Delivered 200",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


async def test_the_first_event_does_not_list_what_is_empty(signed_in: Console) -> None:
    """The event that opens the checkout tells nothing that is unset, and no settings of the shop."""
    await signed_in.history.dispute()
    text = (await signed_in.page(CHECKOUT)).text
    first = text[text.index("v1 Checkout opened") : text.index("v2 Cart replaced")]
    assert "nothing" not in first
    assert "profileName" not in first
    assert len(first) < 200


async def test_a_name_leads_to_its_checkout(signed_in: Console) -> None:
    """The reference and the order number in the address lead to the checkout that has them."""
    await signed_in.history.dispute()
    for name in ("A-1", "1"):
        answer = await signed_in.browser.get(f"/console/checkouts/{name}")
        assert (answer.status_code, answer.headers["Location"]) == (303, CHECKOUT)


async def test_one_event_is_shown_as_json(signed_in: Console) -> None:
    """The page of an event has its JSON, and links to the events before and after it."""
    await signed_in.history.dispute()
    page = await signed_in.page(f"{CHECKOUT}/events/8")
    assert '"type": "checkout.fees-updated"' in page.text
    assert '"path": "/fees/0"' in page.text
    assert {f"{CHECKOUT}/events/7", f"{CHECKOUT}/events/9"} <= set(page.links())
    for version, status in (("12", 404), ("0", 400), ("x", 400)):
        await signed_in.page(f"{CHECKOUT}/events/{version}", status=status)
