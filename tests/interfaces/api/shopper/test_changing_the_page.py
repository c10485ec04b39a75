"""POST suspend, resume and identify: each answers the fresh state."""

import httpx
import pytest

from domain.events import CustomerIdentified, Resumed, Suspended
from domain.provenance import Provenance
from domain.stage import Stage
from domain.values.customer import Address, Customer, CustomerKind
from tests.interfaces.api.api_fixture import REQUEST, TOKEN, ApiFixture

STANDING = {"stage": "open", "suspended": False, "version": 4}
IDENTIFY = {
    "type": "private",
    "email": " astrid@shop.example ",
    "phone": "+46 70 123 45 67",
    "first_name": "Astrid",
    "last_name": "Öberg",
    "national_id": "19121212-1212",
    "delivery_address": {
        "first_name": "Astrid",
        "last_name": "Öberg",
        "co_address": "c/o Berg",
        "address": "Storgatan 1",
        "address2": "1 tr",
        "postal_code": "222 22",
        "city": "Lund",
        "country": "SE",
    },
    "billing_address": {"address": "Box 1", "city": "Oslo", "country": "NO"},
}


def fresh(answer: httpx.Response) -> dict[str, object]:
    """The parts of a page that tell where it stands."""
    assert answer.status_code == 200
    page = answer.json()
    assert answer.headers["etag"] == f'"{page["version"]}"'
    return {name: page[name] for name in STANDING}


async def test_suspending_freezes_the_page(api: ApiFixture) -> None:
    """The answer is the page as it is shown now, at the new version."""
    await api.opened()

    answer = await api.client.post(f"/shopper/{TOKEN}/suspend")

    assert fresh(answer) == {"stage": "suspended", "suspended": True, "version": 5}
    assert answer.json() == (await api.client.get(f"/shopper/{TOKEN}")).json()


async def test_resuming_thaws_the_page(api: ApiFixture) -> None:
    """The answer is what the customer is shown after the shop's change."""
    await api.at(Stage.SUSPENDED)

    answer = await api.client.post(f"/shopper/{TOKEN}/resume", json={})

    assert fresh(answer) == {"stage": "open", "suspended": False, "version": 6}


@pytest.mark.parametrize(("verb", "stage"), [("resume", Stage.OPEN), ("suspend", Stage.SUSPENDED)])
async def test_what_is_so_already_is_recorded_once(
    api: ApiFixture, verb: str, stage: Stage
) -> None:
    """Resuming an open page and suspending a suspended one succeed and leave the version as it is."""
    checkout = await api.at(stage)

    answer = await api.client.post(f"/shopper/{TOKEN}/{verb}")

    assert fresh(answer)["version"] == checkout.version


async def test_identifying_keeps_who_the_customer_is(api: ApiFixture) -> None:
    """E-mail, phone, name and addresses are kept as they were said, trimmed."""
    checkout = await api.opened()

    answer = await api.client.post(f"/shopper/{TOKEN}/identify", json=IDENTIFY)

    assert fresh(answer)["version"] == 5
    event = (await api.history(checkout))[-1]
    assert isinstance(event, CustomerIdentified)
    assert event.customer == Customer(
        kind=CustomerKind.PRIVATE,
        email="astrid@shop.example",
        phone="+46 70 123 45 67",
        first_name="Astrid",
        last_name="Öberg",
        national_id="19121212-1212",
        delivery_address=Address(
            first_name="Astrid",
            last_name="Öberg",
            co_address="c/o Berg",
            address="Storgatan 1",
            address2="1 tr",
            postal_code="222 22",
            city="Lund",
            country="SE",
        ),
        billing_address=Address(address="Box 1", city="Oslo", country="NO"),
    )


async def test_identifying_a_business_keeps_its_number(api: ApiFixture) -> None:
    """A business says its name, and its organization number where it has one."""
    checkout = await api.opened()

    answer = await api.client.post(
        f"/shopper/{TOKEN}/identify",
        json={
            "type": "business",
            "email": "a@kaffe.example",
            "company": "Kaffe AB",
            "organization_number": "556000-0000",
        },
    )

    assert answer.json()["customer"]["company"] == "Kaffe AB"
    event = (await api.history(checkout))[-1]
    assert isinstance(event, CustomerIdentified)
    assert event.customer == Customer(
        kind=CustomerKind.BUSINESS,
        email="a@kaffe.example",
        company="Kaffe AB",
        organization_number="556000-0000",
    )


async def test_identifying_replaces_all_that_was_known(api: ApiFixture) -> None:
    """A second identification leaves nothing of the first; the same one again records nothing."""
    await api.opened()
    await api.client.post(f"/shopper/{TOKEN}/identify", json=IDENTIFY)

    second = await api.client.post(f"/shopper/{TOKEN}/identify", json={"email": "b@shop.example"})
    third = await api.client.post(f"/shopper/{TOKEN}/identify", json={"email": "b@shop.example"})

    assert second.json()["customer"]["first_name"] is None
    assert second.json()["customer"]["delivery_address"] is None
    assert second.json()["version"] == third.json()["version"] == 6


@pytest.mark.parametrize(
    ("verb", "body", "operation", "kind"),
    [
        ("suspend", None, "suspend checkout", Suspended),
        ("identify", {"email": "a@b.example"}, "identify customer", CustomerIdentified),
    ],
)
async def test_the_history_says_that_the_shopper_asked(
    api: ApiFixture, verb: str, body: object, operation: str, kind: type
) -> None:
    """The event's provenance names the shopper by the checkout, the call in plain words, and the request."""
    checkout = await api.opened()

    await api.client.post(
        f"/shopper/{TOKEN}/{verb}",
        json=body,
        headers=REQUEST | {"User-Agent": "page/1", "Idempotency-Key": "k-1"},
    )

    event = (await api.history(checkout))[-1]
    assert isinstance(event, kind)
    assert event.provenance == Provenance(
        actor=f"shopper:{checkout.id}",
        dialect="shopper",
        operation=operation,
        request_id="req-1",
        address="192.0.2.7",
        user_agent="page/1",
        idempotency_key="k-1",
    )


async def test_resuming_names_its_operation(api: ApiFixture) -> None:
    """A resumption is recorded as one."""
    checkout = await api.at(Stage.SUSPENDED)

    await api.client.post(f"/shopper/{TOKEN}/resume")

    event = (await api.history(checkout))[-1]
    assert isinstance(event, Resumed)
    assert event.provenance.operation == "resume checkout"
