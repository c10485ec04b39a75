"""POST /history/persons/export: everything about one person, for keys with the scope persons:read."""

from dataclasses import replace
from typing import Any

import pytest

from application.checkouts.admission import Target
from application.commands.shop import IdentifyCustomer
from application.persons.export import CheckoutRecord
from application.ports.access_log import AccessEntry, AccessOutcome
from application.ports.event_store import StoreUnavailable
from application.ports.key_vault import DataKeyId
from application.ports.person_vault import PERSON
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.values.customer import Customer
from interfaces.api.history.persons import export_document
from interfaces.api.readers.settings import HistoryKey
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.json_schema import JsonSchema

PATH = "/history/persons/export"
BY_EMAIL = {"email": "ada@example.com"}
ADA = Customer(
    email="Ada@Example.com",
    phone="070-123 45 67",
    first_name="Ada",
    last_name="Lovelace",
    national_id="19061209-0000",
)
GRACE = Customer(email="grace@navy.example", last_name="Hopper")
BODIES: tuple[dict[str, str], ...] = (
    BY_EMAIL,
    {"phone": "0701234567"},
    {"name": "ada lovelace"},
    {"national_id": "061209-0000"},
    {"email": "ADA@example.com", "name": "Lovelace"},
)
OF_ONE_SHOP = HistoryKey(
    name="shop-persons",
    key="shop-persons",
    merchants=("demo-shop",),
    scopes=("history:read", "persons:read"),
)
SHOPS_OWN = {"Authorization": "Bearer shop-persons"}


@pytest.fixture
async def identified(app_fixture: AppFixture) -> AppFixture:
    """Checkouts of one person with two merchants, and one of another person."""
    for merchant, customer in (("demo-shop", ADA), ("other-shop", ADA), ("demo-shop", GRACE)):
        checkout = await app_fixture.opened(merchant)
        await identify(app_fixture, checkout, customer)
    return app_fixture


async def identify(app_fixture: AppFixture, checkout: Checkout, customer: Customer) -> None:
    """The customer's page identifies the customer."""
    by = Provenance(
        actor=f"shopper:{checkout.id}",
        dialect="shopper",
        operation="identify customer",
        request_id="r-1",
        address="203.0.113.7",
    )
    target = Target(checkout_id=checkout.id, merchant=None)
    await app_fixture.checkouts.change(target, IdentifyCustomer(customer=customer), by)


async def ids(app_fixture: AppFixture, body: dict[str, str], headers: dict[str, str]) -> list[str]:
    """The ids of the checkouts in the document."""
    answer = await app_fixture.post(PATH, body, headers)
    assert answer.status_code == 200, answer.text
    return [each["checkout"] for each in answer.json()["checkouts"]]


@pytest.mark.parametrize("body", BODIES)
async def test_all_checkouts_of_the_person_are_in_the_document(
    identified: AppFixture, body: dict[str, str]
) -> None:
    """An auditor gets the checkouts of all merchants, with nothing of another person."""
    answer = await identified.post(PATH, body, AUDITOR)
    document = answer.json()
    assert document["query"] == body
    assert [each["checkout"] for each in document["checkouts"]] == ["checkout-1", "checkout-2"]
    assert "Lovelace" in answer.text
    assert "203.0.113.7" in answer.text
    assert "Hopper" not in answer.text
    assert "sealed" not in answer.text.replace("sealed data", "")
    assert answer.headers["Cache-Control"] == "private, no-store"


async def test_a_checkout_is_exported_by_its_id(identified: AppFixture) -> None:
    """The id of a checkout is enough, also after the data is erased, which the document says."""
    name = DataKeyId(checkout_id="checkout-1", data_class=PERSON)
    await identified.storage.vault.destroy(name, identified.now)
    assert await ids(identified, {"checkout_id": "checkout-1"}, AUDITOR) == ["checkout-1"]
    assert await ids(identified, BY_EMAIL, AUDITOR) == ["checkout-2"]
    answer = await identified.post(PATH, {"checkout_id": "checkout-1"}, AUDITOR)
    (record,) = answer.json()["checkouts"]
    assert record["erased"] == "2026-03-01T14:03:00Z"
    assert record["state"]["state"]["customer"]["email"] == "(erased 2026-03-01T14:03:00Z)"
    assert "Ada" not in answer.text


async def test_a_key_of_one_merchant_gets_its_checkouts(identified: AppFixture) -> None:
    """Another merchant's checkout of the person is not in the document, and not found by its id."""
    identified.keys.replace((OF_ONE_SHOP,))
    assert await ids(identified, BY_EMAIL, SHOPS_OWN) == ["checkout-1"]
    answer = await identified.post(PATH, {"checkout_id": "checkout-2"}, SHOPS_OWN)
    assert answer.status_code == 404


