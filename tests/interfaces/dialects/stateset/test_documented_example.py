"""StateSet's documented example from creation to completion, with every field."""

from typing import Any

import pytest

from interfaces.http.request.body.reader import json_text
from tests.interfaces.dialects.session.app_fixture import ADDRESS, AppFixture

KEY = {"Authorization": "Bearer sk_test_demo"}
BUYER = {
    "first_name": "John",
    "last_name": "Doe",
    # The documented body.
    "email": "[email protected]",
    "phone_number": "+1234567890",
}
UPDATE = {
    "items": [{"id": "item_123", "quantity": 3}, {"id": "item_456", "quantity": 1}],
    "fulfillment_address": ADDRESS,
    "fulfillment_option_id": "shipping_fast",
}


def documented(checkout_id: str) -> dict[str, Any]:
    """The documented response, for this checkout."""
    return {
        "id": checkout_id,
        "buyer": BUYER,
        "payment_provider": {"provider": "stripe", "supported_payment_methods": ["card"]},
        "status": "ready_for_payment",
        "currency": "usd",
        "line_items": [
            {
                "id": "item_123",
                "item": {"id": "item_123", "quantity": 3},
                "base_amount": 3000,
                "discount": 0,
                "total": 3000,
                "subtotal": 3000,
                "tax": 0,
            },
            {
                "id": "item_456",
                "item": {"id": "item_456", "quantity": 1},
                "base_amount": 500,
                "discount": 0,
                "total": 500,
                "subtotal": 500,
                "tax": 0,
            },
        ],
        "fulfillment_address": ADDRESS,
        "fulfillment_options": [
            {
                "type": "shipping",
                "id": "shipping_fast",
                "title": "Express Shipping",
                "subtitle": "2-3 business days",
                "carrier": "Shipping Co",
                "subtotal": 150,
                "tax": 0,
                "total": 150,
            }
        ],
        "fulfillment_option_id": "shipping_fast",
        "totals": [
            {"type": "subtotal", "display_text": "Subtotal", "amount": 3500},
            {"type": "fulfillment", "display_text": "Shipping", "amount": 150},
            {"type": "tax", "display_text": "Tax", "amount": 100},
            {"type": "total", "display_text": "Total", "amount": 3750},
        ],
        "messages": [],
        "links": [],
    }


@pytest.mark.parametrize("first", [[{"id": "item_123", "quantity": 1}], UPDATE["items"]])
async def test_the_documented_update(app_fixture: AppFixture, first: Any) -> None:
    """The documented body gets the documented response, byte for byte, whatever the session had before."""
    created = await app_fixture.client.post(
        "/v1/checkouts", headers=KEY, json={"items": first, "buyer": BUYER}
    )
    checkout_id = created.json()["id"]

    updated = await app_fixture.client.put(f"/v1/checkouts/{checkout_id}", headers=KEY, json=UPDATE)

    assert (created.status_code, updated.status_code) == (201, 200)
    assert updated.content.decode() == json_text(documented(checkout_id))


async def test_the_documented_session_is_completed(app_fixture: AppFixture) -> None:
    """Completing returns the same session with its order and payment."""
    created = await app_fixture.client.post(
        "/v1/checkouts",
        headers=KEY,
        json={"items": UPDATE["items"], "buyer": BUYER, "fulfillment_address": ADDRESS},
    )
    path = f"/v1/checkouts/{created.json()['id']}"

    paid = await app_fixture.client.post(
        f"{path}/complete",
        headers=KEY,
        json={"payment_data": {"token": "tok_succeed", "provider": "stripe"}},
    )

    assert paid.status_code == 200
    payment = paid.json()["payment"]
    assert paid.json() == {
        **documented(created.json()["id"]),
        "status": "completed",
        "order_id": paid.json()["order_id"],
        "payment": {
            "id": payment["id"],
            "status": "succeeded",
            "amount": 3750,
            "provider": "stripe",
        },
    }
    assert (await app_fixture.client.get(path, headers=KEY)).json() == paid.json()
