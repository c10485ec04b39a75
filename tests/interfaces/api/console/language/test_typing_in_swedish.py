"""What a Swedish reader types in Europe/Stockholm, and how the page says what it understood."""

from collections.abc import AsyncIterator
from urllib.parse import urlencode

import pytest

from tests.interfaces.api.console.console_fixture import AUDITOR, Console

SEARCH = "/console/search"


@pytest.fixture
async def swedish() -> AsyncIterator[Console]:
    """An auditor with a browser in Swedish and in Stockholm."""
    console = Console()
    console.browser.headers["Accept-Language"] = "sv"
    async with console.browser:
        assert (await console.sign_in(AUDITOR, zone="Europe/Stockholm")).status_code == 303
        yield console


@pytest.mark.parametrize("typed", ["1344,50 SEK", "1 344,50 sek", "1344.50 SEK", "1,344.50 SEK"])
async def test_an_amount_is_understood_in_either_form(swedish: Console, typed: str) -> None:
    """The address is the same, and the page shows the amount as it is written in Swedish."""
    answer = await swedish.post(SEARCH, total=typed)
    assert answer.headers["Location"] == f"{SEARCH}?total=1344.50+SEK"
    page = await swedish.page(answer.headers["Location"])
    assert "Summa 1 344,50 SEK" in page.text


@pytest.mark.parametrize("typed", ["igår", "i går", "yesterday", "2026-02-28"])
async def test_a_day_is_a_day_of_the_zone(swedish: Console, typed: str) -> None:
    """The day begins at midnight in Stockholm."""
    answer = await swedish.post(SEARCH, since=typed)
    assert answer.headers["Location"] == f"{SEARCH}?since=2026-02-27T23%3A00%3A00Z"
    page = await swedish.page(answer.headers["Location"])
    assert "Från 28 feb. 2026, 00:00:00 CET" in page.text


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (
            "2026-10-25 02:30",
            "Europe/Stockholm hade 02:30 två gånger den dagen. Skriv 2026-10-25T02:30:00+02:00 eller",
        ),
        ("2026-03-29 02:30", "Europe/Stockholm hade inget 02:30 den dagen: klockan ställdes om."),
    ],
)
async def test_a_change_of_the_clocks_is_explained(
    swedish: Console, typed: str, answer: str
) -> None:
    """The reader is asked which of two times, and told of one that there was not."""
    page = await swedish.page(f"{SEARCH}?{urlencode({'since': typed})}", status=400)
    assert answer in page.text
