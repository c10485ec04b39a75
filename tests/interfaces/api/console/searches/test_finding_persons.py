"""Persons in the box: who may look for them, and where their data does not go."""

import pytest

from application.commands.shop import IdentifyCustomer
from domain.values.customer import Customer
from tests.interfaces.api.console.console_fixture import Console, Page
from tests.interfaces.api.history.dispute import SHOPPER

EMAIL, PHONE, NAME = "canary@person.example", "+46700000001", "Canary Doe"
SEARCH = "/console/search"
PERSONAL = (EMAIL, PHONE, NAME)


async def tell(console: Console) -> None:
    """Two checkouts of one customer."""
    for _ in range(2):
        checkout = await console.history.opened()
        customer = Customer(email=EMAIL, phone=PHONE, first_name="Canary", last_name="Doe")
        change = IdentifyCustomer(customer=customer)
        await console.history.change(checkout.id, change, SHOPPER, "identify customer")


def assert_nowhere(console: Console) -> None:
    """No entry of the access log has a part of the personal data."""
    targets = " ".join(entry.read.target for entry in console.history.storage.reads.kept)
    assert "anary" not in targets
    assert "46700" not in targets


@pytest.mark.parametrize("text", PERSONAL)
async def test_an_auditor_finds_a_person(auditor: Console, text: str) -> None:
    """The page has both checkouts, says what matched, and its links do not have the text."""
    await tell(auditor)
    answer = await auditor.post(SEARCH, q=text)
    assert answer.status_code == 200
    page = Page.of(answer)
    assert "2 checkouts have the" in page.text
    assert "It is in no address and in no log" in page.text
    assert {"/console/checkouts/checkout-1", "/console/checkouts/checkout-2"} <= set(page.links())
    assert not [each for each in page.links() if "anary" in each or "46700" in each]
    assert_nowhere(auditor)


@pytest.mark.parametrize("text", PERSONAL)
async def test_a_key_without_the_scope_finds_nobody(signed_in: Console, text: str) -> None:
    """The page says that nothing was found, the same for a person who is there, and leads to no address."""
    await tell(signed_in)
    answer = await signed_in.post(SEARCH, q=text)
    assert answer.status_code == 200
    text_of_page = Page.of(answer).text
    assert "Nothing found" in text_of_page
    assert ("persons:read" in text_of_page) == ("@" in text)
    assert_nowhere(signed_in)


async def test_a_person_in_an_address_is_not_looked_for(auditor: Console) -> None:
    """An e-mail address that somebody wrote into the address finds nothing, and the access log leaves it out."""
    await tell(auditor)
    page = await auditor.page(f"{SEARCH}?q={EMAIL}")
    assert "from the box only, not from an address" in page.text
    assert_nowhere(auditor)


@pytest.mark.parametrize("text", ["+46 70 000 00 02", "070-000 00 03", "19900101-1234", "555-1234"])
async def test_a_number_that_may_be_a_persons_leads_nowhere(signed_in: Console, text: str) -> None:
    """A text that can be a phone number or a national id is not taken for an amount or for words."""
    await signed_in.history.dispute()
    answer = await signed_in.post(SEARCH, q=text)
    assert answer.status_code == 200
    assert "Nothing found" in answer.text


@pytest.mark.parametrize("field", ["words", "actor"])
async def test_an_address_in_another_field_is_refused(auditor: Console, field: str) -> None:
    """An e-mail address in a field whose text would be in the address of the page leads nowhere."""
    await tell(auditor)
    answer = await auditor.post(SEARCH, **{field: EMAIL})
    assert answer.status_code == 422
    assert "Look for an e-mail address in the box" in answer.text
    page = await auditor.page(f"{SEARCH}?{field}={EMAIL}", status=400)
    assert "Look for an e-mail address in the box" in page.text
    assert_nowhere(auditor)
