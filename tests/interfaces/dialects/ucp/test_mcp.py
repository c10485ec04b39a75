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
from tests.interfaces.dialects.ucp.schemas import (
    validate_checkout,
    validate_failure,
    validate_order,
)
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

    def arguments(
        self, key: str | None = None, own: dict[str, Any] | None = None, **more: Any
    ) -> dict[str, Any]:
        """The arguments of a tool. `own` are members of `meta` that the protocol does not have."""
        meta: dict[str, Any] = {"ucp-agent": {"profile": URL, "version": self.version}}
        if key is not None:
            meta["idempotency-key"] = key
        return {"meta": meta | (own or {}), **more}

    async def call(self, name: str, key: str | None = None, **more: Any) -> dict[str, Any]:
        """The structured content of a tool's result."""
        shape: dict[str, Any] = (await self.result(name, key, **more))["structuredContent"]
        return shape

    async def result(self, name: str, key: str | None = None, **more: Any) -> dict[str, Any]:
        """The result of a tool. Its structured content is valid, and is the text too."""
        call = {"name": name, "arguments": self.arguments(key, **more)}
        result: dict[str, Any] = (await self.ask("tools/call", call))["result"]
        shape: dict[str, Any] = result["structuredContent"]
        (text,) = result["content"]
        assert (json.loads(text["text"]), result["isError"]) == (shape, False)
        is_failure = shape["ucp"].get("status") == "error"
        validate = validate_order if name == "get_order" else validate_checkout
        (validate_failure if is_failure else validate)(self.version, shape)
        return result

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
    platform = Platform(app_fixture, version=version)
    assert read == (await platform.get(opened)).json()
    order = await client.call("get_order", id=paid["order"]["id"])
    assert order == (await platform.ask("GET", f"/orders/{order['id']}")).json()


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


async def test_the_state_that_a_change_is_based_on(app_fixture: AppFixture) -> None:
    """`_meta` has the etag that `if-match` takes. A change of another state is refused, and changes nothing."""
    client = McpClient(app_fixture, SUPPORTED[2])
    result = await client.result("create_checkout", "once", checkout=creation(("item_123", 1)))
    named, tag = result["structuredContent"]["id"], result["_meta"]["etag"]
    again = await client.result("create_checkout", "once", checkout=creation(("item_123", 1)))
    assert again["_meta"] == {"etag": tag, "idempotent-replayed": True}
    two = creation(("item_123", 2))
    first = await client.result("update_checkout", id=named, checkout=two, own={"if-match": tag})
    assert first["_meta"]["etag"] != tag
    for name, more in (("update_checkout", {"checkout": two}), ("cancel_checkout", {})):
        error = await client.refused(name, name, id=named, own={"if-match": tag}, **more)
        assert (error["code"], error["data"]["status"]) == (-32000, 412)
    found = await client.result("get_checkout", id=named)
    assert (found["_meta"]["etag"], found["structuredContent"]["status"]) == (
        first["_meta"]["etag"],
        "incomplete",
    )


async def test_the_past(app_fixture: AppFixture) -> None:
    """`as-of` selects a version or an instant, of a checkout and of its order, as the query of REST does."""
    client = McpClient(app_fixture, SUPPORTED[2])
    platform = Platform(app_fixture)
    ready = await platform.ready(("item_123", 1))
    paid = (await platform.complete(ready)).json()
    newest = (await platform.get(ready)).headers["etag"].strip('"')
    for name, found, path in (
        ("get_checkout", ready["id"], f"{ROOT}/{ready['id']}"),
        ("get_order", paid["order"]["id"], f"/orders/{paid['order']['id']}"),
    ):
        for as_of in ({"version": int(newest)}, {"at": "2026-03-01T12:00:00Z"}):
            over_mcp = await client.call(name, id=found, own={"as-of": as_of})
            over_rest = await app_fixture.client.get(
                path, params=as_of, headers={"UCP-Agent": platform.agent}
            )
            assert over_mcp == over_rest.json()
    opened = await client.call("get_checkout", id=ready["id"], own={"as-of": {"version": 1}})
    assert opened["status"] != "completed"
    refusals: tuple[tuple[Any, int], ...] = (
        ([], -32602),
        ({"version": "1"}, -32602),
        ({"version": True}, -32602),
        ({"at": 5}, -32602),
        ({"at": "yesterday"}, -32000),
        ({"version": 0}, -32000),
        ({"version": 1, "at": "2026-03-01T12:00:00Z"}, -32000),
    )
    for past, code in refusals:
        refused = await client.refused("get_checkout", id=ready["id"], own={"as-of": past})
        assert refused["code"] == code


async def test_a_wrong_type_in_a_call(app_fixture: AppFixture) -> None:
    """It is an error whose data are the body of REST, with the path."""
    client = McpClient(app_fixture, SUPPORTED[2])
    body = creation(("item_123", 1), context={"postal_code": 90210})
    data = (await client.refused("create_checkout", checkout=body))["data"]
    assert (data["status"], data["messages"][0]["path"]) == (400, "$.context.postal_code")


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
        ("get_order", {"id": ""}),
        ("create_checkout", {"checkout": []}),
        ("create_cart", {}),
    ):
        assert (await client.refused(name, **arguments))["code"] == -32602
    assert (await client.ask("resources/list"))["error"]["code"] == -32601
    for body, code in ((b"{", -32700), (b"[]", -32600), (b'{"jsonrpc": "1.0"}', -32600)):
        answer = await app_fixture.client.post(PATH, content=body)
        assert answer.json()["error"]["code"] == code


async def test_the_handshake(app_fixture: AppFixture) -> None:
    """A client introduces itself, lists six tools, and notifications have no answer."""
    client = McpClient(app_fixture, SUPPORTED[2])
    wanted = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a"}}
    found = (await client.ask("initialize", wanted))["result"]
    assert (found["protocolVersion"], found["serverInfo"]["name"]) == ("2025-06-18", "tillroll")
    notice = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    assert (await app_fixture.client.post(PATH, json=notice)).status_code == 202
    tools = (await client.ask("tools/list"))["result"]["tools"]
    assert len(tools) == 6
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
