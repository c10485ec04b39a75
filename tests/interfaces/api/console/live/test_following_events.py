"""GET /console/live/stream: what open pages are sent of new events."""

import json

import pytest

from application.commands.shop import Suspend
from tests.interfaces.api.console.console_fixture import AUDITOR, KEY, OTHER, Console
from tests.interfaces.api.console.live.followers import STREAM, follower, messages
from tests.interfaces.api.console.test_personal_data import tell
from tests.interfaces.api.history.dispute import ID, SHOPPER


async def test_a_page_gets_the_new_versions_of_its_checkout(signed_in: Console) -> None:
    """The message has the newest version, and nothing of other checkouts."""
    await signed_in.history.opened()
    async with follower(signed_in, f"?checkout={ID}@3") as page:
        await page.until("data: ")
        await signed_in.history.opened()
        await signed_in.history.opened()
        await signed_in.history.change(ID, Suspend(), SHOPPER, "suspend checkout")
        heard = await page.until('"versions": {"checkout-1"')
    assert messages(heard)[-1] == {"count": 1, "versions": {ID: 4}}
    assert "checkout-2" not in heard


async def test_a_page_learns_what_it_missed_before_the_stream_began(signed_in: Console) -> None:
    """The first message has the newest version, if the page has an older one."""
    await signed_in.history.dispute()
    for known, expected in ((7, {ID: 11}), (11, {})):
        async with follower(signed_in, f"?checkout={ID}@{known}") as page:
            heard = await page.until("data: ")
        first = json.loads(heard.partition("data: ")[2])
        assert first == {"count": 0, "versions": expected}


async def test_a_mended_stream_continues_after_the_last_event(signed_in: Console) -> None:
    """A browser that reconnects with Last-Event-ID gets what it missed, once."""
    await signed_in.history.opened()
    async with follower(signed_in, "?all=1", Last_Event_ID="1") as page:
        heard = await page.until(": nothing new")
    assert [each["count"] for each in messages(heard)] == [2]
    async with follower(signed_in, "?all=1", Last_Event_ID="3") as page:
        heard = await page.until(": nothing new")
    assert messages(heard) == []


async def test_rows_are_those_of_the_page_of_events(signed_in: Console) -> None:
    """The rows come as HTML, the newest first, and other pages get none."""
    await signed_in.history.opened()
    async with follower(signed_in, "?rows=1&after=0") as page:
        heard = await page.until(": nothing new")
    (message,) = messages(heard)
    events = await signed_in.browser.get("/console/events")
    assert message["rows"].count("<tr>") == 3
    table = " ".join(events.text.partition("<tbody>")[2].partition("</tbody>")[0].split())
    assert " ".join(message["rows"].split()).endswith(table)
    async with follower(signed_in, "?all=1&after=0") as page:
        heard = await page.until(": nothing new")
    assert messages(heard) == [{"count": 3, "versions": {}}]


async def test_many_events_at_once_are_counted(signed_in: Console) -> None:
    """Above twenty in a second there are no rows, and there are again a second later."""
    for _ in range(7):
        await signed_in.history.opened()
    async with follower(signed_in, "?rows=1&after=0") as page:
        await page.until('"count": 21')
        signed_in.history.now = signed_in.history.now.replace(second=59)
        await signed_in.history.opened()
        heard = await page.until('"rows"')
    first = messages(heard)[0]
    assert ("rows" in first, first["count"]) == (False, 21)


@pytest.mark.parametrize("query", ["?all=1&after=0", "?rows=1&after=0"])
async def test_another_merchants_events_are_never_sent(console: Console, query: str) -> None:
    """A key of another merchant gets signs of life only."""
    await console.sign_in(OTHER)
    await console.history.dispute()
    async with follower(console, query) as page:
        heard = await page.until(": nothing new", times=2)
    assert messages(heard) == []
    assert "checkout-1" not in heard
    assert "demo" not in heard


async def test_another_merchants_checkout_is_not_found(console: Console) -> None:
    """The answer is that for a checkout that does not exist, and the access log has it as not found."""
    await console.history.dispute()
    await console.sign_in(OTHER)
    for checkout in (ID, "none"):
        answer = await console.browser.get(f"{STREAM}?checkout={checkout}@1")
        assert answer.status_code == 404
        outcome = console.history.storage.reads.kept[-1].read.outcome
        assert outcome is not None
        assert outcome.value == "not-found"


@pytest.mark.parametrize("key", [KEY, AUDITOR])
async def test_no_personal_data_is_sent(console: Console, key: str) -> None:
    """The customer, the addresses and the user agents are in no message, whatever the key may see."""
    await console.sign_in(key)
    await tell(console)
    async with follower(console, "?rows=1&after=0") as page:
        heard = await page.until(": nothing new")
    assert "Customer identified" in heard
    for text in ("person.example", "canary", "Canary", "192.0.2.7", "Shop/1.0", "sealed"):
        assert text not in heard


async def test_a_stream_is_one_reading(signed_in: Console) -> None:
    """The access log has the stream once, with its checkout, however much it sends."""
    await signed_in.history.dispute()
    async with follower(signed_in, f"?checkout={ID}@1&after=0") as page:
        await page.until(": nothing new", times=3)
    reads = [entry.read for entry in signed_in.history.storage.reads.kept]
    followed = [each for each in reads if each.provenance.operation == "follow events"]
    assert [(each.checkout_id, each.provenance.dialect) for each in followed] == [(ID, "console")]


@pytest.mark.parametrize(
    "query", ["?checkout=x", "?checkout=a@b", "?after=x", "?none=1", "?after=99", "?checkout=@1"]
)
async def test_an_address_that_cannot_be_read_is_refused(signed_in: Console, query: str) -> None:
    """The answer is 400, and no stream begins."""
    answer = await signed_in.browser.get(f"{STREAM}{query}")
    assert answer.status_code == 400