async def test_an_unknown_person_is_not_found(identified: AppFixture) -> None:
    """The answer is a problem. The attempt is in the access log, without the value."""
    answer = await identified.post(PATH, {"email": "nobody@example.com"}, AUDITOR)
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:tillroll:problem:person-not-found"
    (kept,) = identified.storage.reads.kept
    assert kept.read.outcome is AccessOutcome.NOT_FOUND
    assert "nobody" not in repr(kept)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": "Bearer unknown"}, 401),
        ({"Authorization": "Bearer no-scope"}, 403),
        (HISTORY, 403),
        (AUDITOR, 200),
    ],
)
async def test_the_scope_is_needed(
    identified: AppFixture, headers: dict[str, str], status: int
) -> None:
    """A key without persons:read is refused, and the attempt is recorded as denied."""
    answer = await identified.post(PATH, BY_EMAIL, headers)
    assert answer.status_code == status
    outcomes = [kept.read.outcome for kept in identified.storage.reads.kept]
    assert (
        outcomes
        == {
            401: [],
            403: [AccessOutcome.DENIED],
            200: [AccessOutcome.FOUND] * 3,
        }[status]
    )


async def test_each_checkout_is_in_the_access_log(identified: AppFixture) -> None:
    """The search and each checkout have an entry, without the personal value. The next document shows it."""
    await ids(identified, BY_EMAIL, AUDITOR)
    kept = [each.read for each in identified.storage.reads.kept]
    assert [read.checkout_id for read in kept] == [None, "checkout-1", "checkout-2"]
    assert {read.provenance.operation for read in kept} == {"export person"}
    assert {read.target for read in kept} == {f"POST {PATH}"}
    answer = await identified.post(PATH, BY_EMAIL, AUDITOR)
    readers = [each["reader"] for each in answer.json()["checkouts"][0]["reads"]]
    assert readers == ["history:demo-auditor"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"email": ""}, 422),
        ({"email": None}, 422),
        ({"e-mail": "ada@example.com"}, 422),
        ({"email": 1}, 422),
        ({"email": "a\0"}, 422),
        ([], 422),
    ],
)
async def test_an_invalid_body_is_refused(
    identified: AppFixture, body: object, status: int
) -> None:
    """A body without a value, or with an unknown field, is refused and not recorded."""
    answer = await identified.post(PATH, body, AUDITOR)
    assert answer.status_code == status, answer.text
    assert identified.storage.reads.kept == []


async def test_text_that_is_not_unicode_is_refused(identified: AppFixture) -> None:
    """An unpaired surrogate in the body is refused."""
    headers = {**AUDITOR, "Content-Type": "application/json"}
    answer = await identified.client.post(PATH, content=b'{"email":"\\ud800"}', headers=headers)
    assert answer.status_code in (400, 422)


async def test_the_document_has_the_shape_that_is_described(identified: AppFixture) -> None:
    """OpenAPI describes the body, the document and the problems."""
    document: dict[str, Any] = identified.app.openapi()
    operation = document["paths"][PATH]["post"]
    statuses = {"200", "400", "401", "403", "404", "413", "415", "422", "429", "default"}
    assert set(operation["responses"]) == statuses
    schemas = document["components"]["schemas"]
    body = operation["requestBody"]["content"]["application/json"]["schema"]
    body = schemas[body["$ref"].rpartition("/")[2]]
    assert set(body["properties"]) == {"email", "phone", "name", "national_id", "checkout_id"}
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    schema = schemas[schema["$ref"].rpartition("/")[2]]
    answer = await identified.post(PATH, BY_EMAIL, AUDITOR)
    JsonSchema(schema | {"components": document["components"]}).validate(answer.json())


async def test_data_of_several_values_must_all_match(identified: AppFixture) -> None:
    """One person's address with another one's name finds nothing."""
    await identify(identified, await identified.opened(), replace(ADA, email="x@example.com"))
    answer = await identified.post(PATH, BY_EMAIL | {"name": "hopper"}, AUDITOR)
    assert answer.status_code == 404


async def test_nothing_is_answered_without_an_entry_in_the_access_log(
    identified: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the log cannot be written, the answer is 503 without any data of the person."""

    async def fail(_: AccessEntry) -> None:
        raise StoreUnavailable("the database is away")

    monkeypatch.setattr(identified.storage.reads, "keep", fail)
    answer = await identified.post(PATH, BY_EMAIL, AUDITOR)
    assert answer.status_code == 503
    assert "Lovelace" not in answer.text


async def test_one_checkout_is_in_memory_at_a_time(
    identified: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second checkout is read, and its access recorded, after the first one is sent."""
    sent: list[int] = []
    whole = export_document.checkout_part

    def note(record: CheckoutRecord, *, is_first: bool) -> bytes:
        sent.append(len(identified.storage.reads.kept))
        return whole(record, is_first=is_first)

    monkeypatch.setattr(export_document, "checkout_part", note)
    assert len(await ids(identified, BY_EMAIL, AUDITOR)) == 2
    assert sent == [2, 3], "the search and the first checkout, and then the second"
