"""The operations of checkouts over MCP, which are worked as those of REST are."""

import itertools
import json
from typing import Any

import pytest

from interfaces.dialects.ucp.wire import SUPPORTED
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import (
    BUYER,
    DESTINATION,
    ROOT,
    Platform,
    choosing,
    creation,
    payment,
    sent_to,
)
from tests.interfaces.dialects.ucp.platforms import URL
from tests.interfaces.dialects.ucp.schemas import validate_checkout, validate_failure
from tests.interfaces.dialects.ucp.signing.signing import signed
from tests.interfaces.dialects.ucp.signing.test_signed_requests import KEY, publish

PATH = "/ucp/mcp"
PAID = payment({"type": "token", "token": "success_token"})


class McpClient:
    """A client of MCP, which is a platform without credentials."""

    def __init__(self, app_fixture: AppFixture, version: str) -> None:
        self.app_fixture = app_fixture
        self.version = version
        self._ids = itertools.count(1)

    async def ask(self, method: str, params: Any = None) -> dict[str, Any]:
        """The answer to a request."""
        sent = {"jsonrpc": "2.0", "id": next(self._ids), "method": method, "params": params or {}}
        answer = await self.app_fixture.client.post(PATH, json=sent)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        assert (found["jsonrpc"], found["id"]) == ("2.0", sent["id"])
        return found

    def arguments(self, key: str | None = None, **more: Any) -> dict[str, Any]:
        """The arguments of a tool."""
        meta: dict[str, Any] = {"ucp-agent": {"profile": URL, "version": self.version}}
        if key is not None:
            meta["idempotency-key"] = key
        return {"meta": meta, **more}

    async def call(self, name: str, key: str | None = None, **more: Any) -> dict[str, Any]:
        """The structured content of a tool's result, which is valid and is the text too."""
        call = {"name": name, "arguments": self.arguments(key, **more)}
        result = (await self.ask("tools/call", call))["result"]
        shape: dict[str, Any] = result["structuredContent"]
        (text,) = result["content"]
        assert (json.loads(text["text"]), result["isError"]) == (shape, False)
        is_failure = shape["ucp"].get("status") == "error"
        (validate_failure if is_failure else validate_checkout)(self.version, shape)
        return shape

    async def refused(self, name: str, key: str | None = None, **more: Any) -> dict[str, Any]:
        """The error that a call of a tool is answered with."""
        call = {"name": name, "arguments": self.arguments(key, **more)}
        error: dict[str, Any] = (await self.ask("tools/call", call))["error"]
        return error


@pytest.mark.parametrize("version", SUPPORTED)
async def test_a_purchase(app_fixture: AppFixture, version: str) -> None:
    """A checkout is created, updated, completed and read with tools, and REST answers the same."""
    client = McpClient(app_fixture, version)
    body = creation(("item_123", 2), buyer=BUYER, fulfillment=sent_to(DESTINATION))
    opened = await client.call("create_checkout", checkout=body)
    option = opened["fulfillment"]["methods"][0]["groups"][0]["options"][0]["id"]
    named = opened["id"]
    updated = await client.call("update_checkout", id=named, checkout=choosing(opened, option))
    assert updated["status"] == "ready_for_complete"
    paid = await client.call("complete_checkout", "pay", id=named, checkout=PAID)
    assert paid["status"] == "completed"
    again = await client.call("complete_checkout", "pay", id=named, checkout=PAID)
    assert again == paid
    read = await client.call("get_checkout", id=named)
    of_rest = await Platform(app_fixture, version=version).get(opened)
    assert read == of_rest.json()


@pytest.mark.parametrize("version", SUPPORTED)
async def test_failures(app_fixture: AppFixture, version: str) -> None:
    """What the business answers is a result, or in January an error with the body of REST; the rest is an error."""
    client = McpClient(app_fixture, version)
    if version.startswith("2026-01"):
        unknown = await client.refused("get_checkout", id="open_unknown")
        assert (unknown["code"], unknown["data"]["status"]) == (-32000, 404)
        assert unknown["data"]["messages"][0]["code"] == "not_found"
    else:
        shape = await client.call("get_checkout", id="open_unknown")
        assert shape["messages"][0]["code"] == "not_found"
    opened = await client.call("create_checkout", checkout=creation(("item_123", 1)))
    canceled = await client.call("cancel_checkout", "cancel", id=opened["id"])
    assert canceled["status"] == "canceled"
    ended = await client.refused("cancel_checkout", "once more", id=opened["id"])
    assert (ended["code"], ended["data"]["status"]) == (-32000, 409)


