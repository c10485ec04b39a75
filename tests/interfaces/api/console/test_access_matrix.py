"""Every page and every form of the console, for readers who may not: the routes are read from the console itself."""

import re

import httpx
import pytest
from msgspec.structs import replace
from starlette.routing import Route

from tests.interfaces.api.console.console_fixture import (
    AUDITOR,
    BLIND,
    KEY,
    KEYS,
    OTHER,
    SAME_ORIGIN,
    Console,
    Page,
)
from tests.interfaces.api.history.dispute import ID

OPEN = ("/console/sign-in", "/console/static/{file_name}")
# An endless answer: these tests read whole ones.
STREAMS = re.compile(r"stream|follow")
# What only the dispute of demo-shop has.
CANARIES = ("Coffee", "order-1", "shop.example")
QUERIES = {
    "/console/checkouts/{checkout_id}/blame": "?field=/total",
    "/console/events/file": "?format=csv",
}
UNKNOWN = "checkout-99"


def requests_of(*methods: str) -> list[tuple[str, str]]:
    """The method and path of each route that needs a session."""
    routes = [route for route in Console().dialect.router.routes if isinstance(route, Route)]
    return [
        (method, route.path)
        for route in routes
        for method in sorted(route.methods or ())
        if method in methods and route.path not in OPEN
    ]


ALL = requests_of("GET", "POST")
WHOLE = [(method, path) for method, path in ALL if not STREAMS.search(path)]
OF_ONE = [(method, path) for method, path in WHOLE if "{checkout_id}" in path]


def address(path: str, checkout_id: str = ID) -> str:
    """The path with its parameters, and with a query where one is needed."""
    filled = path.replace("{checkout_id}", checkout_id)
    return re.sub(r"{\w+}", "1", filled) + QUERIES.get(path, "")


async def send(
    console: Console, method: str, path: str, checkout_id: str = ID, token: str = ""
) -> httpx.Response:
    """Send a request as a page of the console does; a form with this token."""
    url = address(path, checkout_id)
    if method == "GET":
        return await console.browser.get(url)
    form = {"form_token": token}
    return await console.browser.post(url, data=form, headers=SAME_ORIGIN)


async def dispute(console: Console, key: str | None) -> str:
    """Let the dispute have happened, sign in, and return the token of the forms."""
    await console.history.bring("the dispute, called back")
    console.history.ledger.sign()
    console.history.log_refusal()
    if key is None:
        return ""
    await console.sign_in(key, "Eva")
    token = Page.of(await console.browser.get("/console/search")).values["form_token"]
    console.history.storage.reads.kept.clear()
    return token


@pytest.mark.parametrize(("method", "path"), ALL)
async def test_without_a_session_everything_leads_to_the_sign_in(
    console: Console, method: str, path: str
) -> None:
    """No page and no form answers anything else, and nothing is read or sent."""
    await dispute(console, None)
    answer = await send(console, method, path)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/console/sign-in")
    assert console.history.storage.reads.kept == []
    assert console.history.deliveries.resent == []


async def test_a_key_without_the_scope_does_not_sign_in(console: Console) -> None:
    """The sign-in is refused and gives no cookie."""
    answer = await console.sign_in(BLIND, "Eva")
    assert answer.status_code == 403
    assert not console.history.storage.reader_sessions.stored


@pytest.mark.parametrize(("method", "path"), ALL)
async def test_a_key_that_loses_its_scope_sees_nothing(
    console: Console, method: str, path: str
) -> None:
    """A session whose key may not read any more gets 403, or is led to a page that is 403; no callback is sent."""
    token = await dispute(console, KEY)
    console.keys.replace(tuple(replace(each, scopes=()) for each in KEYS))
    assert (await console.browser.get("/console/search")).status_code == 403
    answer = await send(console, method, path, token=token)
    assert answer.status_code in (303, 403), answer.text
    assert not any(canary in answer.text for canary in CANARIES)
    assert console.history.deliveries.resent == []


@pytest.mark.parametrize(("method", "path"), OF_ONE)
async def test_another_merchants_checkout_is_as_if_it_were_not(
    console: Console, method: str, path: str
) -> None:
    """The answer is the one for an id that nobody has, and both looks are recorded."""
    token = await dispute(console, OTHER)
    theirs = await send(console, method, path, token=token)
    unknown = await send(console, method, path, UNKNOWN, token=token)
    assert theirs.status_code == unknown.status_code
    assert theirs.status_code in (303, 403, 404)
    assert theirs.text.replace(ID, UNKNOWN) == unknown.text
    assert len(console.history.storage.reads.kept) == 2 or theirs.status_code == 303


@pytest.mark.parametrize(("method", "path"), WHOLE)
async def test_another_merchant_finds_nothing_of_the_first(
    console: Console, method: str, path: str
) -> None:
    """No page, form or count of another merchant has anything of the dispute."""
    token = await dispute(console, OTHER)
    answer = await send(console, method, path, UNKNOWN, token=token)
    assert ID not in answer.text
    assert not any(canary in answer.text for canary in CANARIES)


@pytest.mark.parametrize(("method", "path"), [each for each in WHOLE if each[0] == "GET"])
async def test_an_auditor_opens_every_page(console: Console, method: str, path: str) -> None:
    """Each page is 200 or leads to one, so that the refusals above are those of the reader."""
    await dispute(console, AUDITOR)
    answer = await send(console, method, path)
    expected: tuple[int, ...] = (200, 303)
    if path == "/console/system/resend":
        expected = (404,)
    if "/evidence" in path:
        # An auditor's key reads everything, and makes no packs.
        expected = (403,)
    assert answer.status_code in expected, answer.text


@pytest.mark.parametrize(("method", "path"), ALL)
async def test_a_key_that_is_taken_away_ends_its_pages_and_forms(
    console: Console, method: str, path: str
) -> None:
    """A page or form that was open when its key was removed leads to the sign-in, and changes nothing."""
    token = await dispute(console, KEY)
    console.keys.replace(tuple(each for each in KEYS if each.key != KEY))
    answer = await send(console, method, path, token=token)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/console/sign-in")
    assert console.history.storage.reads.kept == []
    assert console.history.deliveries.resent == []
