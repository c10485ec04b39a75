"""The callbacks on the page of a checkout: every attempt, the next one due, and sending one again."""

from dataclasses import replace
from datetime import timedelta

from application.ports.webhooks.webhook_log import DeliveryState, WebhookDelivery
from interfaces.api.console.views.checkouts.callbacks import MOST_DELIVERIES
from tests.interfaces.api.console.console_fixture import Console
from tests.interfaces.api.history.dispute import ID
from tests.interfaces.api.history.webhook_deliveries import called_back

CHECKOUT = f"/console/checkouts/{ID}"
RESEND = "/console/system/resend?delivery=2&from=checkout"


async def parked(console: Console, key: str) -> WebhookDelivery:
    """Sign in to a dispute whose second callback was parked, and return the callback."""
    question, notification = called_back()
    notification = replace(notification, state=DeliveryState.PARKED)
    await console.history.dispute()
    console.history.deliveries.listed = [question, notification]
    assert (await console.sign_in(key)).status_code == 303
    return notification


async def test_each_delivery_has_its_attempts(signed_in: Console) -> None:
    """Each attempt has its time, outcome, status and duration, and a delivery its state and its cause."""
    await signed_in.history.bring("the dispute, called back")
    page = await signed_in.page(CHECKOUT)
    assert "Callbacks ✓ Delivered 1 ✓ Answered 1" in page.text
    assert "Notification callback 2, after v11 ✓ Delivered" in page.text
    assert (
        "Attempt 1 1 Mar 2026, 14:03:11 UTC Unanswered after 10,000 ms There was no answer"
        in page.text
    )
    assert "Attempt 2 1 Mar 2026, 14:03:26 UTC Delivered status 200 after 80 ms" in page.text
    assert "#delivery-2" in page.links()


async def test_a_delivery_that_was_not_tried_is_there(signed_in: Console) -> None:
    """It says when the first attempt is due, though the timeline has nothing of it."""
    await signed_in.history.dispute()
    _, notification = called_back()
    due = notification.made_at + timedelta(minutes=5)
    waiting = replace(notification, state=DeliveryState.WAITING, due=due, attempts=())
    signed_in.history.deliveries.listed = [waiting]
    text = (await signed_in.page(CHECKOUT)).text
    assert "The next attempt is due 1 Mar 2026, 14:08:10 UTC." in text
    assert "No attempt has been made." in text


async def test_a_parked_callback_leads_to_its_confirmation_and_back(console: Console) -> None:
    """The page that confirms says what, where to and how often so far; then the reader is at the checkout again."""
    notification = await parked(console, "sends")
    assert RESEND in (await console.page(CHECKOUT)).links()
    confirm = await console.page(RESEND)
    assert f"{notification.method} {notification.url}" in confirm.text
    assert "2 attempts since 1 Mar 2026" in confirm.text
    assert f"{CHECKOUT}#callbacks" in confirm.links()
    answer = await console.post(RESEND)
    assert answer.headers["Location"] == f"{CHECKOUT}#callbacks"
    assert console.history.deliveries.resent == [2]


async def test_a_reader_without_the_scope_is_told_which_one(console: Console) -> None:
    """There is no link to send again."""
    await parked(console, "demo-history")
    page = await console.page(CHECKOUT)
    assert "A key with the scope deliveries:send can send it again." in page.text
    assert RESEND not in page.links()


async def test_of_many_deliveries_the_newest_are_shown(signed_in: Console) -> None:
    """The page says how many older ones it leaves out."""
    await signed_in.history.dispute()
    _, notification = called_back()
    signed_in.history.deliveries.listed = [replace(notification, id=n) for n in range(1, 61)]
    page = await signed_in.page(CHECKOUT)
    ids = [value for tag, name, value in page.attributes if (tag, name) == ("li", "id")]
    assert [each for each in ids if each.startswith("delivery-")] == [
        f"delivery-{n}" for n in range(61 - MOST_DELIVERIES, 61)
    ]
    assert "10 older callbacks are left out here." in page.text
