"""Requests to an ASGI application, whose bodies come in the parts that a test chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.types import Message


@dataclass
class Exchange:
    """One request and its response. `receives` counts how often the application wanted a part of the body."""

    parts: Sequence[bytes] = ()
    receives: int = 0
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    async def receive(self) -> Message:
        """Return the next part, and then that the sender is gone."""
        index, self.receives = self.receives, self.receives + 1
        if index >= len(self.parts):
            return {"type": "http.disconnect"}
        has_more = index + 1 < len(self.parts)
        return {"type": "http.request", "body": self.parts[index], "more_body": has_more}

    async def send(self, message: Message) -> None:
        """Take a part of the response."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.body += message.get("body", b"")


def scope_of(
    method: str, path: str, headers: Mapping[str, str], client: str = "192.0.2.1"
) -> dict[str, Any]:
    """Return the scope of a request to `path` from the address `client`."""
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "server": ("tillroll.test", 80),
        "client": (client, 1),
        "headers": [(b"host", b"tillroll.test")]
        + [(name.lower().encode(), value.encode()) for name, value in headers.items()],
    }


async def exchange(
    app: Any,
    method: str,
    path: str,
    headers: Mapping[str, str],
    *parts: bytes,
    client: str = "192.0.2.1",
) -> Exchange:
    """Send a request and return the exchange. The sender leaves after the last of `parts`, or without any of them."""
    found = Exchange(parts)
    await app(scope_of(method, path, headers, client), found.receive, found.send)
    return found
