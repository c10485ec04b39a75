"""The six tools, which are operations of checkouts and of orders, and the schemas of their arguments.

They are those of the OpenRPC of UCP. `meta` may have more there, so it also has what is of our own: `if-match` and
`as-of`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from interfaces.dialects.ucp.wire import COMPLETE, Shape

ROOT: Final = "/checkout-sessions"
ORDERS: Final = "/orders"
IF_MATCH: Final = "if-match"
AS_OF: Final = "as-of"


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A tool as the endpoint of REST that it stands for. `tail` is the end of its path, after the id.

    `noun` is what its id names. `takes_checkout` is whether it has the argument `checkout`, the body. With `needs_key`,
    it needs an idempotency key.
    """

    description: str
    method: str
    root: str = ROOT
    noun: str = "checkout"
    takes_id: bool = True
    tail: str = ""
    takes_checkout: bool = False
    needs_key: bool = False

    @property
    def is_reading(self) -> bool:
        """Whether the tool changes nothing."""
        return self.method == "GET"

    def path(self, named: str) -> str:
        """Return the path of the endpoint."""
        return f"{self.root}/{named}{self.tail}" if self.takes_id else self.root


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
    "get_order": Tool(
        description="Get the order of a purchase.", method="GET", root=ORDERS, noun="order"
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
            **_own_members(tool),
        },
    }
    properties: Shape = {"meta": meta}
    if tool.takes_id:
        properties["id"] = {"type": "string"}
    if tool.takes_checkout:
        properties["checkout"] = {"type": "object"}
    return {"type": "object", "required": list(properties), "properties": properties}


def _own_members(tool: Tool) -> Shape:
    """Write the members of `meta` that UCP does not have, and leaves room for."""
    if tool.is_reading:
        as_of: Shape = {
            "type": "object",
            "description": "The past: as of a version, or as of an instant.",
            "properties": {
                "version": {"type": "integer", "minimum": 1},
                "at": {"type": "string", "format": "date-time"},
            },
            "maxProperties": 1,
        }
        return {AS_OF: as_of}
    if not tool.takes_id:
        return {}
    text = (
        "The etag in _meta of the result that the change is based on. Any other state refuses it."
    )
    return {IF_MATCH: {"type": "string", "description": text}}
