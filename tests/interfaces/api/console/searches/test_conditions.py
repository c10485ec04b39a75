"""Searches for checkouts by conditions: how they are understood, narrowed, dropped and linked."""

import pytest

from tests.interfaces.api.console.console_fixture import AUDITOR, OTHER, Console, Page

SEARCH = "/console/search"
CHECKOUT = "/console/checkouts/checkout-1"


async def test_what_is_typed_becomes_one_address(signed_in: Console) -> None:
    """The fields lead to an address with times in UTC, amounts with their decimals, and nothing that is empty."""
    answer = await signed_in.post(
        SEARCH, total="300 - 400 sek", since="2026-03-01", until="", status="completed", words=" "
    )
    assert answer.status_code == 303
    assert answer.headers["Location"] == (
        f"{SEARCH}?total=300.00-400.00+SEK&since=2026-03-01T00%3A00%3A00Z&status=completed"
    )
    again = await signed_in.browser.get(answer.headers["Location"])
    assert again.status_code == 200


async def test_a_typed_address_leads_to_the_one_for_all(signed_in: Console) -> None:
    """An address with a time of a zone leads to the one in UTC, with the page of the results."""
    answer = await signed_in.browser.get(f"{SEARCH}?since=yesterday&total=344&older=9")
    assert answer.status_code == 303
    location = f"{SEARCH}?total=344.00&since=2026-02-28T00%3A00%3A00Z&older=9"
    assert answer.headers["Location"] == location


async def test_the_page_says_how_it_understood(signed_in: Console) -> None:
    """Each condition is a chip in words, with a link to the search without it."""
    await signed_in.history.dispute()
    page = await signed_in.page(f"{SEARCH}?total=379.00&dialect=walley&status=completed")
    assert "Total 379.00 in any currency with two decimals" in page.text
    assert "Status Completed" in page.text
    assert f"{SEARCH}?total=379.00&dialect=walley" in page.links()
    assert "A-1" in page.text
    assert "✓ Completed 379.00 SEK Purchase completed" in page.text
    assert f"{CHECKOUT}?version=11#v11" in page.links()


async def test_facets_narrow_the_search(signed_in: Console) -> None:
    """Merchants, dialects and stages are links that keep the other conditions; the chosen one leads back."""
    page = await signed_in.page(f"{SEARCH}?total=379.00&status=open")
    links = page.links()
    assert f"{SEARCH}?total=379.00&status=expired" in links
    assert f"{SEARCH}?total=379.00&status=open&dialect=svea" in links
    assert f"{SEARCH}?total=379.00&status=open&merchant=demo-shop" in links
    assert ("a", "aria-current", "true") in page.attributes


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("total", "some", "Write an amount in digits"),
        ("since", "soon", "Write a day or a time"),
        ("status", "fine", "Choose one of open"),
        ("actor", "a\u202eb", "must not contain the character U+202E"),
        ("words", "x" * 201, "at most 200 characters"),
    ],
)
async def test_what_cannot_be_read_is_said_at_its_field(
    signed_in: Console, field: str, text: str, words: str
) -> None:
    """The page says what is wrong, keeps what was typed, and shows no results."""
    await signed_in.history.dispute()
    answer = await signed_in.post(SEARCH, **{field: text})
    assert answer.status_code == 422
    page = Page.of(answer)
    assert words in page.text
    assert CHECKOUT not in answer.text
    assert any(name == "aria-invalid" for _, name, _ in page.attributes)


@pytest.mark.parametrize("query", ["colour=red", "status=open&status=expired", "older=x"])
async def test_other_parameters_are_refused(signed_in: Console, query: str) -> None:
    """A parameter that the page has not, one that is given twice, and a broken position are 400."""
    await signed_in.page(f"{SEARCH}?{query}", status=400)


async def test_a_key_offers_its_own_merchants(console: Console) -> None:
    """A key sees, and can choose, the checkouts of its merchants only; an auditor those of all."""
    await console.history.dispute()
    await console.sign_in(OTHER)
    page = await console.page(SEARCH)
    assert "Demo Shop" not in page.text
    assert CHECKOUT not in page.links()
    await console.page(f"{SEARCH}?merchant=demo-shop", status=400)
    await console.sign_in(AUDITOR)
    page = await console.page(f"{SEARCH}?merchant=demo-shop")
    assert CHECKOUT in page.links()


async def test_results_have_pages(signed_in: Console) -> None:
    """Fifty checkouts are on a page, with a link to the older ones, and from there back."""
    for _ in range(53):
        await signed_in.history.opened()
    first = await signed_in.page(SEARCH)
    (older,) = [each for each in first.links() if "older=" in each]
    second = await signed_in.page(older)
    assert len([each for each in second.links() if each.endswith("#v1")]) == 3
    (newer,) = [each for each in second.links() if "newer=" in each]
    assert (await signed_in.page(newer)).links().count("/console/checkouts/checkout-53") == 1


async def test_the_same_question_to_the_api(signed_in: Console) -> None:
    """The page ends with the address of the same search in the history API, with amounts in minor units."""
    page = await signed_in.page(f"{SEARCH}?total=379.00+SEK&words=coffee")
    asked = "/history/checkouts?min_total=37900&max_total=37900&currency=SEK&q=coffee"
    assert asked in page.text


async def test_the_page_says_when_the_audit_log_is_behind(
    signed_in: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While events are not indexed yet, the page says how many and for how long."""
    await signed_in.history.dispute()
    trail = signed_in.history.trail
    status = await trail.status()

    async def behind() -> object:
        return type(status)(position=status.newest - 3, newest=status.newest, behind_seconds=12.4)

    monkeypatch.setattr(trail, "status", behind)
    page = await signed_in.page(SEARCH)
    assert "The audit log is 3 events behind, by 12 s." in page.text
