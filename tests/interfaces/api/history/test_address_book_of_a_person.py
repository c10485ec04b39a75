"""The address books of a person in erasures and exports over HTTP, also where there is no checkout."""

import pytest

from application.address_book.entries import entries_of_rows
from application.ports.catalogue import BuyerAddress
from application.ports.person_vault import Identity, IdentityKind
from interfaces.api.readers.settings import HistoryKey
from tests.interfaces.api.history.app_fixture import AppFixture

ADA = "ada@example.com"
HOME = BuyerAddress(
    email=ADA, name="Ada Lovelace", line_one="Storgatan 1", city="Lund", country="SE", phone="+4670"
)
ERASER = {"Authorization": "Bearer erases"}
OWN_ERASER = {"Authorization": "Bearer erases-own"}
READER = {"Authorization": "Bearer reads-persons"}
READS_PERSONS = HistoryKey(
    name="reads-persons",
    key="reads-persons",
    merchants="all",
    scopes=("history:read", "persons:read"),
)


@pytest.fixture
async def fixture(app_fixture: AppFixture) -> AppFixture:
    """An app with a book of the buyer at each of two merchants."""
    for merchant in ("demo-shop", "other-shop"):
        book = app_fixture.storage.address_book
        await book.remember(merchant, entries_of_rows([HOME]), at=app_fixture.now)
    return app_fixture


async def test_an_erasure_lists_and_erases_address_books(fixture: AppFixture) -> None:
    """A reader of one merchant hits its book only. The certificate has the class and the merchant, and no address."""
    path = "/history/persons/erasures"
    listed = await fixture.client.post(path, headers=OWN_ERASER, json={"email": ADA})
    (book,) = listed.json()["address_books"]
    assert (book["merchant"], book["addresses"], listed.json()["count"]) == ("demo-shop", 1, 0)
    erased = await fixture.client.post(
        path, headers=OWN_ERASER, json={"name": "ada lovelace", "confirm": True}
    )
    assert erased.status_code == 201
    (key,) = erased.json()["erased"]
    assert (key["checkout"], key["class"]) == (book["address_book"], "address-book")
    assert erased.json()["complete"]
    assert "lund" not in (listed.text + erased.text).lower()
    left = await fixture.client.post(path, headers=ERASER, json={"email": ADA})
    assert [each["merchant"] for each in left.json()["address_books"]] == ["other-shop"]


async def test_an_export_has_address_books(fixture: AppFixture) -> None:
    """They are in clear, and each is in the access log under its id."""
    fixture.keys.replace((READS_PERSONS,))
    exported = await fixture.client.post(
        "/history/persons/export", headers=READER, json={"email": ADA}
    )
    assert exported.status_code == 200
    document = exported.json()
    assert document["checkouts"] == []
    assert [each["merchant"] for each in document["address_books"]] == ["demo-shop", "other-shop"]
    (address,) = document["address_books"][0]["addresses"]
    shown = (address["name"], address["address"], address["city"], address["phone"])
    assert shown == ("Ada Lovelace", "Storgatan 1", "Lund", "+4670")
    logged = {each.read.checkout_id for each in fixture.storage.reads.kept}
    books = await fixture.storage.persons.find(Identity(IdentityKind.EMAIL, ADA))
    assert set(books) <= logged
