"""A page on which a customer has identified."""

from collections.abc import Mapping

import httpx

from tests.interfaces.api.api_fixture import TOKEN, ApiFixture

PATH = f"/shopper/{TOKEN}"
ADA = {
    "email": "ada@shop.example",
    "phone": "+46 70 123 45 12",
    "first_name": "Ada",
    "last_name": "Lövelace",
    "delivery_address": {
        "address": "Storgatan 1",
        "postal_code": "111 22",
        "city": "Lund",
        "country": "SE",
    },
}
BEA = {"email": "bea@shop.example", "first_name": "Bea"}


async def identify(api: ApiFixture, customer: Mapping[str, object]) -> dict[str, str]:
    """Identifies the customer on a page, and returns the header with which that page proves itself."""
    answer = await api.client.post(f"{PATH}/identify", json=customer)
    assert answer.status_code == 200, answer.text
    return {"Page-Secret": answer.headers["Page-Secret"]}


async def customer_shown(api: ApiFixture, headers: dict[str, str]) -> dict[str, object] | None:
    """The customer that a page with these headers sees."""
    answer: httpx.Response = await api.client.get(PATH, headers=headers)
    shown: dict[str, object] | None = answer.json()["customer"]
    return shown
