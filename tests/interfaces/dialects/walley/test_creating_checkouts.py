"""What a new checkout has of the body that created it."""

import json
from typing import Any

import pytest

from application.checkouts.admission import Target
from domain.checkout import Checkout
from domain.values.customer import CustomerKind
from interfaces.dialects.walley.requests.commands import fill_uri
from tests.interfaces.dialects.walley.app_fixture import AppFixture


async def _opened(app_fixture: AppFixture, **more: Any) -> Checkout:
    path = await app_fixture.opened(**more)
    return await app_fixture.checkouts.read(Target(checkout_id=path[11:], merchant="demo-shop"))


@pytest.mark.parametrize(
    ("country", "currency"),
    [("SE", "SEK"), ("NO", "NOK"), ("FI", "EUR"), ("DK", "DKK"), ("DE", "EUR"), ("EU", "EUR")],
)
async def test_the_country_decides_the_currency(
    app_fixture: AppFixture, country: str, currency: str
) -> None:
    """The request has no currency, so the country determines it."""
    checkout = await _opened(app_fixture, countryCode=country)

    assert (checkout.country, checkout.currency) == (country, currency)
    assert checkout.public_token.startswith(f"public-{country}-")


async def test_the_settings_are_kept_verbatim(app_fixture: AppFixture) -> None:
    """Known settings are stored under their documented names with placeholders unfilled. Unknown ones are dropped."""
    checkout = await _opened(
        app_fixture,
        NotificationURI="ignored, as the exact name is there too",
        notificationUri="https://example.com/{checkout.id}",
        profilename="Profile",
        callback={"callbackUri": "https://example.com", "callbackTypes": ["PaymentFailed"]},
        unknown=1,
    )

    assert json.loads(checkout.settings) == {
        "storeId": 1001,
        "merchantTermsUri": "https://example.com/terms",
        "notificationUri": "https://example.com/{checkout.id}",
        "callback": {"callbackUri": "https://example.com", "callbackTypes": ["PaymentFailed"]},
        "profileName": "Profile",
    }


def test_placeholders_are_filled_in_when_a_uri_is_used() -> None:
    """`{checkout.id}` and `{checkout.publictoken}` are filled in anywhere in the URI."""
    uri = "https://example.com/{checkout.id}?t={checkout.publictoken}&i={checkout.id}"

    filled = fill_uri(uri, checkout_id="1", public_token="public-SE-2")

    assert filled == "https://example.com/1?t=public-SE-2&i=1"


async def test_a_private_prefill_becomes_the_customer(app_fixture: AppFixture) -> None:
    """A private prefill becomes the customer, and its postal code may be a number, as in the documentation."""
    checkout = await _opened(
        app_fixture,
        privateCustomerPrefill={
            "email": "john@example.com",
            "deliveryAddress": {"firstName": "John", "postalCode": 12345},
        },
    )

    assert checkout.customer is not None
    assert checkout.customer.kind is CustomerKind.PRIVATE
    assert checkout.customer.delivery_address is not None
    assert checkout.customer.delivery_address.postal_code == "12345"


async def test_the_private_prefill_takes_precedence(app_fixture: AppFixture) -> None:
    """The order is private, business, legacy customer. An empty prefill is skipped."""
    checkout = await _opened(
        app_fixture,
        customer={"email": "third@example.com"},
        businessCustomerPrefill={"organizationNumber": "556677-8899"},
        privateCustomerPrefill={"email": "", "deliveryAddress": {"city": " "}},
    )

    assert checkout.customer is not None
    assert checkout.customer.kind is CustomerKind.BUSINESS


async def test_opening_is_one_append(app_fixture: AppFixture) -> None:
    """All events of the opening are in one append, with the prefilled customer last."""
    checkout = await _opened(app_fixture, reference="R", customer={"email": "john@example.com"})

    events = await app_fixture.store.events(checkout.id)

    assert [type(event).__name__ for event in events] == [
        "Opened",
        "CartReplaced",
        "ReferenceChanged",
        "CustomerIdentified",
    ]
    assert {event.provenance.operation for event in events} == {"open checkout"}


@pytest.mark.parametrize(
    "uri",
    [
        "/terms",
        "https://",
        "https:///terms",
        "ftp://example.com",
        "https://exa mple.com",
        "https://[::1",
        "https://example.com:99999",
        "javascript:alert(1)",
        "https://example.com/" + "x" * 2048,
    ],
)
async def test_a_uri_is_absolute_and_http(app_fixture: AppFixture, uri: str) -> None:
    """A URI that is not absolute or not HTTP gets 400."""
    answer = await app_fixture.ask(
        "POST",
        "/checkouts",
        {"storeId": 1001, "merchantTermsUri": uri, "notificationUri": uri, "validationUri": uri},
    )

    faults = [entry["message"] for entry in answer.json()["error"]["errors"]]
    assert answer.status_code == 400
    assert sum("Uri: must be" in fault for fault in faults) == 3
