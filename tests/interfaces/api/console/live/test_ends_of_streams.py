"""When a stream of the console ends: with its session, with its key, at shutdown, and at the limit of its key."""

from contextlib import AsyncExitStack
from datetime import timedelta

import msgspec

from interfaces.api.readers.stream_limit import STREAMS_PER_KEY
from tests.interfaces.api.console.console_fixture import KEY, KEYS, SAME_ORIGIN, Console
from tests.interfaces.api.console.live.followers import STREAM, follower, messages

ENDED = "event: end\n"


async def test_a_stream_ends_when_the_reader_signs_out(signed_in: Console) -> None:
    """The page gets word that the session has ended, and no event after it."""
    token = await signed_in.form_token()
    async with follower(signed_in, "?all=1") as page:
        await page.until("data: ")
        await signed_in.browser.post(
            "/console/sign-out", data={"form_token": token}, headers=SAME_ORIGIN
        )
        await signed_in.history.opened()
        await page.ended()
    assert page.is_whole
    assert ENDED in page.heard.decode()
    assert messages(page.heard.decode()) == [{}]


async def test_a_stream_ends_with_its_key(signed_in: Console) -> None:
    """A key that a reload takes out of the configuration ends the stream before the next event."""
    async with follower(signed_in, "?all=1") as page:
        await page.until("data: ")
        signed_in.keys.replace(tuple(each for each in KEYS if each.key != KEY))
        await signed_in.history.opened()
        await page.ended()
    assert ENDED in page.heard.decode()
    assert messages(page.heard.decode()) == [{}]


async def test_a_stream_ends_when_its_key_gets_other_rights(signed_in: Console) -> None:
    """The stream ends without a word, so that the page reconnects with the rights that the key has now."""
    async with follower(signed_in, "?all=1") as page:
        await page.until("data: ")
        changed = (
            msgspec.structs.replace(each, merchants=("other-shop",)) if each.key == KEY else each
            for each in KEYS
        )
        signed_in.keys.replace(tuple(changed))
        await signed_in.history.opened()
        await page.ended()
    assert ENDED not in page.heard.decode()
    assert messages(page.heard.decode()) == []


async def test_an_open_stream_does_not_keep_a_session_alive(signed_in: Console) -> None:
    """Thirty minutes after the last page the stream ends: what a page fetches by itself is no use of the session."""
    async with follower(signed_in, "?all=1") as page:
        await page.until("data: ")
        for _ in range(2):
            signed_in.history.now += timedelta(minutes=14)
            part = await signed_in.browser.get("/console/overview", headers={"X-Part": "figures"})
            assert part.status_code == 200
            again = follower(signed_in, "?all=1")
            async with again:
                await again.until("data: ")
        signed_in.history.now += timedelta(minutes=2)
        await page.ended()
    assert ENDED in page.heard.decode()


async def test_a_stream_ends_at_shutdown(signed_in: Console) -> None:
    """The answer is complete, so that the browser reconnects to the next server."""
    async with follower(signed_in, "?all=1") as page:
        await page.until("data: ")
        signed_in.history.ending.begin()
        await page.ended()
    assert page.is_whole
    assert ENDED not in page.heard.decode()


async def test_streams_count_with_those_of_the_key(signed_in: Console) -> None:
    """At the limit of the key the next stream is 429, and one that ends makes room for another."""
    async with AsyncExitStack() as stack:
        pages = [
            await stack.enter_async_context(follower(signed_in, "?all=1"))
            for _ in range(STREAMS_PER_KEY)
        ]
        for page in pages:
            await page.until("data: ")
        refused = await signed_in.browser.get(f"{STREAM}?all=1")
        assert refused.status_code == 429
        await pages[0].leave()
        async with follower(signed_in, "?all=1") as page:
            await page.until("data: ")
