"""The audit search for a person: by e-mail, phone, name, national id and address, with the scope for it."""

from dataclasses import replace

import pytest

from application.checkouts.admission import Target
from application.commands.shop import IdentifyCustomer
from application.persons.identities import email as email_of
from application.ports.key_vault import DataKeyId
from application.ports.person_vault import PERSON
from domain.provenance import Provenance
from domain.values.customer import Address, Customer
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.dispute import SHOPPER

ADA = Customer(
    email="Ada@Example.com",
    phone="070-123 45 67",
    first_name="Ada",
    last_name="Lovelace",
    national_id="19061209-0000",
    delivery_address=Address(address="Pier 12", country="SE"),
)
QUERIES = (
    "email=ada@example.com",
    "phone=%2B46701234567",
    "name=ADA%20lovelace",
    "name=lovelace",
    "national_id=061209-0000",
    "email=ada@example.com&name=lovelace",
)


@pytest.fixture
async def identified(app_fixture: AppFixture) -> AppFixture:
    """A checkout whose customer is known."""
    checkout = await app_fixture.opened()
    by = Provenance(
        actor=SHOPPER,
        dialect="shopper",
        operation="identify customer",
        request_id="r-1",
        address="203.0.113.7",
    )
    target = Target(checkout_id=checkout.id, merchant=None)
    await app_fixture.checkouts.change(target, IdentifyCustomer(customer=ADA), by)
    return app_fixture


async def versions(app_fixture: AppFixture, query: str) -> list[int]:
    """The versions of the events that an auditor finds."""
    answer = await app_fixture.get(f"/history/events?{query}", AUDITOR)
    assert answer.status_code == 200, answer.text
    return [event["version"] for event in answer.json()["events"]]


@pytest.mark.parametrize("query", QUERIES)
async def test_all_events_of_the_persons_checkout_are_found(
    identified: AppFixture, query: str
) -> None:
    """A person is found by each value, in any usual spelling, with every event of the checkout."""
    assert await versions(identified, query) == await versions(identified, "")
    assert await versions(identified, f"{query}&type=checkout.customer-identified")


async def test_another_value_finds_nothing(identified: AppFixture) -> None:
    """A value that no customer has, and a part of one, finds nothing."""
    for query in ("email=ada@example.org", "email=ada", "name=ada", "phone=0701234568"):
        assert await versions(identified, query) == []
    assert await versions(identified, "email=ada@example.com&name=hopper") == []


async def test_the_address_of_a_shopper_is_found(identified: AppFixture) -> None:
    """The address, which is sealed in each event, finds exactly the shopper's requests."""
    (found,) = await versions(identified, "ip=203.0.113.7")
    assert found == (await versions(identified, ""))[-1]
    assert await versions(identified, "ip=203.0.113.8") == []


@pytest.mark.parametrize("name", ["email", "phone", "name", "national_id"])
async def test_a_search_for_a_person_needs_the_scope(identified: AppFixture, name: str) -> None:
    """A key without persons:read is refused with 403 for each of the parameters."""
    answer = await identified.get(f"/history/events?{name}=ada@example.com", HISTORY)
    assert answer.status_code == 403
    assert "persons:read" in answer.json()["detail"]


@pytest.mark.parametrize("query", QUERIES)
async def test_the_access_log_has_no_personal_value(identified: AppFixture, query: str) -> None:
    """The access log says that a person was looked for, and not which."""
    await versions(identified, f"{query}&type=checkout.opened")
    answer = await identified.get("/history/reads", AUDITOR)
    asked = [read["asked"] for read in answer.json()["reads"]][-1]
    assert "type=checkout.opened" in asked
    assert "ada" not in asked.lower()
    assert "061209" not in asked
    assert "46701234567" not in asked


@pytest.mark.parametrize("query", ["%65mail=ada@example.com", "na%6De=ada+lovelace"])
async def test_an_escaped_name_hides_its_value_too(identified: AppFixture, query: str) -> None:
    """The access log has no personal value if the name of the parameter is percent-encoded."""
    assert await versions(identified, query) == await versions(identified, "")
    await versions(identified, f"type=checkout.opened&{query}")
    answer = await identified.get("/history/reads", AUDITOR)
    asked = [read["asked"] for read in answer.json()["reads"]][-1]
    assert "type=checkout.opened" in asked
    assert "ada" not in asked.lower()


async def test_an_erased_person_is_not_found(identified: AppFixture) -> None:
    """The rows of the index go with the key."""
    (checkout_id,) = [
        found
        for identity in email_of("ada@example.com")
        for found in await identified.storage.persons.find(identity)
    ]
    name = DataKeyId(checkout_id=checkout_id, data_class=PERSON)
    await identified.storage.vault.destroy(name, identified.now)
    for query in (*QUERIES, "ip=203.0.113.7"):
        assert await versions(identified, query) == []


async def test_readers_see_the_customer_by_their_scope(identified: AppFixture) -> None:
    """The same search shows the auditor the texts, and another key that they are there."""
    query = "/history/events?type=checkout.customer-identified"
    clear = (await identified.get(query, AUDITOR)).text
    hidden = (await identified.get(query, HISTORY)).text
    assert "Lovelace" in clear
    assert "Lovelace" not in hidden
    assert "(sealed " in hidden
    assert "sealed2" not in clear + hidden


async def test_changed_data_is_seen_as_changed(identified: AppFixture) -> None:
    """A reader without the scope sees by the numbers which fields changed."""
    checkout_id = (await identified.get("/history/events", AUDITOR)).json()["events"][0]["checkout"]
    other = IdentifyCustomer(customer=replace(ADA, email="a.l@example.com"))
    await identified.change(checkout_id, other, SHOPPER, "identify customer")
    answer = await identified.get(f"/history/checkouts/{checkout_id}/events", HISTORY)
    changes = answer.json()["events"][-1]["changes"]
    assert [each["path"] for each in changes] == ["/customer/email"]
