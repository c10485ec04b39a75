"""Searches that readers name, to open them again."""

import pytest

from application.ports.readers.saved_searches import MOST_OF_A_READER
from tests.interfaces.api.console.console_fixture import AUDITOR, KEY, OTHER, SAME_ORIGIN, Console
from tests.interfaces.api.console.test_hostile_texts import HOSTILE

SAVE = "/console/searches"
SEARCH = "/console/search?dialect=walley&status=open"
EVENTS = "/console/events?type=checkout.fees-updated&since=2026-03-01T00%3A00%3A00Z"


async def test_a_saved_search_is_listed_and_opened(signed_in: Console) -> None:
    """The form leads back to the search, and the search page has it as a link, by name."""
    for name, address in (("Fees in March", EVENTS), ("Carts", SEARCH)):
        answer = await signed_in.post(SAVE, name=name, address=address)
        assert (answer.status_code, answer.headers["Location"]) == (303, address)
    page = await signed_in.page("/console/search")
    assert [each for each in page.links() if each in (EVENTS, SEARCH)] == [SEARCH, EVENTS]
    assert "Saved searches Carts Delete Carts Fees in March" in page.text


@pytest.mark.parametrize("path", [SEARCH, EVENTS, "/console/refusals?operation=update+fees"])
async def test_a_page_offers_to_save_its_search(signed_in: Console, path: str) -> None:
    """The form names the address of the page, and a page without conditions has no form."""
    page = await signed_in.page(path)
    assert page.values["address"] == path
    page = await signed_in.page(path.partition("?")[0])
    assert "address" not in page.values


@pytest.mark.parametrize(
    ("key", "person", "sees_own", "sees_shared"),
    [
        (KEY, "Eva", True, True),
        (KEY, "Bo", False, True),
        ("sends", "Bo", False, True),
        (OTHER, "Eva", False, False),
        (AUDITOR, "Eva", False, False),
    ],
)
async def test_who_sees_a_search(
    signed_in: Console, key: str, person: str, sees_own: bool, sees_shared: bool
) -> None:
    """One's own is seen by the same person with the same key, a shared one by keys with the same merchants."""
    await signed_in.post(SAVE, name="Own", address=SEARCH)
    await signed_in.post(SAVE, name="Of all", address=EVENTS, shared="1")
    await signed_in.sign_in(key, person)
    page = await signed_in.page("/console/search")
    assert (SEARCH in page.links(), EVENTS in page.links()) == (sees_own, sees_shared)
    assert ("by Eva" in page.text) == (sees_shared and not sees_own)


async def test_a_reader_deletes_only_the_own_ones(signed_in: Console) -> None:
    """Another reader is answered 404, and the search stays."""
    await signed_in.post(SAVE, name="Of all", address=EVENTS, shared="1")
    (search,) = signed_in.history.storage.saved_searches.stored.values()
    await signed_in.sign_in(KEY, "Bo")
    answer = await signed_in.post(f"{SAVE}/delete", id=search.id)
    assert answer.status_code == 404
    await signed_in.sign_in(KEY, "Eva")
    answer = await signed_in.post(f"{SAVE}/delete", id=search.id)
    assert answer.headers["Location"] == "/console/search"
    assert not signed_in.history.storage.saved_searches.stored


@pytest.mark.parametrize(
    "address",
    [
        "/console/search?words=eva%40person.example",
        "/console/search?words=%2B46700000001",
        "/console/search?words=19121212-1212",
        "/console/events?actor=eva%40person.example",
    ],
)
async def test_a_search_for_a_person_is_not_saved(auditor: Console, address: str) -> None:
    """The answer says why, and nothing is stored."""
    answer = await auditor.post(SAVE, name="Somebody", address=address)
    assert answer.status_code == 422
    assert "personal data is kept in one place only" in answer.text
    assert not auditor.history.storage.saved_searches.stored


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/console/search",
        "/console/search?q=A-1",
        "/console/search?status=none",
        "/console/readers?reader=x",
        "https://other.example/console/search?status=open",
        "//other.example/console/search?status=open",
        "javascript:alert(1)",
    ],
)
async def test_only_a_search_of_the_console_is_saved(signed_in: Console, address: str) -> None:
    """An address of another site, of another page, or without a condition is not saved."""
    answer = await signed_in.post(SAVE, name="Somewhere", address=address)
    assert answer.status_code == 422
    assert not signed_in.history.storage.saved_searches.stored


@pytest.mark.parametrize(
    "name", ["", " ", "x" * 101, "eva@person.example", "+46700000001", "a\x00"]
)
async def test_a_name_that_is_none_is_refused(signed_in: Console, name: str) -> None:
    """A name is one to a hundred characters, and no address or number of a person."""
    answer = await signed_in.post(SAVE, name=name, address=SEARCH)
    assert answer.status_code == 422
    assert not signed_in.history.storage.saved_searches.stored


async def test_a_reader_has_a_limit(signed_in: Console) -> None:
    """At the limit the page says which, and the search is not saved."""
    for number in range(MOST_OF_A_READER):
        await signed_in.post(SAVE, name=f"Search {number}", address=SEARCH)
    answer = await signed_in.post(SAVE, name="One more", address=SEARCH)
    assert answer.status_code == 422
    assert "You have 100 saved searches." in answer.text


async def test_the_position_of_a_page_is_not_saved(signed_in: Console) -> None:
    """The search opens at its newest page."""
    answer = await signed_in.post(SAVE, name="Carts", address=f"{SEARCH}&older=7")
    assert answer.headers["Location"] == SEARCH


async def test_a_form_without_its_token_saves_nothing(signed_in: Console) -> None:
    """The answer is 403, for both forms."""
    for path in (SAVE, f"{SAVE}/delete"):
        answer = await signed_in.browser.post(
            path, data={"name": "x", "address": SEARCH, "id": "1"}, headers=SAME_ORIGIN
        )
        assert answer.status_code == 403
    assert not signed_in.history.storage.saved_searches.stored


@pytest.mark.parametrize("text", [each for each in HOSTILE if each.isprintable()], ids=ascii)
async def test_a_hostile_name_stays_a_text(signed_in: Console, text: str) -> None:
    """The list has no element or handler of the name."""
    answer = await signed_in.post(SAVE, name=text, address=SEARCH)
    assert answer.status_code == 303
    page = await signed_in.page("/console/search")
    assert text.strip() in page.text
    assert not any(name.startswith("on") for _, name, _ in page.attributes)


async def test_saving_is_a_reading(signed_in: Console) -> None:
    """The access log has who saved and who deleted, without the name."""
    await signed_in.post(SAVE, name="Carts", address=SEARCH)
    (search,) = signed_in.history.storage.saved_searches.stored.values()
    await signed_in.post(f"{SAVE}/delete", id=search.id)
    reads = [each.read for each in signed_in.history.storage.reads.kept]
    done = [each for each in reads if each.target.startswith("POST /console/searches")]
    assert [each.provenance.operation for each in done] == ["save search", "delete saved search"]
