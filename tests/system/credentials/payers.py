"""Buyers of each dialect and version, who pay with secrets in every way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from tests.interfaces.dialects.ucp.agent import BUYER, DESTINATION, choosing, sent_to
from tests.system.credentials.secrets_of_buyers import (
    DECLINED_CARD,
    DECLINED_TOKEN,
    PAID_CARD,
    PAID_TOKEN,
    UCP_TOKEN,
    UNKNOWN_TOKEN,
    broken,
    card,
    invalid_credentials,
    token,
)
from tests.system.persons import agents
from tests.system.persons.shops import Shops

UCP_VERSIONS = ("2026-04-08", "2026-01-11")
_UCP = "/checkout-sessions"


@dataclass
class Payer:
    """A buyer at one server. `answers` is everything that it was answered."""

    shops: Shops
    name: str
    headers: dict[str, str]
    answers: list[httpx.Response] = field(default_factory=list)
    statuses: dict[str, set[int]] = field(default_factory=dict)
    _keys: Iterator[int] = field(default_factory=lambda: count(1))

    def ask(self, method: str, path: str, body: Any = None, *, key: str = "") -> httpx.Response:
        """Send a request with a new idempotency key, or with this one."""
        own = {"Idempotency-Key": key or f"{self.name}-{next(self._keys)}"}
        answer = self.shops.ask(method, path, body, **self.headers, **own)
        self.answers.append(answer)
        return answer

    def pay(self, kind: str, path: str, body: Any) -> httpx.Response:
        """Complete a checkout twice with one key, note the statuses, and return the first answer."""
        key = f"{self.name}-{next(self._keys)}"
        first = self.ask("POST", f"{path}/complete", body, key=key)
        self.ask("POST", f"{path}/complete", body, key=key)
        self.statuses.setdefault(kind, set()).add(first.status_code)
        return first


def buy_over_ucp(shops: Shops, version: str) -> Payer:
    """Pay in every wrong way, then with a card and in another checkout with a token."""
    agent = f'profile="https://platform.example/ucp"; version="{version}"'
    payer = Payer(shops, f"ucp-{version}", {"UCP-Agent": agent})

    def paying(credential: Any, handler: str = "mock") -> dict[str, Any]:
        instrument = {
            "id": "i-1",
            "handler_id": handler,
            "type": "card",
            "credential": credential,
            "last_digits": "9750",
            "brand": "visa",
        }
        return {"payment": {"instruments": [instrument]}, "payment_data": instrument}

    for credential in (card(PAID_CARD), token(UCP_TOKEN)):
        path = _ready(payer, paying(credential))
        for declined in (token(DECLINED_TOKEN), token(UNKNOWN_TOKEN), card(DECLINED_CARD)):
            payer.pay("declined", path, paying(declined))
        payer.pay("unknown handler", path, paying(credential, handler="other"))
        for invalid in invalid_credentials():
            payer.pay("invalid", path, paying(invalid))
        for each in broken(paying(token(UNKNOWN_TOKEN))):
            payer.pay("broken", path, each)
        payer.ask("POST", f"{path}/complete", paying(token(DECLINED_TOKEN)), key="same")
        conflict = payer.ask("POST", f"{path}/complete", paying(credential), key="same")
        payer.statuses.setdefault("conflict", set()).add(conflict.status_code)
        done = payer.pay("paid", path, paying(credential))
        assert done.json().get("status") == "completed", done.text
        payer.pay("late", path, paying(token(UNKNOWN_TOKEN)))
    return payer


def _ready(payer: Payer, payment: dict[str, Any]) -> str:
    """Create and update a checkout with a payment in each body, which is early, and return its path."""
    items = [{"item": {"id": "item_123"}, "quantity": 1}]
    body = {"line_items": items, "buyer": BUYER, "fulfillment": sent_to(DESTINATION), **payment}
    created = payer.ask("POST", _UCP, body)
    assert created.status_code == 201, created.text
    path = f"{_UCP}/{created.json()['id']}"
    option = created.json()["fulfillment"]["methods"][0]["groups"][0]["options"][0]["id"]
    updated = payer.ask("PUT", path, choosing(created.json(), option) | payment)
    assert updated.json()["status"] == "ready_for_complete", updated.text
    return path


def buy_as_agent(shops: Shops, version: str) -> Payer:
    """Pay in every wrong way, and then with a token. `version` is one of ACP, or empty for StateSet."""
    headers = {"Authorization": "Bearer sk_test_demo"}
    headers |= {"API-Version": version} if version else {}
    payer = Payer(shops, f"acp-{version}" if version else "stateset", headers)
    root = agents.root_of(version)
    is_flat = version in ("", agents.OLDEST)

    def paying(credential: Any) -> dict[str, Any]:
        if is_flat:
            text = credential.get("token") if isinstance(credential, dict) else credential
            rest = credential if isinstance(credential, dict) else {}
            return {"payment_data": {**rest, "token": text, "provider": "stripe"}}
        instrument = {"type": "card", "credential": credential}
        return {"payment_data": {"handler_id": "card_tokenized", "instrument": instrument}}

    def spt(text: str) -> dict[str, Any]:
        return {"token": text} if is_flat else {"type": "spt", "token": text}

    body = agents.creation(version, "credential")
    created = payer.ask("POST", root, body)
    assert created.status_code == 201, created.text
    path = f"{root}/{created.json()['id']}"
    change = "POST" if version else "PUT"
    changed = agents.update(version, "credential")
    changed.pop("metadata", None)
    payer.ask("POST", root, body | paying(spt(UNKNOWN_TOKEN)))
    payer.ask(change, path, changed | paying(spt(UNKNOWN_TOKEN)))
    for text in (DECLINED_TOKEN, UNKNOWN_TOKEN, DECLINED_CARD):
        payer.pay("declined", path, paying(spt(text)))
    for invalid in (card(PAID_CARD), *invalid_credentials()):
        payer.pay("invalid", path, paying(invalid))
    for each in broken(paying(spt(UNKNOWN_TOKEN))):
        payer.pay("broken", path, each)
    payer.ask("POST", f"{path}/complete", paying(spt(DECLINED_TOKEN)), key="same")
    conflict = payer.ask("POST", f"{path}/complete", paying(spt(PAID_TOKEN)), key="same")
    payer.statuses.setdefault("conflict", set()).add(conflict.status_code)
    done = payer.pay("paid", path, paying(spt(PAID_TOKEN)))
    assert done.json().get("status") == "completed", done.text
    payer.pay("late", path, paying(spt(UNKNOWN_TOKEN)))
    return payer
