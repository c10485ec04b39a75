"""The five tools, which are the operations of checkouts, and the schemas of their arguments (OpenRPC of UCP)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from interfaces.dialects.ucp.wire import COMPLETE, Shape

ROOT: Final = "/checkout-sessions"


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A tool as the endpoint of REST that it stands for. `tail` is the end of its path.

    `takes_checkout` is whether it has the argument `checkout`, the body. With `needs_key`, it needs an idempotency key.
    """

    description: str
    method: str
    takes_id: bool = True
    tail: str = ""
    takes_checkout: bool = False
    needs_key: bool = False

    def path(self, checkout_id: str) -> str:
        """Return the path of the endpoint."""
        return f"{ROOT}/{checkout_id}{self.tail}" if self.takes_id else ROOT


TOOLS: Final[Mapping[str, Tool]] = {
    "create_checkout": Tool(
        description="Create a checkout.", method="POST", takes_id=False, takes_checkout=True
    ),
    "get_checkout": Tool(description="Get a checkout.", method="GET"),
    "update_checkout": Tool(description="Update a checkout.", method="PUT", takes_checkout=True),
    "complete_checkout": Tool(
        description="Complete a checkout and place its order.",
        method="POST",
        tail=COMPLETE,
        takes_checkout=True,
        needs_key=True,
    ),
    "cancel_checkout": Tool(
        description="Cancel a checkout.", method="POST", tail="/cancel", needs_key=True
    ),
}


def listed_tools() -> list[Shape]:
    """Write the tools as `tools/list` answers them."""
    return [
        {"name": name, "description": tool.description, "inputSchema": _arguments(tool)}
        for name, tool in TOOLS.items()
    ]


def _arguments(tool: Tool) -> Shape:
    keys = ["ucp-agent", "idempotency-key"] if tool.needs_key else ["ucp-agent"]
    meta: Shape = {
        "type": "object",
        "required": keys,
        "properties": {
            "ucp-agent": {
                "type": "object",
                "required": ["profile"],
                "properties": {"profile": {"type": "string"}, "version": {"type": "string"}},
            },
            "idempotency-key": {"type": "string"},
        },
    }
    properties: Shape = {"meta": meta}
    if tool.takes_id:
        properties["id"] = {"type": "string"}
    if tool.takes_checkout:
        properties["checkout"] = {"type": "object"}
    return {"type": "object", "required": list(properties), "properties": properties}