async def test_what_is_not_supported(app_fixture: AppFixture) -> None:
    """A version that nobody speaks is an error of discovery, and arguments that are missing are invalid."""
    other = McpClient(app_fixture, "2099-01-01")
    refused = await other.refused("create_checkout", checkout=creation(("item_123", 1)))
    assert (refused["code"], refused["data"]["code"]) == (-32001, "version_unsupported")
    client = McpClient(app_fixture, SUPPORTED[2])
    for name, arguments in (
        ("complete_checkout", {"id": "open_a", "checkout": PAID}),
        ("get_checkout", {}),
        ("get_checkout", {"id": "../orders"}),
        ("create_checkout", {"checkout": []}),
        ("create_cart", {}),
    ):
        assert (await client.refused(name, **arguments))["code"] == -32602
    assert (await client.ask("resources/list"))["error"]["code"] == -32601
    for body, code in ((b"{", -32700), (b"[]", -32600), (b'{"jsonrpc": "1.0"}', -32600)):
        answer = await app_fixture.client.post(PATH, content=body)
        assert answer.json()["error"]["code"] == code


async def test_the_handshake(app_fixture: AppFixture) -> None:
    """A client introduces itself, lists five tools, and notifications have no answer."""
    client = McpClient(app_fixture, SUPPORTED[2])
    wanted = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a"}}
    found = (await client.ask("initialize", wanted))["result"]
    assert (found["protocolVersion"], found["serverInfo"]["name"]) == ("2025-06-18", "tillroll")
    notice = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    assert (await app_fixture.client.post(PATH, json=notice)).status_code == 202
    tools = (await client.ask("tools/list"))["result"]["tools"]
    assert len(tools) == 5
    assert {each["inputSchema"]["type"] for each in tools} == {"object"}


async def test_a_method_of_its_own_name(app_fixture: AppFixture) -> None:
    """As OpenRPC has it, the operation is the method and the checkout the result; the key is that of REST too."""
    client = McpClient(app_fixture, SUPPORTED[2])
    body = creation(("item_123", 1))
    arguments = client.arguments("one", checkout=body)
    opened = (await client.ask("create_checkout", arguments))["result"]
    validate_checkout(client.version, opened)
    agent = f'profile="{URL}"; version="{client.version}"'
    headers = {"UCP-Agent": agent, "Idempotency-Key": "one"}
    again = await app_fixture.client.post(ROOT, json=body, headers=headers)
    assert (again.json(), again.headers["Idempotent-Replayed"]) == (opened, "true")
    other = client.arguments("one", checkout=creation(("item_123", 2)))
    error = (await client.ask("create_checkout", other))["error"]
    assert error["data"]["code"] == "idempotency_conflict"


async def test_a_signed_call(app_fixture: AppFixture) -> None:
    """The signature is that of the HTTP request, and `meta` may not name another platform."""
    publish(app_fixture, KEY.jwk)
    client = McpClient(app_fixture, SUPPORTED[2])
    arguments = client.arguments(checkout=creation(("item_123", 1)))
    call = {"jsonrpc": "2.0", "id": 1, "method": "create_checkout", "params": arguments}
    body = json.dumps(call).encode()
    sent = {"Content-Type": "application/json", "UCP-Agent": f'profile="{URL}"'}
    right = sent | signed(KEY, "POST", f"https://tillroll.test{PATH}", sent, body)
    answer = await app_fixture.client.post(PATH, content=body, headers=right)
    assert answer.json()["result"]["status"] == "incomplete", answer.text
    wrong = await app_fixture.client.post(PATH, content=body + b" ", headers=right)
    assert (wrong.status_code, wrong.json()["code"]) == (400, "digest_mismatch")
    other = sent | {"UCP-Agent": 'profile="https://other.example/ucp.json"'}
    differing = await app_fixture.client.post(PATH, content=body, headers=other)
    assert differing.json()["error"]["code"] == -32602
