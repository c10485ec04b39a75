"""Every page in Swedish, and none of its words in English."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from babel.dates import get_day_names, get_month_names

from application.ports.webhooks.webhook_log import DeliveryState
from tests.interfaces.api.console.console_fixture import AUDITOR, Console
from tests.interfaces.api.console.language.marked_pages import marking_languages, unmarked_words
from tests.interfaces.api.console.live.followers import follower, messages
from tests.interfaces.api.history.webhook_deliveries import called_back
from tests.interfaces.demo.maker import make_checkouts

CHECKOUT = "/console/checkouts/checkout-1"
PAGES = (
    "/console/search",
    "/console/search?q=nothing",
    "/console/search?q=A-1",
    "/console/search?total=379.00&status=completed&dialect=walley",
    "/console/search?total=1.00-2.00+SEK&status=open",
    "/console/search?total=1.00",
    "/console/search?dialect=walley",
    "/console/events",
    "/console/events?type=checkout.expired&status=open",
    "/console/refusals",
    "/console/refusals?command=None",
    "/console/readers",
    "/console/overview",
    "/console/overview?dialect=walley",
    "/console/system",
    "/console/system/resend?delivery=2",
    "/console/system/resend?delivery=2&delivery=3&delivery=9",
    "/console/live",
    CHECKOUT,
    *(f"{CHECKOUT}?version={version}" for version in range(1, 12)),
    f"{CHECKOUT}/compare?from=2&to=11",
    f"{CHECKOUT}/compare?from=4&to=4",
    f"{CHECKOUT}/blame?field=/total",
    f"{CHECKOUT}/blame?field=/fees/0/unit_price&version=5",
    f"{CHECKOUT}/events/1",
    f"{CHECKOUT}/events/8",
    f"{CHECKOUT}/shown/2",
    f"{CHECKOUT}/shown/11",
    f"{CHECKOUT}/refusals/1",
)
FAULTS = (
    "/console/nothing",
    "/console/search?unknown=1",
    "/console/search?total=some&since=soon&status=fine&actor=a@b",
    "/console/search?total=1.234+SEK",
    "/console/search?total=1+SEK+2+NOK",
    "/console/search?total=2-1",
    "/console/search?older=1&newer=2",
    "/console/search?older=x",
    "/console/checkouts/nobody",
    f"{CHECKOUT}?version=99",
    f"{CHECKOUT}?version=0",
    f"{CHECKOUT}?version=1&at=2026-03-01T14:03:12Z",
    f"{CHECKOUT}?at=soon",
    f"{CHECKOUT}?at=2020-01-01T00:00:00Z",
    f"{CHECKOUT}?at=2036-01-01T00:00:00Z",
    f"{CHECKOUT}?point=soon",
    f"{CHECKOUT}/blame?field=/nothing",
    "/console/overview?dialect=none",
    "/console/overview?merchant=other",
    "/console/system/resend?delivery=99",
)
# Names of products and formats, of the fixture's merchants and readers, of a time zone and of currencies.
NAMES = frozenset(
    (
        *("tillroll", "JSON", "RFC", "UTC", "Walley", "Svea", "StateSet", "CSV", "Parquet"),
        *("Demo", "Shop", "Other", "demo", "shop", "auditor", "Ada", "Eva", "history", "NDJSON"),
        *("SEK", "NOK", "DKK", "EUR", "GBP", "USD", "JPY"),
    )
)
# Examples of what can be typed, and choices that programs name.
EXAMPLES = frozenset(
    (
        *("client", "update", "fees", "UpdateFees", "ok"),
        *("walley", "shopper", "payments"),
    )
)
DATES = frozenset(
    name
    for names in (get_day_names, get_month_names)
    for width in ("wide", "abbreviated")
    for each in names(width, locale="sv").values()
    for name in (each.strip("."), each.capitalize())
)


@pytest.fixture
async def swedish() -> AsyncIterator[Console]:
    """A console whose Swedish texts are marked, with a dispute, for an auditor with a browser in Swedish."""
    console = Console(languages=marking_languages())
    console.browser.headers["Accept-Language"] = "sv-SE,sv;q=0.9,en;q=0.8"
    async with console.browser:
        await console.history.dispute()
        console.history.deliveries.listed = [
            *called_back(),
            *(
                replace(each, id=number, state=DeliveryState.PARKED)
                for each in called_back()
                if each.id == 2
                for number in (2, 3)
            ),
        ]
        for reader in ("Bo", "Ada"):
            assert (await console.sign_in(AUDITOR, reader)).status_code == 303
            saved = {"name": "SEK", "address": "/console/search?status=open", "shared": "1"}
            assert (await console.post("/console/searches", **saved)).status_code == 303
        yield console


async def unmarked(console: Console, paths: tuple[str, ...]) -> dict[str, set[str]]:
    """The words of the pages that were not translated, by page."""
    found = {}
    for path in paths:
        answer = await console.browser.get(path, follow_redirects=True)
        assert answer.headers["Content-Language"] == "sv", (path, answer.status_code)
        assert '<html lang="sv"' in answer.text
        found[path] = unmarked_words(answer.text) - NAMES - EXAMPLES - DATES
    return {path: words for path, words in found.items() if words}


async def test_no_page_has_an_english_word(swedish: Console) -> None:
    """Each word is of a translated message, or data of shops, customers and programs."""
    assert await unmarked(swedish, PAGES) == {}


async def test_no_error_has_an_english_word(swedish: Console) -> None:
    """Errors, refusals and faults of typed texts are translated too."""
    assert await unmarked(swedish, FAULTS) == {}


async def test_no_refused_form_has_an_english_word(swedish: Console) -> None:
    """A search that cannot be saved is answered in Swedish, whatever the reason."""
    for name, address in (("", "/console/search?status=open"), ("SEK", "/console/nothing")):
        answer = await swedish.post("/console/searches", name=name, address=address)
        assert answer.status_code == 422
        assert unmarked_words(answer.text) - NAMES == set()


async def test_no_row_of_a_stream_has_an_english_word(swedish: Console) -> None:
    """The rows that come to an open page are in the language of its reader."""
    async with follower(swedish, "?rows=1&after=0", Accept_Language="sv") as page:
        heard = await page.until(": nothing new")
    rows = "".join(str(each["rows"]) for each in messages(heard))
    assert "Öppen" in rows
    assert unmarked_words(f"<table>{rows}</table>") - NAMES == set()


async def test_no_suggestion_has_an_english_word(swedish: Console) -> None:
    """What a suggestion is, is said in Swedish."""
    answer = await swedish.post("/console/suggestions", q="A-")
    labels = {each["label"] for each in answer.json()}
    assert labels
    assert {word for label in labels for word in unmarked_words(label)} == set()


async def test_no_frame_has_an_english_banner(swedish: Console) -> None:
    """The banner above the customer's page is in the language of the reader; the page in it is as it was."""
    answer = await swedish.browser.get(f"{CHECKOUT}/shown/2/page")
    assert "visade kundens sida version 2" in answer.text


async def test_no_sign_in_has_an_english_word(swedish: Console) -> None:
    """The sign-in follows the browser: also after a wrong key, at the end of a session and on plain http."""
    swedish.browser.cookies.clear()
    assert (
        await unmarked(
            swedish, ("/console/sign-in", "/console/sign-in?ended=1", "/console/sign-in?out=1")
        )
        == {}
    )
    wrong = await swedish.sign_in("wrong")
    assert unmarked_words(wrong.text) - NAMES == set()
    async with swedish.new_browser("http://tillroll.example") as elsewhere:
        elsewhere.headers["Accept-Language"] = "sv"
        plain = await elsewhere.get("/console/sign-in")
        assert unmarked_words(plain.text) - NAMES - {"http", "https"} == set()


async def test_no_lifelike_checkout_has_an_english_word(swedish: Console) -> None:
    """Checkouts of every dialect, abandoned, refused and completed ones, are told in Swedish alone."""
    history = swedish.history

    scripts = await make_checkouts(history.storage, seed=18, count=20, until=history.now)
    made = [each.checkout_id for each in scripts]
    await swedish.sign_in(AUDITOR, "Ada")
    assert await unmarked(swedish, tuple(f"/console/checkouts/{each}" for each in made)) == {}
