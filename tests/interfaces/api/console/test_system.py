"""The page of the server's work, and sending a parked callback again."""

from dataclasses import replace

from application.ports.webhooks.webhook_log import DeliveryState
from tests.interfaces.api.console.console_fixture import OTHER, SAME_ORIGIN, Console
from tests.interfaces.api.history.webhook_deliveries import called_back

SYSTEM = "/console/system"
RESEND = f"{SYSTEM}/resend?delivery=2"


async def parked(console: Console, key: str) -> None:
    """Sign in after the shop's callback was parked."""
    told = [replace(each, state=DeliveryState.PARKED) for each in called_back() if each.id == 2]
    console.history.deliveries.listed = told
    assert (await console.sign_in(key)).status_code == 303


async def test_a_sender_sends_a_parked_callback_again(console: Console) -> None:
    """The page leads to one that confirms, whose form sends the callback; the access log has who did it."""
    await parked(console, "sends")
    assert RESEND in (await console.page(SYSTEM)).links()
    assert "Send callback 2 again?" in (await console.page(RESEND)).text
    assert console.history.deliveries.resent == []
    answer = await console.post(RESEND)
    assert (answer.status_code, answer.headers["Location"]) == (303, SYSTEM)
    assert console.history.deliveries.resent == [2]
    entry = console.history.storage.reads.kept[-1].read
    assert entry.provenance.operation == "resend delivery"


async def test_a_form_without_its_token_sends_nothing(console: Console) -> None:
    """A form that no page of the session had is 403."""
    await parked(console, "sends")
    answer = await console.browser.post(RESEND, headers=SAME_ORIGIN)
    assert answer.status_code == 403
    assert console.history.deliveries.resent == []


async def test_a_reader_without_the_scope_sends_nothing(console: Console) -> None:
    """The page names the scope and has no link; the form is 403."""
    await parked(console, "demo-history")
    page = await console.page(SYSTEM)
    assert "deliveries:send" in page.text
    assert RESEND not in page.links()
    await console.page(RESEND, status=403)
    assert (await console.post(RESEND)).status_code == 403
    assert console.history.deliveries.resent == []


async def test_a_key_sees_its_own_merchants_callbacks(console: Console) -> None:
    """Another merchant's parked callback is not on the page."""
    await parked(console, OTHER)
    assert "No callback is parked." in (await console.page(SYSTEM)).text


async def test_only_parked_callbacks_are_sent(console: Console) -> None:
    """A callback that was delivered, and a number without a callback, are 404."""
    await parked(console, "sends")
    console.history.deliveries.listed = [each for each in called_back() if each.id == 2]
    for path in (RESEND, f"{SYSTEM}/resend?delivery=77", f"{SYSTEM}/resend"):
        await console.page(path, status=404)
    assert (await console.post(RESEND)).status_code == 404
    assert console.history.deliveries.resent == []
