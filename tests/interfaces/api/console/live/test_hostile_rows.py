"""Texts that a shop wrote to attack the browser of a reader, in the rows of a stream."""

import re

import pytest

from tests.interfaces.api.console.console_fixture import Console
from tests.interfaces.api.console.live.followers import follower, messages
from tests.interfaces.api.console.test_hostile_texts import HOSTILE, tell


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
async def test_a_hostile_text_stays_a_text(auditor: Console, text: str) -> None:
    """No row has an element, a handler or an invisible character of the text."""
    await tell(auditor, text)
    async with follower(auditor, "?rows=1&after=0") as page:
        heard = await page.until(": nothing new")
    rows = "".join(str(each["rows"]) for each in messages(heard))
    newest = len(auditor.history.storage.events.events_after(0))
    assert rows.count("<tr>") == newest
    assert not re.search(r"<img|<script|\son\w+='|[\u200b\u202e]", rows)
    assert set(re.findall(r'href="([^"]*)"', rows)) == {
        link
        for version in range(1, newest + 1)
        for link in (
            f"/console/checkouts/checkout-1?version={version}#v{version}",
            f"/console/checkouts/checkout-1/events/{version}",
        )
    }
