"""Requests to two shops with every kind of credential, and checkouts of the first shop in each dialect."""

import base64
import hashlib
import itertools
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec
import psycopg

from tests.interfaces.dialects.svea.signing_client import signed_headers
from tests.system.access.endpoint import Endpoint, Kind
from tests.system.access.endpoints import (
    ADDRESS,
    CANARY,
    CUSTOMER,
    LINE,
    PAYING,
    UNDER_TOKEN,
)
from tests.system.service.svea_shop import creation

OWN, OTHER, WRONG, NONE, LIMITED = "own", "other", "wrong", "none", "limited"
# The other shop's secret with this shop's name.
SWAPPED = "swapped"
_NUMBERS = itertools.count(1)


@dataclass
class Shops:
    """The server and the credentials of its shops. `own` has the checkouts, and `other` is another merchant."""

    database_url: str
    client: httpx.Client
    tokens: dict[str, str]
    _sessions: dict[str, str] = field(default_factory=dict)

    def ask(
        self, endpoint: Endpoint, places: dict[str, str], sender: str, **headers: str
    ) -> httpx.Response:
        """Sends the endpoint's request as `sender`. An endless response ends when no more data arrives."""
        path = endpoint.path.format(**places)
        body = b"" if endpoint.body is None else msgspec.json.encode(endpoint.body)
        body = body.replace(b"{order_id}", places.get("order_id", "").encode())
        version = "2026-04-17" if endpoint.path.startswith("/carts") else "2025-09-29"
        sent = {"X-Request-Id": "same", "Request-Id": "same", "API-Version": version}
        if body:
            sent["Content-Type"] = "application/json"
        if endpoint.kind is Kind.API and not endpoint.only_reads:
            sent["Idempotency-Key"] = f"key-{next(_NUMBERS)}"
        sent |= self.credential(endpoint, path, body, sender) | headers
        if endpoint.kind is Kind.CONSOLE and not endpoint.only_reads:
            body = f"form_token={self._form_token(sent)}".encode()
            sent |= {"Sec-Fetch-Site": "same-origin"}
        request = self.client.build_request(
            endpoint.method, path + endpoint.query, content=body, headers=sent
        )
        answer = self.client.send(request, stream=True)
        received = b""
        try:
            for part in answer.iter_bytes():
                received += part
        except httpx.ReadTimeout:
            assert answer.headers["Content-Type"].startswith("text/event-stream")
        answer.close()
        return httpx.Response(
            answer.status_code, headers=_comparable_headers(answer), content=received
        )

    def credential(self, endpoint: Endpoint, path: str, body: bytes, sender: str) -> dict[str, str]:
        """The headers that authenticate `sender`."""
        if sender == NONE:
            return {}
        name = OTHER if sender == OTHER else OWN
        match endpoint.kind:
            case Kind.WALLEY:
                return {"Authorization": f"Bearer {self.tokens[sender]}"}
            case Kind.SHARED_KEY:
                secret = {WRONG: "wrong", SWAPPED: f"{OTHER}-access-key"}.get(
                    sender, f"{name}-access-key"
                )
                digest = hashlib.sha256(body + path.encode() + secret.encode()).hexdigest()
                value = base64.b64encode(f"{name}:{digest}".encode()).decode()
                return {"Authorization": f"SharedKey {value}"}
            case Kind.SVEA:
                now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"
                secret = {WRONG: "wrong", SWAPPED: f"{OTHER}-svea"}.get(sender, f"{name}-svea")
                return signed_headers(body, now, name, secret)
            case Kind.CONSOLE if sender in (WRONG, SWAPPED):
                return {"Cookie": "tillroll=wrong"}
            case Kind.CONSOLE:
                is_last_use = path == "/console/sign-out"
                if name not in self._sessions or is_last_use:
                    self._sessions[name] = self._sign_in(f"{name}-history")
                cookie = self._sessions.pop(name) if is_last_use else self._sessions[name]
                return {"Cookie": cookie}
            case Kind.SIMULATION:
                is_wrong = sender in (WRONG, SWAPPED)
                return {"Simulation-Secret": "wrong" if is_wrong else f"{name}-simulation"}
            case Kind.AUDITOR if sender == OWN:
                return _bearer("own-auditor")
            case _ if sender == LIMITED:
                return _bearer(_limited_key(endpoint))
            case _:
                # These keys have no name, so there is nothing to swap.
                return _bearer(
                    "wrong" if sender in (WRONG, SWAPPED) else f"{name}-{endpoint.kind.value}"
                )

    def _sign_in(self, key: str) -> str:
        """The cookie of a new session in the console."""
        address = f"{self.client.base_url}/console/sign-in"
        same_origin = {"Sec-Fetch-Site": "same-origin"}
        answer = httpx.post(address, data={"key": key}, headers=same_origin)
        assert answer.status_code == 303, answer.text
        return f"tillroll={answer.cookies['tillroll']}"

    def _form_token(self, sent: dict[str, str]) -> str:
        """The token in the forms of the session, if there is one."""
        page = httpx.get(
            f"{self.client.base_url}/console/search",
            headers={"Cookie": sent.get("Cookie", "")},
        )
        found = re.search(r'name="form_token" value="(\w+)"', page.text)
        return found[1] if found else ""

    def opened(self) -> dict[str, str]:
        """New checkouts of the first shop, by the first segment or the parameter of the paths that use them."""
        number = f"{CANARY}-{next(_NUMBERS)}"
        walley = self._done("POST", "/checkouts", Kind.WALLEY, _walley_creation(number))["data"]
        svea = self._done("POST", "/api/orders", Kind.SVEA, creation(number))
        agents = _session()
        stateset = self._done("POST", "/v1/checkouts", Kind.API, agents)
        acp = self._done("POST", "/checkout_sessions", Kind.API, agents)
        cart = self._done("POST", "/carts", Kind.API, agents)
        platforms = {
            "line_items": [{"item": {"id": "item_123"}, "quantity": 1}],
            "buyer": {"first_name": CANARY},
        }
        ucp = self._done("POST", "/checkout-sessions", Kind.API, platforms)
        erased = self._done("POST", "/v1/checkouts", Kind.API, agents)["id"]
        erasure = {"checkout_id": erased, "confirm": True}
        certificate = self._done("POST", "/history/persons/erasures", Kind.ERASER, erasure)
        return {
            "erasure_id": certificate["erasure"],
            "walley": walley["privateId"],
            "public_token": walley["publicToken"],
            "order_id": str(svea["OrderId"]),
            "v1": stateset["id"],
            "checkout_sessions": acp["id"],
            "checkout-sessions": ucp["id"],
            "carts": cart["id"],
        }

    def recurring(self) -> dict[str, str]:
        """A recurring token of the first shop, and the number of an order under it."""
        number = f"{CANARY}-{next(_NUMBERS)}"
        body = msgspec.json.decode(creation(number)) | {"Recurring": True}
        order = self._done("POST", "/api/orders", Kind.SVEA, body)
        page = re.search(r"/shopper/([^/\"&]+)/page", order["Gui"]["Snippet"])
        assert page is not None
        shopper = f"/shopper/{page[1]}"
        identified = self.client.post(f"{shopper}/identify", json=CUSTOMER).raise_for_status()
        version = identified.json()["version"]
        proof = {"Page-Secret": identified.headers["Page-Secret"]}
        commit = {"version": version}
        self.client.post(f"{shopper}/commit", json=commit, headers=proof).raise_for_status()
        payment = {"method": "card", "amount": 19000, "currency": "SEK"}
        where = f"/payments/{self.checkout_of(order['OrderId'])}/succeeded"
        self._done("POST", where, Kind.PAYMENTS, payment)
        path = f"/api/orders/{order['OrderId']}"
        token = self._done("GET", path, Kind.SVEA, None)["RecurringToken"]
        under = self._done(
            "POST",
            f"/api/tokens/{token}/orders",
            Kind.SVEA,
            {**UNDER_TOKEN, "clientOrderNumber": f"{number}-under"},
        )
        return {"token": token, "order_id": str(under["orderId"])}

    def ordered(self) -> dict[str, str]:
        """A paid session of the first shop, by the first segment of the paths that use it or its order."""
        session = self._done("POST", "/v1/checkouts", Kind.API, _session())
        path = f"/v1/checkouts/{session['id']}/complete"
        completed = self._done("POST", path, Kind.API, PAYING)
        order = completed["order_id"]
        return {"purchases": session["id"], "orders": order, "testing": order}

    def checkout_of(self, order_number: int) -> str:
        """Return the id of the checkout with an order number."""
        with psycopg.connect(self.database_url) as connection:
            found = connection.execute(
                "SELECT checkout_id FROM tillroll.names WHERE scope = 'order-number' AND value = %s",
                (str(order_number),),
            ).fetchone()
        assert found is not None
        return str(found[0])

    def _done(self, method: str, path: str, kind: Kind, body: Any) -> Any:
        content = msgspec.json.decode(body) if isinstance(body, bytes) else body
        answer = self.ask(Endpoint(method, path, kind, content), {}, OWN)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()


def _comparable_headers(answer: httpx.Response) -> dict[str, str]:
    ignored = {"content-encoding", "content-length", "transfer-encoding"}
    return {name: value for name, value in answer.headers.items() if name not in ignored}


def _limited_key(endpoint: Endpoint) -> str:
    """Return a key of the first shop that may not do what the endpoint does."""
    match endpoint.kind:
        case Kind.API:
            return "own-writes" if endpoint.only_reads else "own-reads"
        case Kind.ORDERS:
            return "own-writes-orders" if endpoint.only_reads else "own-reads-orders"
        case Kind.HISTORY:
            return "own-blind"
        case Kind.DISPUTES:
            return "own-persons"
        case _:
            return "own-history"


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def _session() -> dict[str, Any]:
    return {
        "items": [{"id": "item_123", "quantity": 1}],
        "fulfillment_address": {**ADDRESS, "name": CANARY},
    }


def _walley_creation(number: str) -> dict[str, Any]:
    return {
        "storeId": 1,
        "countryCode": "SE",
        "reference": number,
        "merchantTermsUri": "https://shop.example/terms",
        "notificationUri": "https://shop.example/notify",
        "cart": {"items": [LINE]},
    }
