"""The box: any name of a checkout, an amount, or words."""

import pytest

from application.ports.access_log import AccessOutcome
from tests.interfaces.api.console.console_fixture import OTHER, Console, Page

CHECKOUT = "/console/checkouts/checkout-1"
SEARCH = "/console/search"


@pytest.mark.parametrize("name", ["checkout-1", "1", " A-1 ", "order-1", "purchase-1"])
async def test_a_name_of_one_checkout_opens_it(signed_in: Console, name: str) -> None:
    """The id, the order number, the reference and the ids of order and purchase lead to the checkout."""
    await signed_in.history.dispute()
    answer = await signed_in.post(SEARCH, q=name)
    assert (answer.status_code, answer.headers["Location"]) == (303, CHECKOUT)


async def test_a_name_of_several_checkouts_has_an_address(signed_in: Console) -> None:
    """A reference that two checkouts have leads to a page with both, which has an address."""
    await signed_in.history.opened()
    await signed_in.history.opened()
    answer = await signed_in.post(SEARCH, q="A-1")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{SEARCH}?q=A-1")
    page = await signed_in.page(f"{SEARCH}?q=A-1")
    assert "2 checkouts have the reference A-1" in page.text
    assert {CHECKOUT, "/console/checkouts/checkout-2"} <= set(page.links())


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("344", f"{SEARCH}?total=344.00"),
        ("379,00 SEK", f"{SEARCH}?total=379.00+SEK"),
        ("300-400", f"{SEARCH}?total=300.00-400.00"),
        ("coffee", f"{SEARCH}?words=coffee"),
    ],
)
async def test_an_amount_or_words_lead_to_their_search(
    signed_in: Console, text: str, address: str
) -> None:
    """A text that is no name and is an amount, or has words of an article, is searched for as that."""
    await signed_in.history.dispute()
    answer = await signed_in.post(SEARCH, q=text)
    assert (answer.status_code, answer.headers["Location"]) == (303, address)


async def test_nothing_is_said_in_words(signed_in: Console) -> None:
    """A name that nothing has gets a page without an address of its own, and is recorded as not found."""
    await signed_in.history.dispute()
    answer = await signed_in.post(SEARCH, q="Jane Doe")
    assert answer.status_code == 200
    assert "No checkout that your key reaches has the name Jane Doe." in Page.of(answer).text
    entry = signed_in.history.storage.reads.kept[-1].read
    assert (entry.provenance.operation, entry.target) == ("look up name", f"POST {SEARCH}")
    assert entry.outcome is AccessOutcome.NOT_FOUND


async def test_another_merchants_names_find_nothing(console: Console) -> None:
    """For a key of another merchant the id, the reference, the words and the amount find nothing."""
    await console.history.dispute()
    await console.sign_in(OTHER)
    for text in ("checkout-1", "A-1", "order-1", "coffee"):
        answer = await console.post(SEARCH, q=text)
        assert "Nothing found" in Page.of(answer).text, text
    page = await console.page(f"{SEARCH}?total=379.00")
    assert "No checkout meets this condition." in page.text


async def test_zero_bytes_are_no_name(signed_in: Console) -> None:
    """A text with U+0000 finds nothing in the box and in the address, and fails nowhere."""
    for answer in (
        await signed_in.post(SEARCH, q="a\x00b"),
        await signed_in.browser.get(f"{SEARCH}?q=a%00b"),
    ):
        assert answer.status_code == 200
        assert "Nothing found" in answer.text
