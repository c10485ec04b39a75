"""An agent that sends requests of one ACP version, and validates each response against the official schema."""

import itertools
from typing import Any

import httpx

from tests.interfaces.dialects.acp.schemas import validate
from tests.interfaces.dialects.session.app_fixture import ADDRESS, BUYER, AppFixture

V1, V2, V3 = "2025-09-29", "2026-01-30", "2026-04-17"
VERSIONS = (V1, V2, V3)
ROOT = "/checkout_sessions"


class Agent:
    """An agent of one version."""

    def __init__(self, app_fixture: AppFixture, version: str, *, key: str = "sk_test_demo") -> None:
        self.app_fixture = app_fixture
        self.version = version
        self.is_first = version == V1
        self._key = key
        self._keys = itertools.count(1)

    async def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        /,
        **headers: str,
    ) -> httpx.Response:
        """Sends a request with a new idempotency key, and validates the response."""
        sent = {
            "Authorization": f"Bearer {self._key}",
            "API-Version": self.version,
            "Request-Id": "request-1",
            **({"Idempotency-Key": f"key-{next(self._keys)}"} if method == "POST" else {}),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        given: dict[str, Any] = {"content": body} if isinstance(body, bytes) else {"json": body}
        if body is None:
            given = {}
        answer = await self.app_fixture.client.request(method, path, headers=sent, **given)
        assert answer.headers.get("Request-Id") == sent["Request-Id"]
        assert answer.headers.get("Idempotency-Key") == sent.get("Idempotency-Key")
        if answer.status_code == 304:
            return answer
        validate(self.version, self._schema_of(path, answer), answer.json())
        return answer

    async def create(self, *items: tuple[str, int], **more: Any) -> dict[str, Any]:
        """Creates a session, by default with an address."""
        answer = await self.ask("POST", ROOT, self.creation(*items, **more))
        assert answer.status_code == 201, answer.text
        session: dict[str, Any] = answer.json()
        return session

    def creation(
        self, *items: tuple[str, int], address: Any = ADDRESS, **more: Any
    ) -> dict[str, Any]:
        """The body of "create"."""
        listed = [{"id": article, "quantity": quantity} for article, quantity in items]
        if self.is_first:
            where = {} if address is None else {"fulfillment_address": address}
            return {"items": listed, "buyer": BUYER, **where, **more}
        where = {} if address is None else {"fulfillment_details": {"address": address}}
        return {
            "currency": "usd",
            "capabilities": {},
            "line_items": listed,
            "buyer": BUYER,
            **where,
            **more,
        }

    def option_body(self, option: str) -> dict[str, Any]:
        """The body that chooses a fulfilment option."""
        if self.is_first:
            return {"fulfillment_option_id": option}
        chosen = {"type": "shipping", "option_id": option, "item_ids": ["item_123"]}
        return {"selected_fulfillment_options": [chosen]}

    def items_body(self, *items: tuple[str, int]) -> dict[str, Any]:
        """The body that changes the items."""
        listed = [{"id": article, "quantity": quantity} for article, quantity in items]
        return {"items" if self.is_first else "line_items": listed}

    def payment_body(self, token: str = "tok_succeed", **more: Any) -> dict[str, Any]:
        """The body of "complete"."""
        if self.is_first:
            return {"payment_data": {"token": token, "provider": "stripe", **more}}
        credential = {"type": "spt", "token": token}
        instrument = {"type": "card", "credential": credential}
        return {"payment_data": {"handler_id": "card_tokenized", "instrument": instrument, **more}}

    async def update(self, session: dict[str, Any], body: dict[str, Any]) -> httpx.Response:
        """Updates a session."""
        return await self.ask("POST", f"{ROOT}/{session['id']}", body)

    async def pay(self, session: dict[str, Any], token: str = "tok_succeed") -> httpx.Response:
        """Completes a session."""
        return await self.ask("POST", f"{ROOT}/{session['id']}/complete", self.payment_body(token))

    async def cancel(self, session: dict[str, Any], body: Any = None) -> httpx.Response:
        """Cancels a session."""
        return await self.ask("POST", f"{ROOT}/{session['id']}/cancel", body)

    async def read(self, session: dict[str, Any], **query: str) -> httpx.Response:
        """Retrieves a session."""
        tail = "".join(f"?{name}={value}" for name, value in query.items())
        return await self.ask("GET", f"{ROOT}/{session['id']}{tail}")

    def param(self, *, line: int | None = None, of: str = "") -> str:
        """The JSONPath of a message in this version."""
        if line is not None:
            inner = {"quantity": ".item.quantity" if self.is_first else ".quantity"}.get(of, "")
            return f"$.line_items[{line}]{inner}"
        return {
            "address": "$.fulfillment_address"
            if self.is_first
            else "$.fulfillment_details.address",
            "option": "$.fulfillment_option_id"
            if self.is_first
            else "$.selected_fulfillment_options",
            "payment": "$.payment_data",
            "items": "$.line_items",
        }[of]

    def _schema_of(self, path: str, answer: httpx.Response) -> str:
        if answer.status_code >= 400:
            return "Error"
        if path.endswith("/complete") and answer.json()["status"] == "completed":
            return "CheckoutSessionWithOrder"
        return "CheckoutSession"
