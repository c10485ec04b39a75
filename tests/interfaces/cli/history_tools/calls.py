"""Calls of tools by a client of the protocol, and the texts of their answers."""

from typing import Any

from mcp import Client
from mcp_types import CallToolResult, TextContent

TOOLS = ("find", "state", "diff", "blame", "timeline", "evidence")


async def call(client: Client, tool: str, **arguments: object) -> dict[str, Any]:
    """The structured answer of a tool that finds something; its first text is not empty."""
    answer = await client.call_tool(tool, arguments)
    assert not answer.is_error, text_of(answer)
    assert text_of(answer)
    found: dict[str, Any] | None = answer.structured_content
    assert found is not None
    return found


async def refused(client: Client, tool: str, **arguments: object) -> str:
    """The sentence of a tool's error."""
    answer = await client.call_tool(tool, arguments)
    assert answer.is_error
    return text_of(answer)


def text_of(answer: CallToolResult) -> str:
    block = answer.content[0]
    assert isinstance(block, TextContent)
    return block.text
