"""Erasures over HTTP: who may, what is listed, what is erased, and the certificate."""

from typing import Any

import httpx
import pytest

from application.commands.shop import IdentifyCustomer
from application.ports.access_log import AccessOutcome
from domain.events import DataErased
from domain.values.customer import Customer
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID, SHOPPER

PATH = "/history/persons/erasures"
ADA = "ada@example.com"
CUSTOMER = Customer(email=ADA, phone="+46 70 174 06 05", first_name="Ada", last_name="Lovelace")
ERASER = {"Authorization": "Bearer erases"}
OWN_ERASER = {"Authorization": "Bearer erases-own"}
OTHER = "checkout-2"
NOTHING = {"count": 0, "checkouts": [], "address_books": []}


async def _bring(fixture: AppFixture) -> None:
    """Open a checkout of the same customer at each of two merchants."""
    for merchant, checkout_id in (("demo-shop", ID), ("other-shop", OTHER)):
        await fixture.opened(merchant=merchant)
        identify = IdentifyCustomer(customer=CUSTOMER)
        await fixture.change(checkout_id, identify, SHOPPER, "identify customer")


async def _post(
    fixture: AppFixture, headers: dict[str, str] = ERASER, **body: object
) -> httpx.Response:
    return await fixture.client.post(PATH, headers=headers, json=body)


async def _erasures(fixture: AppFixture, checkout_id: str) -> list[DataErased]:
    events = await fixture.storage.events.events(checkout_id)
    return [event for event in events if isinstance(event, DataErased)]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer unknown"}, 401),
        (HISTORY, 403),
        (AUDITOR, 403),
        ({"Authorization": "Bearer no-scope"}, 403),
        (ERASER, 200),
        (OWN_ERASER, 200),
    ],
)
async def test_only_a_key_with_the_scope_lists_and_erases(
    app_fixture: AppFixture, headers: dict[str, str], status: int
) -> None:
    """A key that reads everything may erase nothing. A denied request is in the access log."""
    await _bring(app_fixture)
    listed = await _post(app_fixture, headers, email=ADA)
    assert listed.status_code == status
    erased = await _post(app_fixture, headers, email=ADA, confirm=True)
    assert erased.status_code == (201 if status == 200 else status)
    assert bool(await _erasures(app_fixture, ID)) == (status == 200)
    read = await app_fixture.client.get(f"{PATH}/erasure-1", headers=headers)
    assert read.status_code == status
    outcomes = {each.read.outcome for each in app_fixture.storage.reads.kept}
    expected = {200: {AccessOutcome.FOUND}, 403: {AccessOutcome.DENIED}, 401: set()}
    assert outcomes == expected[status]


async def test_a_key_that_erases_reads_no_history(app_fixture: AppFixture) -> None:
    """The scope to erase includes no other one."""
    await _bring(app_fixture)
    answer = await app_fixture.get(f"/history/checkouts/{ID}", ERASER)
    assert answer.status_code == 403


async def test_a_request_without_confirm_lists_only(app_fixture: AppFixture) -> None:
    """The list has each checkout with its stage, its times and the classes of its data."""
    await _bring(app_fixture)
    answer = await _post(app_fixture, email=ADA)
    assert answer.headers["Cache-Control"] == "private, no-store"
    body = answer.json()
    assert body["count"] == 2
    assert body["checkouts"][0] == {
        "checkout": ID,
        "merchant": "demo-shop",
        "stage": "open",
        "opened": "2026-03-01T14:03:00Z",
        "ended": None,
        "classes": ["person"],
    }
    assert await _erasures(app_fixture, ID) == []


async def test_an_erasure_is_recorded_with_its_reader(app_fixture: AppFixture) -> None:
    """The event names the key of the reader and the request. The certificate is at the Location."""
    await _bring(app_fixture)
    answer = await _post(app_fixture, email=ADA, confirm=True)
    assert answer.status_code == 201
    certificate = answer.json()
    (event,) = await _erasures(app_fixture, ID)
    assert (event.provenance.actor, event.provenance.request_id) == ("history:eraser", "req-1")
    assert certificate["requested_by"] == "history:eraser"
    assert certificate["complete"]
    assert [each["checkout"] for each in certificate["erased"]] == [ID, OTHER]
    assert all(each["destroyed"] for each in certificate["erased"])
    assert answer.headers["Location"] == f"{PATH}/{certificate['erasure']}"
    again = await app_fixture.client.get(answer.headers["Location"], headers=ERASER)
    assert again.json() == certificate
    assert (await _post(app_fixture, email=ADA)).json() == NOTHING


