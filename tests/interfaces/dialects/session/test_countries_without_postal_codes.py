"""Addresses without a postal code, in both dialects."""

from typing import Any

import pycountry
import pytest

from interfaces.dialects.session.postal_codes import WITHOUT_POSTAL_CODES
from tests.interfaces.dialects.acp.agent import ROOT, V1, VERSIONS, Agent
from tests.interfaces.dialects.session.app_fixture import ADDRESS, AppFixture
from tests.interfaces.dialects.stateset.client_requests import KEY, MUG

NONE = {"": "", "null": None, "blank": "  "}


def without_code(country: str, form: str) -> dict[str, Any]:
    address = {**ADDRESS, "state": "", "country": country}
    if form == "absent":
        return {name: text for name, text in address.items() if name != "postal_code"}
    return {**address, "postal_code": NONE[form]}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("form", ["absent", *NONE])
@pytest.mark.parametrize("country", ["HK", "mo", "AE"])
async def test_acp_accepts_addresses_without_a_postal_code(
    app_fixture: AppFixture, version: str, country: str, form: str
) -> None:
    """Addresses of such countries are accepted, and the response has an empty postal code."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 1), address=without_code(country, form))
    details = session if agent.is_first else session["fulfillment_details"]
    shown = details["fulfillment_address" if agent.is_first else "address"]
    assert (shown["country"], shown["postal_code"]) == (country.upper(), "")


@pytest.mark.parametrize("form", ["absent", *NONE])
async def test_stateset_accepts_a_billing_address_without_a_postal_code(
    app_fixture: AppFixture, form: str
) -> None:
    """The billing address needs no postal code either."""
    body: dict[str, Any] = {"items": [MUG], "fulfillment_address": without_code("HK", form)}
    created = await app_fixture.client.post("/v1/checkouts", headers=KEY, json=body)
    assert created.status_code == 201
    await app_fixture.client.put(
        f"/v1/checkouts/{created.json()['id']}", headers=KEY, json={"fulfillment_address": ADDRESS}
    )
    paying = {
        "token": "tok_succeed",
        "provider": "stripe",
        "billing_address": without_code("HK", form),
    }
    path = f"/v1/checkouts/{created.json()['id']}/complete"
    done = await app_fixture.client.post(path, headers=KEY, json={"payment_data": paying})
    assert done.json()["status"] == "completed"


@pytest.mark.parametrize("form", ["absent", *NONE])
@pytest.mark.parametrize("country", ["US", "SE", "IE", "GB"])
async def test_other_countries_require_a_postal_code(
    app_fixture: AppFixture, country: str, form: str
) -> None:
    """An address in a country with postal codes requires one."""
    agent = Agent(app_fixture, V1)
    body = agent.creation(("item_123", 1), address=without_code(country, form))
    answer = await agent.ask("POST", ROOT, body)
    assert answer.status_code == 400
    assert answer.json()["param"] == "$.fulfillment_address.postal_code"


async def test_a_sent_postal_code_is_stored(app_fixture: AppFixture) -> None:
    """A postal code is stored, even in a country without postal codes."""
    agent = Agent(app_fixture, V1)
    address = {**ADDRESS, "state": "", "country": "HK", "postal_code": "999077"}
    session = await agent.create(("item_123", 1), address=address)
    assert session["fulfillment_address"] == address


def test_the_list_has_iso_countries() -> None:
    """The list has countries of ISO 3166-1."""
    assert {country.alpha_2 for country in pycountry.countries} >= WITHOUT_POSTAL_CODES
