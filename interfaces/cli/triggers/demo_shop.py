"""The demo shop of a demo server, over its public APIs and with the keys that every demo has."""

from types import TracebackType
from typing import Any, Final

import httpx

_SECONDS: Final = 30.0
_EMAIL: Final = "ada@example.com"
_ARTICLE: Final = "coffee"
_SIGN_IN: Final = {
    "grant_type": "client_credentials",
    "client_id": "demo-client",
    "client_secret": "demo-secret",
}


class NoDemo(Exception):
    """The server is no demo, cannot be reached, or answers unexpectedly. The message says which."""


class TriggeredCheckout:
    """One checkout of the demo shop. Every method raises NoDemo. It is a context manager."""

    def __init__(
        self, address: str, notify: str, transport: httpx.BaseTransport | None = None
    ) -> None:
        self.checkout_id = ""
        self._address = address
        self._notify = notify
        self._public_token = ""
        self._total = 0
        self._client = httpx.Client(base_url=address, timeout=_SECONDS, transport=transport)
        self._shop: dict[str, str] = {}

    def __enter__(self) -> "TriggeredCheckout":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def open(self) -> None:
        """Sign in as the demo shop, and open a checkout with one line."""
        answer = self._send("POST", "/oauth2/v2.0/token", data=_SIGN_IN)
        if not answer.is_success:
            raise NoDemo(
                f"{self._address} does not know the keys of the demo: events are triggered on a demo server only."
            )
        self._shop = _bearer(str(_json(answer).get("access_token")))
        body = {
            "storeId": 1001,
            "countryCode": "SE",
            "merchantTermsUri": "https://shop.example/terms",
            "notificationUri": self._notify,
            "cart": {"items": [_item(1)]},
        }
        created = _json(self._require("POST", "/checkouts", self._shop, body))["data"]
        self.checkout_id, self._public_token = created["privateId"], created["publicToken"]

    def replace_cart(self, quantity: int) -> None:
        """Replace the cart by one with so many pieces."""
        self._require("PUT", f"/checkouts/{self.checkout_id}/cart", self._shop, [_item(quantity)])

    def be_refused(self) -> None:
        """Replace the cart, which the server refuses."""
        path = f"/checkouts/{self.checkout_id}/cart"
        answer = self._send("PUT", path, headers=self._shop, json=[_item(9)])
        if answer.is_success:
            raise NoDemo("The server took a change that it has to refuse.")

    def suspend(self) -> None:
        """Suspend the checkout, as the page does."""
        self._require("POST", f"/shopper/{self._public_token}/suspend", {}, {})

    def commit(self) -> None:
        """Identify the customer, and agree to the purchase."""
        page = f"/shopper/{self._public_token}"
        self._require("POST", f"{page}/identify", {}, {"email": _EMAIL})
        shown = _json(self._require("GET", page, {}))
        self._total = shown["totals"]["total"]
        body = {"version": shown["version"], "confirmation": _EMAIL}
        self._require("POST", f"{page}/commit", {}, body)

    def pay(self) -> None:
        """Report that the payment succeeded."""
        body = {"method": "card", "amount": self._total, "currency": "SEK"}
        self._report_payment("succeeded", body)

    def fail_payment(self) -> None:
        """Report that the payment failed."""
        self._report_payment("failed", {"reason": "card-declined"})

    def report(self, what: str, body: dict[str, Any]) -> None:
        """Report what happened to the order: `fulfilments` or `adjustments`, of its only line."""
        order, key = f"/purchases/{self.checkout_id}", _bearer("demo-orders")
        shown = _json(self._require("GET", order, key))
        lines = [{"line": each["line"], "quantity": 1} for each in shown["lines"][:1]]
        self._require("POST", f"{order}/{what}", key, {**body, "lines": lines})

    def _report_payment(self, outcome: str, body: dict[str, Any]) -> None:
        path = f"/payments/{self.checkout_id}/{outcome}"
        self._require("POST", path, _bearer("demo-payments"), body)

    def _require(
        self, method: str, path: str, headers: dict[str, str], body: object = None
    ) -> httpx.Response:
        answer = self._send(method, path, headers=headers, json=body)
        if not answer.is_success:
            raise NoDemo(f"{method} {path} was answered with {answer.status_code}: {answer.text}")
        return answer

    def _send(self, method: str, path: str, **parts: Any) -> httpx.Response:
        try:
            return self._client.request(method, path, **parts)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NoDemo(f"{self._address} cannot be reached: {error}. Run `make run`.") from error


def _item(quantity: int) -> dict[str, object]:
    return {
        "id": _ARTICLE,
        "description": "Coffee",
        "unitPrice": 95,
        "quantity": quantity,
        "vat": 25,
    }


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        found: dict[str, Any] = answer.json()
    except ValueError as error:
        raise NoDemo("What answers there is no tillroll.") from error
    return found
