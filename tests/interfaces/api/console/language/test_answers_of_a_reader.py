"""The answers, and why a command was refused, as a reader with a Swedish browser sees them."""

from collections.abc import AsyncIterator
from html import unescape

import pytest

from tests.interfaces.api.console.console_fixture import AUDITOR, Console
from tests.interfaces.api.history.dispute import ID

CHECKOUT = f"/console/checkouts/{ID}"


@pytest.fixture
async def swedish() -> AsyncIterator[Console]:
    """A console with the dispute, for an auditor with a browser in Swedish."""
    console = Console()
    console.browser.headers["Accept-Language"] = "sv"
    async with console.browser:
        await console.history.bring("the dispute, called back")
        await console.sign_in(AUDITOR, "Ada")
        yield console


async def test_the_answers_are_in_the_language_and_the_formats_of_the_reader(
    swedish: Console,
) -> None:
    """Amounts, times, events and who acted follow the language, and each version is a link."""
    page = await swedish.page(CHECKOUT)
    text = page.text.replace("\u00a0", " ")
    assert "Kunden avtalade köpet för 379,00 SEK 1 mars 2026, 14:03:07 UTC med version 10" in text
    assert "(version 8, avgifterna uppdaterade av butiken demo-client, begäran r-6)" in text
    assert {f"{CHECKOUT}?version={number}#v{number}" for number in (8, 9, 10, 11)} <= set(
        page.links()
    )


async def test_why_a_command_was_refused_is_in_the_language_of_the_reader(swedish: Console) -> None:
    """The timeline, the page of a refused command and the list of refused ones have the same sentence."""
    (first, *_) = [link for link in (await swedish.page(CHECKOUT)).links() if "/refusals/" in link]
    for path in (CHECKOUT, first, "/console/refusals"):
        text = unescape((await swedish.browser.get(path)).text)
        assert "Kunden har avtalat köpet." in text
        assert "The customer has committed" not in text
