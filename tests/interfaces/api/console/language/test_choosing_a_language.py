"""Which language a page has: that of the browser before the sign-in, and that of the session after it."""

import pytest

from interfaces.api.console.text.languages import read_languages
from tests.interfaces.api.console.console_fixture import Console, Page

SIGN_IN, SEARCH = "/console/sign-in", "/console/search"
SWEDISH = {"Accept-Language": "sv-SE,sv;q=0.9,en;q=0.8"}


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("", "en"),
        ("sv", "sv"),
        ("SV-fi", "sv"),
        ("en-GB, sv;q=0.9", "en"),
        ("de, sv;q=0.2, en;q=0.1", "sv"),
        ("de-CH, fr", "en"),
        ("sv;q=0, en;q=0.1", "en"),
        ("sv;q=nan?, *", "en"),
    ],
)
def test_the_best_accepted_language_is_chosen(accepted: str, code: str) -> None:
    """Weights decide, regions do not matter, and without a known language the pages are English."""
    assert read_languages().choose("", accepted).code == code


async def test_the_sign_in_follows_the_browser(console: Console) -> None:
    """The page names its language to browsers and caches."""
    answer = await console.browser.get(SIGN_IN, headers=SWEDISH)
    assert "Logga in i konsolen" in Page.of(answer).text
    assert answer.headers["Content-Language"] == "sv"
    assert "Accept-Language" in answer.headers["Vary"]
    assert '<html lang="sv"' in answer.text


async def test_a_session_keeps_its_language(console: Console) -> None:
    """The language of the sign-in stays when the browser sends another one, and does not vary with it."""
    console.browser.headers.update(SWEDISH)
    await console.sign_in()
    del console.browser.headers["Accept-Language"]
    answer = await console.browser.get(SEARCH)
    assert "Kassor nyast först" in Page.of(answer).text
    assert "Vary" not in answer.headers


async def test_a_reader_changes_the_language(signed_in: Console) -> None:
    """The menu has each language by its own name, and keeps the chosen one for the session."""
    answer = await signed_in.browser.get(SEARCH)
    assert '<option value="sv" lang="sv">Svenska</option>' in answer.text
    changed = await signed_in.post("/console/preferences", language="sv", next=SEARCH)
    assert changed.status_code == 303
    answer = await signed_in.browser.get(SEARCH)
    assert answer.headers["Content-Language"] == "sv"
    assert '<option value="sv" lang="sv" selected>Svenska</option>' in answer.text
    (session,) = signed_in.history.storage.reader_sessions.stored.values()
    assert (session.preferences.language, session.preferences.zone) == ("sv", "")


async def test_an_unknown_language_is_not_kept(signed_in: Console) -> None:
    """A language without a catalogue changes nothing."""
    await signed_in.post("/console/preferences", language="de", next=SEARCH)
    answer = await signed_in.browser.get(SEARCH)
    assert answer.headers["Content-Language"] == "en"
