"""A platform that sends requests, and validates each response against the official schema."""

import itertools
from typing import Any

import httpx

from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.platforms import URL, VERSION
from tests.interfaces.dialects.ucp.schemas import (
    validate_checkout,
    validate_failure,
    validate_order,
)

ROOT = "/checkout-sessions"
DESTINATION = {
    "first_name": "Jane",
    "last_name": "Doe",
    "street_address": "456 Oak Ave",
    "address_locality": "Los Angeles",
    "address_region": "CA",
    "postal_code": "90210",
    "address_country": "US",
}
BUYER = {"first_name": "Jane", "last_name": "Doe", "email": "jane@example.com"}


class Platform:
    """A platform with a profile at a URL. Without a key it has no credentials."""

    def __init__(
        self,
        app_fixture: AppFixture,
        *,
        profile: str = URL,
        key: str | None = None,
        version: str = VERSION,
    ) -> None:
        self.app_fixture = app_fixture
        self.version = version
        self.agent = f'profile="{profile}"'
        if version != VERSION:
            self.agent += f'; version="{version}"'
        self._key = key
        self._keys = itertools.count(1)

    async def ask(
        self, method: str, path: str, body: Any = None, /, **headers: str
    ) -> httpx.Response:
        """Sends a request with a new idempotency key, and validates the response."""
        sent = {"UCP-Agent": self.agent}
        if method != "GET":
            sent["Idempotency-Key"] = f"key-{next(self._keys)}"
        if self._key is not None:
            sent["Authorization"] = f"Bearer {self._key}"
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        given: dict[str, Any] = {"content": body} if isinstance(body, bytes) else {"json": body}
        if body is None:
            given = {}
        answer = await self.app_fixture.client.request(method, path, headers=sent, **given)
        if answer.status_code in (200, 201):
            shape = answer.json()
            is_failure = shape["ucp"].get("status") == "error"
            validate = validate_order if path.startswith("/orders") else validate_checkout
            (validate_failure if is_failure else validate)(self.version, shape)
        elif answer.status_code != 304:
            assert {"code", "content", "messages"} <= answer.json().keys()
        return answer

    async def create(self, *items: tuple[str, int], **more: Any) -> dict[str, Any]:
        """Creates a checkout."""
        answer = await self.ask("POST", ROOT, creation(*items, **more))
        assert answer.status_code == 201, answer.text
        checkout: dict[str, Any] = answer.json()
        return checkout

    async def update(self, checkout: dict[str, Any], body: Any, **headers: str) -> httpx.Response:
        """Updates a checkout."""
        return await self.ask("PUT", f"{ROOT}/{checkout['id']}", body, **headers)

    async def complete(
        self, checkout: dict[str, Any], credential: str | dict[str, Any] = "success_token"
    ) -> httpx.Response:
        """Completes a checkout with a token, or with another credential."""
        token = {"type": "token", "token": credential}
        body = payment(credential if isinstance(credential, dict) else token)
        return await self.ask("POST", f"{ROOT}/{checkout['id']}/complete", body)

    async def cancel(self, checkout: dict[str, Any]) -> httpx.Response:
        """Cancels a checkout, without a body."""
        return await self.ask("POST", f"{ROOT}/{checkout['id']}/cancel")

    async def get(self, checkout: dict[str, Any], query: str = "") -> httpx.Response:
        """Reads a checkout."""
        return await self.ask("GET", f"{ROOT}/{checkout['id']}{query}")

    async def ready(self, *items: tuple[str, int], **more: Any) -> dict[str, Any]:
        """Creates a checkout that can be completed: with an address and the cheapest option."""
        checkout = await self.create(*items, buyer=BUYER, fulfillment=sent_to(DESTINATION), **more)
        option = checkout["fulfillment"]["methods"][0]["groups"][0]["options"][0]["id"]
        answer = await self.update(checkout, choosing(checkout, option))
        assert answer.status_code == 200, answer.text
        updated: dict[str, Any] = answer.json()
        assert updated["status"] == "ready_for_complete", updated["messages"]
        return updated


def creation(*items: tuple[str, int], **more: Any) -> dict[str, Any]:
    """The body of "create"."""
    listed = [{"item": {"id": article}, "quantity": quantity} for article, quantity in items]
    return {"line_items": listed, **more}


def sent_to(*destinations: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The member `fulfillment` with one method that sends everything."""
    return {"methods": [{"type": "shipping", "destinations": list(destinations), **more}]}


def choosing(checkout: dict[str, Any], option: str | None) -> dict[str, Any]:
    """The body that chooses an option for the first method."""
    method = checkout["fulfillment"]["methods"][0]
    group = {"id": method["groups"][0]["id"], "selected_option_id": option}
    return {
        "line_items": checkout["line_items"],
        "fulfillment": {"methods": [{"id": method["id"], "groups": [group]}]},
    }


def payment(credential: dict[str, Any], handler: str = "mock_payment_handler") -> dict[str, Any]:
    """The body of "complete"."""
    instrument = {
        "id": "instrument-1",
        "handler_id": handler,
        "type": "card",
        "credential": credential,
    }
    return {"payment": {"instruments": [instrument]}}


def amounts(checkout: dict[str, Any]) -> dict[str, int]:
    """The totals of a checkout by type."""
    return {row["type"]: row["amount"] for row in checkout["totals"]}


def said(checkout: dict[str, Any]) -> list[tuple[str, str | None]]:
    """The code and the path of each error and warning."""
    return [
        (each["code"], each.get("path")) for each in checkout["messages"] if each["type"] != "info"
    ]
