"""The shops of the configuration: one is measured, and the other one's checkouts are what strangers know."""

import json
from dataclasses import dataclass
from typing import Any

import httpx

from tests.measure.bench import carts
from tests.measure.soak.strangers.configuration import (
    ATTACKED,
    CONNECTIONS,
    MEASURED,
    STORES,
    client_id,
)

# With fewer articles the total is below zero, and the customer cannot commit.
_QUANTITY = 2


@dataclass(frozen=True)
class Opened:
    """A checkout: the id that its shop uses, and the token of the customer's page."""

    private_id: str
    public_token: str


class Shop:
    """A Walley client of a running server."""

    def __init__(self, url: str, name: str) -> None:
        self._url = url
        self._name = name
        self._headers = {
            "Authorization": f"Bearer {self._token(0)}",
            "Content-Type": "application/json",
        }

    def open_checkouts(self, number: int, **fields: str) -> list[Opened]:
        """Open checkouts. `fields` are added to the body of each request."""
        body = json.loads(carts.creation(_QUANTITY)) | {"storeId": STORES[self._name]} | fields
        content = json.dumps(body)
        with httpx.Client(base_url=self._url, headers=self._headers, timeout=60) as client:
            answers = [client.post("/checkouts", content=content) for _ in range(number)]
        opened = [answer.raise_for_status().json()["data"] for answer in answers]
        return [Opened(each["privateId"], each["publicToken"]) for each in opened]

    def replace_cart(self, checkout: Opened, items: list[dict[str, Any]]) -> None:
        """Replace the cart of a checkout."""
        httpx.put(
            f"{self._url}/checkouts/{checkout.private_id}/cart",
            json=items,
            headers=self._headers,
            timeout=60,
        ).raise_for_status()

    def version(self, checkout: Opened) -> int:
        """Return the current version of a checkout, as the customer's page shows it."""
        answer = httpx.get(f"{self._url}/shopper/{checkout.public_token}", timeout=60)
        return int(answer.raise_for_status().json()["version"])

    def tokens(self) -> list[str]:
        """Return a bearer token of each client."""
        return [self._token(number) for number in range(CONNECTIONS)]

    def _token(self, number: int) -> str:
        client = client_id(self._name, number)
        form = {
            "grant_type": "client_credentials",
            "client_id": client,
            "client_secret": client,
        }
        answer = httpx.post(f"{self._url}/oauth2/v2.0/token", data=form, timeout=60)
        return str(answer.raise_for_status().json()["access_token"])


def measured_shop(url: str) -> Shop:
    """Return the shop whose cart changes are measured."""
    return Shop(url, MEASURED)


def other_shop(url: str) -> Shop:
    """Return the shop whose customers' tokens are in the hands of strangers."""
    return Shop(url, ATTACKED)
