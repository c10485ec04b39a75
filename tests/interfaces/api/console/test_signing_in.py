"""The sign-in with a history key."""

import pytest

from tests.interfaces.api.console.console_fixture import BLIND, KEY, Console, Page


async def test_a_known_key_begins_a_session(console: Console) -> None:
    """The answer leads to the page that the reader wanted, with a cookie that scripts cannot read."""
    answer = await console.sign_in(KEY, next="/console/search?q=A-1")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/console/search?q=A-1")
    (cookie,) = answer.headers.get_list("Set-Cookie")
    assert cookie == "tillroll=token-1; HttpOnly; Path=/; SameSite=lax"


async def test_the_store_has_no_token(console: Console) -> None:
    """The stored session has digests in place of the token and the key."""
    await console.sign_in(KEY, "Eva")
    (session,) = console.history.storage.reader_sessions.stored.values()
    assert (session.reader, session.person) == ("demo-history", "Eva")
    assert b"token-1" not in session.token_digest
    assert KEY.encode() not in session.key_digest


async def test_an_unknown_key_is_refused_in_words(console: Console) -> None:
    """The answer is 401 with the form again, and the page that the reader wanted is kept."""
    answer = await console.sign_in("wrong", "Eva", next="/console/checkouts/1?version=2")
    assert answer.status_code == 401
    page = Page.of(answer)
    assert "This key is unknown" in page.text
    assert page.values["next"] == "/console/checkouts/1?version=2"
    assert page.values["person"] == "Eva"
    assert "wrong" not in answer.text
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("key", ["", " ", "é" * 20, "\U0001f511"])
async def test_a_malformed_key_is_an_unknown_one(console: Console, key: str) -> None:
    """An empty key and one with any character are refused like a wrong one."""
    assert (await console.sign_in(key)).status_code == 401


async def test_a_key_without_the_scope_is_refused_and_recorded(console: Console) -> None:
    """The answer is 403, and the access log has the denied sign-in."""
    answer = await console.sign_in(BLIND, "Eva")
    assert answer.status_code == 403
    (entry,) = console.history.storage.reads.kept
    assert entry.read.provenance.actor == "history:blind/Eva"
    assert entry.read.outcome is not None
    assert entry.read.outcome.value == "denied"


async def test_a_name_is_obligatory_where_the_configuration_says_so() -> None:
    """With `ask_name`, a sign-in without a name is refused, also one that has only spaces and slashes."""
    console = Console(ask_name=True)
    for person in ("", "  / "):
        answer = await console.sign_in(KEY, person)
        assert answer.status_code == 422
        assert "Enter your name" in answer.text
    assert (await console.sign_in(KEY, "Eva")).status_code == 303


async def test_a_page_without_a_session_leads_to_the_sign_in_and_back(console: Console) -> None:
    """The address of the page is kept in `next`, with its query."""
    answer = await console.browser.get("/console/checkouts/checkout-1?version=7")
    assert answer.status_code == 303
    location = answer.headers["Location"]
    assert location == "/console/sign-in?next=/console/checkouts/checkout-1%3Fversion%3D7"
    page = Page.of(await console.browser.get(location))
    assert page.values["next"] == "/console/checkouts/checkout-1?version=7"


@pytest.mark.parametrize(
    "hostile",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/console/\\evil",
        "/console//evil.example",
        "/console/../history",
        "/console/%2E%2e/history",
        "javascript:alert(1)",
        "/console",
        "/console/a\r\nSet-Cookie: a=b",
    ],
)
async def test_the_sign_in_leads_nowhere_else(console: Console, hostile: str) -> None:
    """A `next` that is not a path of the console leads to the start page."""
    answer = await console.sign_in(KEY, next=hostile)
    assert answer.headers["Location"] == "/console/"
    assert answer.headers.get_list("Set-Cookie")[0].startswith("tillroll=token-")
