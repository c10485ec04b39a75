"""Clients of MCP: the official one, and those whose keys may not do everything."""

from typing import Any

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult

from interfaces.dialects.ucp.wire import VERSION
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import BUYER, Platform, creation, payment
from tests.interfaces.dialects.ucp.platforms import URL
from tests.interfaces.dialects.ucp.schemas import validate_checkout, validate_order
from tests.json_schema import JsonSchema

PATH = "/ucp/mcp"


async def test_the_client_of_the_official_sdk(app_fixture: AppFixture) -> None:
    """It initializes, lists the tools, buys, and reads the order and the past, by the schemas of the tools."""
    meta: dict[str, Any] = {"ucp-agent": {"profile": URL}}
    platform = Platform(app_fixture)
    ready = await platform.ready(("item_123", 1))
    tag = (await platform.get(ready)).headers["etag"]
    paid = payment({"type": "token", "token": "success_token"})
    transport = httpx2.ASGITransport(app_fixture.app)
    async with (
        httpx2.AsyncClient(transport=transport) as http,
        Client(streamable_http_client(f"http://shop.example{PATH}", http_client=http)) as client,
    ):
        schemas = {each.name: each.input_schema for each in (await client.list_tools()).tools}

        async def call(name: str, own: dict[str, Any], **more: Any) -> CallToolResult:
            arguments = {"meta": meta | own, **more}
            JsonSchema(schemas[name]).validate(arguments)
            result = await client.call_tool(name, arguments)
            assert not result.is_error
            return result

        opened = await call("create_checkout", {}, checkout=creation(("item_123", 1), buyer=BUYER))
        bought = await call(
            "complete_checkout",
            {"idempotency-key": "pay", "if-match": tag},
            id=ready["id"],
            checkout=paid,
        )
        shape = bought.structured_content
        assert shape is not None
        order = await call("get_order", {}, id=shape["order"]["id"])
        before = await call("get_checkout", {"as-of": {"version": 1}}, id=ready["id"])
    verbs = ("create", "get", "update", "complete", "cancel")
    assert schemas.keys() == {f"{verb}_checkout" for verb in verbs} | {"get_order"}
    for each in (opened, bought, before):
        validate_checkout(VERSION, each.structured_content)
    validate_order(VERSION, order.structured_content)
    assert bought.meta is not None
    assert order.meta == {"etag": bought.meta["etag"]}
    assert bought.meta["etag"] != tag


async def test_a_key_needs_the_permission_of_the_tool(app_fixture: AppFixture) -> None:
    """A key that may only read gets a checkout, and 403 for a new one."""
    partner = Platform(app_fixture, key="sk_test_demo")
    checkout = await partner.create(("item_123", 1), buyer=BUYER)
    items = creation(("item_123", 1))
    for method, params, status in (
        ("get_checkout", {"id": checkout["id"]}, 200),
        ("create_checkout", {"checkout": items}, 403),
    ):
        answer = await app_fixture.client.post(
            PATH,
            json={"jsonrpc": "2.0", "id": 1, "method": method, "params": params},
            headers={"Authorization": "Bearer rk_test_demo_read"},
        )
        assert answer.status_code == status