async def test_a_reader_hits_only_its_merchants(app_fixture: AppFixture) -> None:
    """The data at another merchant is neither listed nor erased, nor is it in the certificate."""
    await _bring(app_fixture)
    listed = (await _post(app_fixture, OWN_ERASER, email=ADA)).json()
    assert [each["checkout"] for each in listed["checkouts"]] == [ID]
    await _post(app_fixture, OWN_ERASER, email=ADA, confirm=True)
    assert len(await _erasures(app_fixture, ID)) == 1
    assert await _erasures(app_fixture, OTHER) == []
    other = (await _post(app_fixture, OWN_ERASER, checkout_id=OTHER)).json()
    assert other["count"] == 0


async def test_a_certificate_of_other_merchants_is_not_found(app_fixture: AppFixture) -> None:
    """A reader sees the lines of its own merchants. A certificate without such a line is as unknown as any id."""
    await _bring(app_fixture)
    all_of_it = (await _post(app_fixture, email=ADA, confirm=True)).json()["erasure"]
    shown = await app_fixture.client.get(f"{PATH}/{all_of_it}", headers=OWN_ERASER)
    assert [each["checkout"] for each in shown.json()["erased"]] == [ID]
    identify = IdentifyCustomer(customer=CUSTOMER)
    await app_fixture.change(OTHER, identify, SHOPPER, "identify customer")
    others = (await _post(app_fixture, checkout_id=OTHER, confirm=True)).json()["erasure"]
    hidden = await app_fixture.client.get(f"{PATH}/{others}", headers=OWN_ERASER)
    unknown = await app_fixture.client.get(f"{PATH}/erasure-99", headers=OWN_ERASER)
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content == unknown.content


async def test_checkouts_that_have_not_ended_are_left_on_request(app_fixture: AppFixture) -> None:
    """With `only_ended`, an open checkout is neither listed nor erased."""
    await _bring(app_fixture)
    answer = await _post(app_fixture, email=ADA, only_ended=True, confirm=True)
    assert answer.json() == NOTHING
    assert await _erasures(app_fixture, ID) == []


@pytest.mark.parametrize(
    "body",
    [
        {"email": ADA.upper()},
        {"phone": "+46 (70) 174-06-05"},
        {"phone": "+46701740605"},
        {"name": "ada LOVELACE"},
        {"checkout_id": ID},
    ],
    ids=str,
)
async def test_a_person_is_found_by_each_value(
    app_fixture: AppFixture, body: dict[str, Any]
) -> None:
    """A value is compared in its normal form."""
    await _bring(app_fixture)
    found = (await _post(app_fixture, **body)).json()
    assert ID in [each["checkout"] for each in found["checkouts"]]


@pytest.mark.parametrize(
    "body",
    [{}, {"email": ADA, "name": "Ada"}, {"email": ""}, {"email": 7}, {"mail": ADA}],
    ids=str,
)
async def test_a_body_that_names_no_person_is_refused(
    app_fixture: AppFixture, body: dict[str, Any]
) -> None:
    """Exactly one value names the person. Unknown fields are refused, so that no typing error erases too much."""
    await _bring(app_fixture)
    answer = await app_fixture.client.post(PATH, headers=ERASER, json={**body, "confirm": True})
    assert answer.status_code == 422, answer.text
    assert await _erasures(app_fixture, ID) == []


async def test_the_access_log_names_no_person(app_fixture: AppFixture) -> None:
    """Its entries have the path and the operation, and not the value that the person was found by."""
    await _bring(app_fixture)
    await _post(app_fixture, email=ADA)
    await _post(app_fixture, email=ADA, confirm=True)
    kept = [each.read for each in app_fixture.storage.reads.kept]
    assert [each.target for each in kept] == [f"POST {PATH}", f"POST {PATH}"]
    assert [each.provenance.operation for each in kept] == ["list person", "erase person"]
    assert "ada@" not in repr(kept)
