"""Clients of MCP: the official one, and those whose keys may not do everything."""

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from interfaces.dialects.ucp.wire import VERSION
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import BUYER, Platform, creation
from tests.interfaces.dialects.ucp.platforms import URL
from tests.interfaces.dialects.ucp.schemas import validate_checkout

PATH = "/ucp/mcp"


async def test_the_client_of_the_official_sdk(app_fixture: AppFixture) -> None:
    """It initializes, lists the tools, and creates a checkout."""
    arguments = {
        "meta": {"ucp-agent": {"profile": URL}},
        "checkout": creation(("item_123", 1), buyer=BUYER),
    }
    transport = httpx2.ASGITransport(app_fixture.app)
    async with (
        httpx2.AsyncClient(transport=transport) as http,
        Client(streamable_http_client(f"http://shop.example{PATH}", http_client=http)) as client,
    ):
        names = {each.name for each in (await client.list_tools()).tools}
        result = await client.call_tool("create_checkout", arguments)
    verbs = ("create", "get", "update", "complete", "cancel")
    assert names == {f"{verb}_checkout" for verb in verbs}
    assert not result.is_error
    validate_checkout(VERSION, result.structured_content)


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
